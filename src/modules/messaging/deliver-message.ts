import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SystemActor } from '../../kernel/index.js';
import { isPassing, UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { Due } from '../../platform/jobs/index.js';
import type { Sending } from '../../platform/notifications/index.js';
import { LOGGER, traceOf } from '../../platform/telemetry/index.js';
import { tellClientChanged } from '../clients/index.js';
import { ComposeMessage } from './compose-message.js';
import type { Envelope } from './compose-message.js';
import { SEND_WITHIN_MS, waitAfter } from './domain/index.js';
import { MessageCounts } from './message-counts.js';
import type { AttemptOutcome } from './message-counts.js';
import type { Later, NotSent } from './message-source.js';
import { claimMessage, settleMessage, triesOf } from './storage/deliveries.js';
import type { Claimed } from './storage/deliveries.js';
import { stopAddress } from './storage/stopped-addresses.js';

/** A message in this worker's hands, ready to be handed over. */
export interface Parcel {
  readonly message: Claimed;
  readonly envelope: Envelope;
}

/** What is claimed, whether or not it is to go out. */
interface Claim {
  readonly message: Claimed;
  readonly envelope: Awaited<ReturnType<ComposeMessage['execute']>>;
}

type Settled = Omit<Parameters<typeof settleMessage>[1], 'id' | 'attempt'>;
type Ended = Settled & { readonly state: 'sent' | 'planned' | 'failed' };

const OPEN_END = { reason: null, readyAt: null, providerId: null, numberKey: null };
/** A database that is away for longer has most likely forgotten nothing, but the lease then decides. */
const RECORD_FOR_MS = 10 * 60_000;
const RECORD_EVERY_MS = 250;

/**
 * Sends one message, once: claims it with a lease, asks for the truth of that moment, hands it over outside of any transaction,
 * and records what became of it, unless somebody else has claimed it since. A worker that dies in between leaves the lease
 * to run out; the next one says the same with the same idempotency key.
 */
@Injectable()
export class DeliverMessage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly compose: ComposeMessage,
    private readonly counts: MessageCounts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async execute({ practiceId, id }: Due, handOver: (parcel: Parcel) => Promise<Sending>): Promise<void> {
    const actor: SystemActor = { kind: 'system', practiceId, name: 'messages' };
    const since = performance.now();
    const claim = await this.unitOfWork.do(actor, (tx) => this.claim(tx, id));
    if (!claim) return;
    const { message, envelope } = claim;
    if (envelope.send !== true) return this.counts.count(message, envelope.send === 'later' ? 'put_off' : 'dropped');
    const parcel = { message, envelope };
    // The machine's clock that never jumps: a worker that was frozen must not send what another one has sent by now.
    if (performance.now() - since > SEND_WITHIN_MS) return;
    const sending = await handOver(parcel);
    await this.record(actor, parcel, sending);
  }

  private async claim(tx: Tx, id: string): Promise<Claim | undefined> {
    const message = await claimMessage(tx, id);
    if (!message) return undefined;
    const envelope = await this.compose.execute(tx, message);
    if (envelope.send !== true) await settleMessage(tx, { ...message, ...unsent(envelope) });
    return { message, envelope };
  }

  /**
   * Tried for as long as the database is away: what is accepted and not recorded would be sent again. An error that no waiting mends is
   * thrown at once, for somebody to hear of.
   */
  private async record(actor: SystemActor, parcel: Parcel, sending: Sending): Promise<void> {
    const { message } = parcel;
    const until = performance.now() + RECORD_FOR_MS;
    for (;;) {
      try {
        const outcome = await this.unitOfWork.do(actor, (tx) => settle(tx, parcel, sending));
        if (outcome) this.counts.count(message, outcome);
        else this.logger.warn({ messageId: message.id }, 'A message was claimed again before its end was recorded.');
        return;
      } catch (error) {
        if (!isPassing(error) || performance.now() > until) throw error;
        this.logger.error(
          { messageId: message.id, ...traceOf(error) },
          'The end of a message could not be recorded yet.',
        );
        await pause(RECORD_EVERY_MS);
      }
    }
  }
}

/**
 * Null where somebody else has claimed the message since. Where the provider knows of a stop that we have not heard of, it is ours from
 * now on.
 */
async function settle(tx: Tx, { message, envelope }: Parcel, sending: Sending): Promise<AttemptOutcome | null> {
  const { to: address, numberKey } = envelope;
  if (sending.kind === 'refused' && sending.reason === 'recipient_opted_out') {
    stopAddress(tx, { channel: message.channel, address }, 'provider');
    const subjectIds = [message.id, ...(message.clientId === null ? [] : [message.clientId])];
    tx.record({ action: 'address.stopped', subjectIds, details: { channel: message.channel } });
    if (message.clientId !== null) tellClientChanged(tx, message.clientId);
  }
  const end = ended(sending, await triesOf(tx, message), tx.now);
  if (!(await settleMessage(tx, { ...message, ...end, numberKey }))) return null;
  return end.state === 'planned' ? 'put_off' : end.state;
}

const unsent = (why: NotSent | Later): Settled =>
  why.send === 'later'
    ? { ...OPEN_END, state: 'planned', readyAt: why.at }
    : { ...OPEN_END, state: 'dropped', reason: why.reason };

/** `tries`: how often it was handed over by now. */
function ended(sending: Sending, tries: number, now: Date): Ended {
  if (sending.kind === 'accepted') return { ...OPEN_END, state: 'sent', providerId: sending.providerId };
  const { reason } = sending;
  const wait = sending.kind === 'later' ? waitAfter(tries, Math.random(), sending.retryAfterMs) : null;
  if (wait === null) return { ...OPEN_END, state: 'failed', reason };
  return { ...OPEN_END, state: 'planned', reason, readyAt: new Date(now.getTime() + wait) };
}
