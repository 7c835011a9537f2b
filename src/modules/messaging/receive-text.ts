import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { tellClientChanged } from '../clients/index.js';
import { readReply, stopKey } from './domain/index.js';
import type { Reply, ReplyOutcome } from './domain/index.js';
import { NumberKeys } from './number-keys.js';
import { Replies } from './replies.js';
import { REPLY_TEXTS } from './reply-texts.js';
import {
  answeredMessage,
  clientsAtNumber,
  keepInbound,
  outcomeOf,
  settleInbound,
  wasAnsweredLately,
} from './storage/inbound-messages.js';
import type { AnsweredRow } from './storage/inbound-messages.js';
import { ProviderGate } from './storage/provider-gate.js';
import type { SentMessage } from './storage/provider-gate.js';
import { reopenAddress, stopAddress } from './storage/stopped-addresses.js';

/** A text that came in. What it says is understood and forgotten: it is a client's free text, and is kept nowhere. */
export interface InboundText {
  /** The provider's id of it. */
  readonly sid: string;
  /** E.164. */
  readonly from: string;
  readonly body: string;
  /** That the provider has taken it for the word that stops or starts, where it says so. */
  readonly taken: 'stop' | 'start' | null;
}

/** What is to be answered, and by whom it was decided. */
interface Made {
  readonly outcome: ReplyOutcome;
  readonly clientId: string | null;
}

/**
 * Does what a client says by SMS, where that is beyond doubt, and leaves all else to the desk (docs/decisions/0041). The same text
 * is received twice without anything being done twice.
 */
@Injectable()
export class ReceiveText {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: ProviderGate,
    private readonly numbers: NumberKeys,
    private readonly replies: Replies,
  ) {}

  /** Gives what to answer, or null. Of a number that nobody has written to nothing is known, and nothing is done. */
  async execute(text: InboundText): Promise<string | null> {
    const sent = await this.gate.messagesToNumber(this.numbers.of(text.from));
    if (sent.length === 0) return null;
    const reply = text.taken ?? readReply(text.body);
    if (reply === 'stop' || reply === 'start') return this.everywhere(text, reply, sent);
    const asking = sent.find(({ kind }) => this.replies.kinds.includes(kind));
    const about = reply === 'yes' || reply === 'no' ? (asking ?? sent[0]!) : sent[0]!;
    return this.receive(text, about, (tx, message) => this.answer(tx, text, { reply, message }));
  }

  /** A number is stopped for every practice that has written to it: they share the sender that the client has answered. */
  private async everywhere(text: InboundText, reply: 'stop' | 'start', sent: readonly SentMessage[]): Promise<null> {
    const latest = sent.filter((one, i) => sent.findIndex(({ practiceId }) => practiceId === one.practiceId) === i);
    for (const about of latest) {
      await this.receive(text, about, (tx, message) => this.stopOrStart(tx, text, { reply, message }));
    }
    return null;
  }

  private receive(
    { sid }: InboundText,
    { practiceId, id }: SentMessage,
    make: (tx: Tx, message: AnsweredRow) => Promise<Made>,
  ): Promise<string | null> {
    return this.unitOfWork.do({ kind: 'system', practiceId, name: 'sms-replies' }, async (tx) => {
      const message = await answeredMessage(tx, id);
      const inboundId = await keepInbound(tx, sid, id);
      if (inboundId === undefined) return textOf(await outcomeOf(tx, sid), message);
      const { outcome, clientId } = await make(tx, message);
      settleInbound(tx, inboundId, outcome, clientId);
      return textOf(outcome, message);
    });
  }

  private async stopOrStart(
    tx: Tx,
    { from, body }: InboundText,
    { reply, message }: { readonly reply: 'stop' | 'start'; readonly message: AnsweredRow },
  ): Promise<Made> {
    const address = { channel: 'sms', address: from } as const;
    if (reply === 'stop') stopAddress(tx, address, 'recipient');
    else reopenAddress(tx, address);
    const clientIds = await this.clientsAt(tx, from);
    const action = reply === 'stop' ? 'address.stopped' : 'address.reopened';
    tx.record({ action, subjectIds: [message.id, ...clientIds], details: { channel: 'sms' } });
    for (const clientId of clientIds) tellClientChanged(tx, clientId);
    const clientId = clientIds.length === 1 ? clientIds[0]! : null;
    // The provider may take CANCEL for a STOP. It may mean the appointment all the same.
    if (reply === 'stop' && readReply(body) === 'cancel') {
      await this.replies.leaveToDesk(tx, 'sms_cancel', { message, clientId });
    }
    return { outcome: reply === 'stop' ? 'stopped' : 'started', clientId };
  }

  private async answer(
    tx: Tx,
    { from }: InboundText,
    { reply, message }: { readonly reply: Reply; readonly message: AnsweredRow },
  ): Promise<Made> {
    if (message.clientId === null) return { outcome: 'ignored', clientId: null };
    const clientIds = await this.clientsAt(tx, from);
    const clientId = clientIds.length === 1 ? clientIds[0]! : null;
    const leave = (task: Parameters<Replies['leaveToDesk']>[1]) =>
      this.replies.leaveToDesk(tx, task, { message, clientId });
    if (reply === 'cancel') {
      await leave('sms_cancel');
      return { outcome: 'cancel_asked', clientId };
    }
    if (clientId === null) {
      await leave('sms_reply');
      return { outcome: 'shared_number', clientId };
    }
    const isAsked = this.replies.kinds.includes(message.kind);
    if (reply === 'yes' && isAsked && (await this.replies.confirm(tx, message, clientId))) {
      return { outcome: 'confirmed', clientId };
    }
    if (reply === 'no' && isAsked) {
      await leave('sms_no');
      return { outcome: 'declined', clientId };
    }
    await leave('sms_reply');
    return { outcome: (await wasAnsweredLately(tx, message.id)) ? 'unclear_again' : 'unclear', clientId };
  }

  private clientsAt(tx: Tx, from: string): Promise<string[]> {
    return clientsAtNumber(tx, stopKey('sms', from), this.numbers.of(from));
  }
}

function textOf(outcome: ReplyOutcome, { practiceName, clinicPhone }: AnsweredRow): string | null {
  return REPLY_TEXTS.en[outcome]?.({ practice: practiceName, phone: clinicPhone }) ?? null;
}
