import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { openFollowUp } from '../follow-ups/index.js';
import { Replies } from '../messaging/index.js';
import type { AnsweredMessage, MessageKind, ReplyTask } from '../messaging/index.js';
import { answerVisit } from './answer-visit.js';

/** Before the day is over, and before most visits that a reminder is about. */
const LOOK_WITHIN_MS = 2 * 60 * 60_000;

/** What becomes of an answer by SMS: a yes confirms the visit that was reminded of, and all else is for the desk. */
@Injectable()
export class RepliesAboutVisits extends Replies {
  readonly kinds: readonly MessageKind[] = ['appointment_reminder'];

  /** The visit as the reminder told of it: one that was moved since is not confirmed. */
  async confirm(tx: Tx, { subjectId, version }: AnsweredMessage, clientId: string): Promise<boolean> {
    try {
      const answer = { clientId, appointmentId: subjectId, answer: 'confirm', startsAt: new Date(version) } as const;
      return (await answerVisit(tx, answer)).ok;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  async leaveToDesk(
    tx: Tx,
    kind: ReplyTask,
    { message, clientId }: { readonly message: AnsweredMessage; readonly clientId: string | null },
  ): Promise<void> {
    const appointmentId = this.kinds.includes(message.kind) ? message.subjectId : null;
    const dueAt = new Date(tx.now.getTime() + LOOK_WITHIN_MS);
    await openFollowUp(tx, { kind, clientId, appointmentId, subjectId: message.id, dueAt });
  }
}
