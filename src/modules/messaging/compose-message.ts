import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import type { Tx } from '../../platform/database/index.js';
import { calendarFile } from '../../platform/notifications/index.js';
import type { Mail } from '../../platform/notifications/index.js';
import { Site } from '../../platform/pages/index.js';
import { KeepMessageLink, LinkDoor } from '../access/index.js';
import { isMinor } from '../clients/index.js';
import { addressOf, civilTime, kindOf } from './domain/index.js';
import type { NotSentReason } from './domain/index.js';
import { MESSAGE_SOURCES } from './message-source.js';
import type { Composed, MessageSources, NotSent, Later } from './message-source.js';
import { textInUse } from './message-texts.js';
import type { Claimed } from './storage/deliveries.js';
import { ownText } from './storage/message-templates.js';
import { textKeyOf, writeMessage } from './write-message.js';
import type { WrittenMessage } from './write-message.js';

/** A message ready to be handed to a provider. */
export interface Envelope extends WrittenMessage {
  readonly send: true;
  readonly to: string;
  readonly calendar?: Mail['calendar'];
}

const notSent = (reason: NotSentReason): NotSent => ({ send: false, reason });

/** Decides by the truth of this moment whether a claimed message goes out, and what it says. */
@Injectable()
export class ComposeMessage {
  constructor(
    @Inject(MESSAGE_SOURCES) private readonly sources: MessageSources,
    private readonly links: KeepMessageLink,
    private readonly site: Site,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mailFrom'>,
  ) {}

  async execute(tx: Tx, message: Claimed): Promise<Envelope | NotSent | Later> {
    const { usefulUntil, kind } = message;
    if (usefulUntil && usefulUntil <= tx.now) return notSent('too_late');
    const to = recipientOf(message, tx.now);
    if (to.kind === 'none') return notSent(to.reason);
    const source = this.sources.of(kind);
    const composed = await source.compose(tx, message);
    if (composed.send !== true) return composed;
    const civil = kindOf(kind).urgent ? tx.now : awake(message, tx.now);
    if (civil > tx.now) return usefulUntil && civil >= usefulUntil ? notSent('too_late') : { send: 'later', at: civil };
    return { send: true, to: to.address, ...(await this.write(tx, message, { composed, to: to.address })) };
  }

  private async write(
    tx: Tx,
    message: Claimed,
    { composed, to }: { readonly composed: Composed; readonly to: string },
  ): Promise<WrittenMessage & Pick<Envelope, 'calendar'>> {
    const language = message.recipient.language ?? 'en';
    const place = { key: textKeyOf(message, composed), channel: message.channel, language };
    const [own, link] = await Promise.all([ownText(tx, place), this.link(tx, message, composed)]);
    const text = textInUse(own ?? { ...place, subject: null, body: null, version: 0 });
    const written = writeMessage(message, { composed, text, link });
    return { ...written, calendar: calendarOf(message, composed, { to, from: this.config.mailFrom, stamp: tx.now }) };
  }

  private async link(tx: Tx, { id, clientId }: Claimed, { link, path }: Composed): Promise<string | null> {
    if (path !== undefined) return this.site.url(path);
    if (!link || clientId === null) return null;
    const token = await this.links.execute(tx, { messageId: id, clientId, ...link });
    return this.site.url(LinkDoor.pathTo(link.purpose, token));
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
  return address === null ? { kind: 'none', reason: 'no_address' } : { kind: 'address', address };
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
