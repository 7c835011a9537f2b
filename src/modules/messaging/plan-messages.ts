import { newId } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { MessageKind, NotSentReason } from './domain/index.js';
import { dropPlanned, dropPlannedTo, insertPlanned } from './storage/planned-messages.js';

/** A message that is to go out when it is due, if the truth of that moment still asks for it. */
export interface PlannedMessage {
  readonly kind: MessageKind;
  /** What it is about: an appointment, a plan, a check-in. */
  readonly subjectId: string;
  /** Which state of the subject it is about, as the start of a visit or a due date: a moved visit has new reminders. */
  readonly version: string;
  /** Which of several about the same, as `48h`. */
  readonly step: string;
  readonly channel: 'email' | 'sms';
  readonly to: { readonly clientId: string } | { readonly membershipId: string };
  readonly clinicId: string;
  readonly dueAt: Date;
  /** After this it is of no use, and is dropped; null: it always is. */
  readonly usefulUntil: Date | null;
}

/**
 * Writes messages into the ledger. Of one kind, subject, version, step, channel and recipient there is one message for ever:
 * whoever plans it again does nothing. Quiet hours, consent and the truth are looked at when it is due.
 */
export function planMessages(tx: Tx, messages: readonly PlannedMessage[]): void {
  if (messages.length === 0) return;
  insertPlanned(
    tx,
    messages.map(({ to, ...message }) => ({ ...message, ...recipientOf(to), id: newId() })),
  );
}

interface CallOff {
  readonly kinds: readonly MessageKind[];
  readonly subjectIds: readonly string[];
  readonly reason: NotSentReason;
  /** Those of this version stay. */
  readonly exceptVersion?: string;
  /** And of that version only these. */
  readonly exceptSteps?: readonly string[];
}

/** Drops what is planned and has not been claimed. What is on its way asks for the truth once more if it has to be sent again. */
export function callOffMessages(tx: Tx, which: CallOff): void {
  if (which.subjectIds.length > 0) dropPlanned(tx, which);
}

/**
 * Drops all that is planned for these clients, whatever it is about. What a worker has in its hands is left to it, which asks for the
 * truth: to wait for it here, with the clients locked, could be to wait for ever.
 */
export function callOffMessagesTo(tx: Tx, clientIds: readonly string[], reason: NotSentReason): void {
  dropPlannedTo(tx, { clientIds, reason });
}

const recipientOf = (
  to: PlannedMessage['to'],
): { readonly clientId: string | null; readonly membershipId: string | null } =>
  'clientId' in to ? { clientId: to.clientId, membershipId: null } : { clientId: null, membershipId: to.membershipId };
