import { Injectable } from '@nestjs/common';
import { isId, NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { endSessionOf, endSessionsOf } from './storage/sessions.js';

/** Ends sessions of the person who asks, in whichever practice. What carries their tokens is refused from then on. */
@Injectable()
export class EndOwnSessions {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` where the session is somebody else's, or has ended. */
  one(actor: StaffActor, sessionId: string): Promise<void> {
    return this.unitOfWork.do(actor, async (tx) => {
      const reason = sessionId === actor.sessionId ? 'signed_out' : 'ended_by_owner';
      const ended = isId(sessionId) && (await endSessionOf(tx, actor.userId, sessionId, reason));
      if (!ended) throw new NotFound('session', sessionId);
      tx.record({ action: 'session.ended', subjectIds: [sessionId] });
    });
  }

  /** All but the one that asks. Returns how many. */
  others(actor: StaffActor): Promise<number> {
    return this.unitOfWork.do(actor, async (tx) => {
      const ended = await endSessionsOf(tx, actor.userId, actor.sessionId, 'ended_by_owner');
      if (ended.length > 0) tx.record({ action: 'session.ended', subjectIds: ended });
      return ended.length;
    });
  }
}
