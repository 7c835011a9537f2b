import { newId } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { audiencesOf } from './domain/follow-up-kinds.js';
import type { FollowUpKind } from './domain/follow-up-kinds.js';
import { insertFollowUps, settleOpen } from './storage/follow-ups.js';

/** What somebody is to look at. At least one of the ids is given: a follow-up says nothing by itself. */
export interface FollowUpWish {
  readonly kind: FollowUpKind;
  readonly dueAt: Date;
  readonly clientId?: string | null;
  readonly appointmentId?: string | null;
  readonly therapistId?: string | null;
  /** What it is about, where that is neither the appointment nor the client. */
  readonly subjectId?: string | null;
}

/**
 * Opens a task for each audience of the kind, unless it stands open for the same subject already: that one is brought
 * forward where the new one is due sooner. Gives the id of the first audience's task.
 */
export async function openFollowUp(tx: Tx, wish: FollowUpWish): Promise<string> {
  return (await openFollowUps(tx, [wish]))[0]!;
}

/** As `openFollowUp`, of several subjects in one statement. No two wishes are of one kind and subject. */
export async function openFollowUps(tx: Tx, wishes: readonly FollowUpWish[]): Promise<string[]> {
  if (wishes.length === 0) return [];
  const drafts = wishes.flatMap(draftsOf);
  const open = await insertFollowUps(tx, drafts);
  const fresh = new Map(drafts.map(({ id, subjectId }) => [id, subjectId]));
  for (const id of open) {
    const subjectId = fresh.get(id);
    if (subjectId) {
      tx.record({ action: 'follow_up.opened', subjectIds: [id, subjectId] });
      tx.emit('follow_up.opened', { followUpId: id });
    } else {
      tx.emit('follow_up.brought_forward', { followUpId: id });
    }
  }
  return open;
}

/** Ends what has become pointless: the visit is off, the clearance has come, the decision was taken. */
export async function settleFollowUps(
  tx: Tx,
  which: { kinds: readonly FollowUpKind[]; subjectIds: readonly string[] },
): Promise<void> {
  if (which.subjectIds.length === 0) return;
  for (const id of await settleOpen(tx, which)) {
    tx.record({ action: 'follow_up.done', subjectIds: [id] });
    tx.emit('follow_up.done', { followUpId: id });
  }
}

function draftsOf({ kind, dueAt, subjectId, clientId = null, appointmentId = null, therapistId = null }: FollowUpWish) {
  const subject = subjectId ?? appointmentId ?? clientId ?? therapistId;
  if (!subject) throw new Error(`A follow-up of kind ${kind} is about nothing.`);
  const same = { kind, dueAt, clientId, appointmentId, therapistId, subjectId: subject };
  return audiencesOf(kind, therapistId).map((audience) => ({ ...same, id: newId(), audience }));
}
