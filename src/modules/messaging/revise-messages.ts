import { newId } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { MessageKind, MessageState, NotSentReason } from './domain/index.js';
import { dropByIds, planByIds, redirectByIds } from './storage/planned-messages.js';

/** A message that the ledger has about some subject. */
export interface LedgerMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly subjectId: string;
  readonly version: string;
  readonly step: string;
  readonly channel: 'email' | 'sms';
  /** As it was planned for: the record may have been merged since. Null where it goes to staff. */
  readonly clientId: string | null;
  readonly state: MessageState;
}

const ABOUT = `SELECT id, kind, subject_id AS "subjectId", version, step, channel, client_id AS "clientId", state FROM messages
  WHERE practice_id = $1 AND subject_id = ANY($2) AND kind = ANY($3) ORDER BY id`;

/** All that the ledger has about these subjects, of these kinds: what was planned, sent, and dropped. */
export function messagesAbout(
  tx: Tx,
  { kinds, subjectIds }: { readonly kinds: readonly MessageKind[]; readonly subjectIds: readonly string[] },
): Promise<LedgerMessage[]> {
  return tx.sql<LedgerMessage & Record<string, unknown>>(ABOUT, [tx.practiceId, subjectIds, kinds]);
}

interface Revision {
  readonly callOff: readonly { readonly id: string; readonly reason: NotSentReason }[];
  /** Called off before, and wanted once more: each is due when it was to be due. */
  readonly again: readonly string[];
}

/** Takes back single messages that are planned and have not been claimed, and plans others that were taken back. */
export function reviseMessages(tx: Tx, { callOff, again }: Revision): void {
  if (callOff.length > 0) dropByIds(tx, callOff);
  if (again.length > 0) planByIds(tx, again);
}

/**
 * Has messages that are planned go by the other channel, each at the time at which it was to go. One that may have been handed over
 * stays as it is, so that nothing is said by both.
 */
export function redirectMessages(
  tx: Tx,
  which: readonly { readonly id: string; readonly channel: 'email' | 'sms' }[],
): void {
  if (which.length > 0)
    redirectByIds(
      tx,
      which.map((one) => ({ ...one, newId: newId() })),
    );
}
