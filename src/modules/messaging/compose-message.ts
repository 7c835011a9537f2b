import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import type { Tx } from '../../platform/database/index.js';
import { calendarFile } from '../../platform/notifications/index.js';
import type { Mail } from '../../platform/notifications/index.js';
import { Site } from '../../platform/pages/index.js';
import { KeepMessageLink, LinkDoor } from '../access/index.js';
import { isMinor } from '../clients/index.js';
import { addressOf, civilTime, kindOf, stopKey } from './domain/index.js';
import type { NotSentReason } from './domain/index.js';
import { MESSAGE_SOURCES } from './message-source.js';
import type { Composed, MessageSources, NotSent, Later } from './message-source.js';
import { textInUse } from './message-texts.js';
import type { Claimed } from './storage/deliveries.js';
import { NumberKeys } from './number-keys.js';
import { ownText } from './storage/message-templates.js';
import { unsubscribePath } from './unsubscribe-path.js';
import { textKeyOf, writeMessage } from './write-message.js';
import type { WrittenMessage } from './write-message.js';

/** A message ready to be handed to a provider. */
export interface Envelope extends WrittenMessage {
  readonly send: true;
  readonly to: string;
  readonly calendar?: Mail['calendar'];
  readonly headers?: Mail['headers'];
  /** Of an SMS: how the ledger knows its number again. */
  readonly numberKey: Buffer | null;
}

/** As long as a link may stand: a mail that is kept for longer has had its answer by telephone. */
const PREFERENCES_DAYS = 60;

const notSent = (reason: NotSentReason): NotSent => ({ send: false, reason });

/** Decides by the truth of this moment whether a claimed message goes out, and what it says. */
@Injectable()
export class ComposeMessage {
  constructor(
    @Inject(MESSAGE_SOURCES) private readonly sources: MessageSources,
    private readonly links: KeepMessageLink,
    private readonly site: Site,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mailFrom'>,
    private readonly numbers: NumberKeys,
  ) {}

  async execute(tx: Tx, message: Claimed): Promise<Envelope | NotSent | Later> {
    const { usefulUntil, kind } = message;
    if (usefulUntil && usefulUntil <= tx.now) return notSent('too_late');
    const to = recipientOf(message, tx.now);
    const source = this.sources.of(kind);
    if (to.kind === 'none') {
      await source.unreached?.(tx, message);
      return notSent(to.reason);
    }
    const composed = await source.compose(tx, message);
    if (composed.send !== true) return composed;
    const civil = kindOf(kind).urgent ? tx.now : awake(message, tx.now);
    if (civil > tx.now) return usefulUntil && civil >= usefulUntil ? notSent('too_late') : { send: 'later', at: civil };
    const numberKey = message.channel === 'sms' ? this.numbers.of(to.address) : null;
    return { send: true, to: to.address, numberKey, ...(await this.write(tx, message, { composed, to: to.address })) };
  }

  private async write(
    tx: Tx,
    message: Claimed,
    { composed, to }: { readonly composed: Composed; readonly to: string },
  ): Promise<WrittenMessage & Pick<Envelope, 'calendar' | 'headers'>> {
    const language = message.recipient.language ?? 'en';
    const place = { key: textKeyOf(message, composed), channel: message.channel, language };
    const [own, link, preferences] = await Promise.all([
      ownText(tx, place),
      this.link(tx, message, composed),
      this.preferencesToken(tx, message),
    ]);
    const text = textInUse(own ?? { ...place, subject: null, body: null, version: 0 });
    const footer = preferences && this.site.url(LinkDoor.pathTo('preferences', preferences));
    const written = writeMessage(message, { composed, text, link, preferences: footer });
    const headers = preferences ? this.headersOf(message, preferences) : undefined;
    return {
      ...written,
      headers,
      calendar: calendarOf(message, composed, { to, from: this.config.mailFrom, stamp: tx.now }),
    };
  }

  private async link(tx: Tx, { id, clientId }: Claimed, { link, path }: Composed): Promise<string | null> {
    if (path !== undefined) return this.site.url(path);
    if (!link || clientId === null) return null;
    const token = await this.links.execute(tx, { messageId: id, clientId, ...link });
    return this.site.url(LinkDoor.pathTo(link.purpose, token));
  }

  /** Null where there is no room for it, or where staff are written to: they have agreed to nothing, it is their work. */
  private async preferencesToken(tx: Tx, { id, clientId, channel }: Claimed): Promise<string | null> {
    if (channel !== 'email' || clientId === null) return null;
    const link = { purpose: 'preferences', subjectId: clientId, days: PREFERENCES_DAYS } as const;
    return this.links.execute(tx, { messageId: id, clientId, ...link });
  }

  /** By which a mail program offers to end what nobody has to get (RFC 8058). */
  private headersOf({ kind }: Claimed, token: string): Mail['headers'] {
    if (kindOf(kind).purpose !== 'recall') return undefined;
    const url = this.site.url(unsubscribePath(token));
    return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  }
}

type Reached =
  { readonly kind: 'address'; readonly address: string } | { readonly kind: 'none'; readonly reason: NotSentReason };

function recipientOf({ kind, channel, recipient, membershipId }: Claimed, now: Date): Reached {
  const isStaff = membershipId !== null;
  if (recipient.gone) return { kind: 'none', reason: isStaff ? 'left' : 'archived' };
  if (!isStaff && !recipient.consents.includes(kindOf(kind).purpose)) return { kind: 'none', reason: 'no_consent' };
  const minor = recipient.birthDate !== null && isMinor(recipient.birthDate, now.getTime());
  const address = addressOf(channel, recipient, minor);
  if (address === null) return { kind: 'none', reason: 'no_address' };
  const isStopped = recipient.stopped.includes(stopKey(channel, address));
  return isStopped ? { kind: 'none', reason: 'opted_out' } : { kind: 'address', address };
}

/** Now, or the end of the quiet hours of the recipient's zone, else the clinic's. */
const awake = ({ recipient, clinicZone }: Claimed, now: Date): Date =>
  new Date(civilTime(recipient.zone ?? clinicZone, now.getTime()));

function calendarOf(
  { subjectId, practiceName, clinicName, clinicAddress, clinicZone, recipient }: Claimed,
  { visit, calendar }: Composed,
  { to, from, stamp }: { readonly to: string; readonly from: string; readonly stamp: Date },
): Mail['calendar'] {
  if (!visit || !calendar) return undefined;
  const content = calendarFile({
    ...{ uid: `${subjectId}@unknot`, sequence: calendar.sequence, method: calendar.method, stamp },
    ...{ start: visit.startsAt, end: visit.endsAt, zone: clinicZone },
    ...{ summary: practiceName, location: [clinicName, clinicAddress].filter(Boolean).join(', ') },
    organizer: { address: from, name: practiceName },
    attendee: { address: to, name: recipient.name },
  });
  return { method: calendar.method, content };
}
