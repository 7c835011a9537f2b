import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import type { SessionEnded } from './domain/refusals.js';
import type { Origin } from './password-check.js';
import { hashOfToken, newSecretToken } from './secret-token.js';
import { StartSession } from './start-session.js';
import type { SignedIn } from './start-session.js';
import { SuccessorTokens } from './successor-tokens.js';
import { Gate } from './storage/gate.js';
import { liveMember } from './storage/members.js';
import { rotateRefreshToken } from './storage/sessions.js';

const ENDED = { kind: 'session_ended' } as const;

@Injectable()
export class RefreshSession {
  constructor(
    private readonly gate: Gate,
    private readonly unitOfWork: UnitOfWork,
    private readonly startSession: StartSession,
    private readonly successors: SuccessorTokens,
  ) {}

  /**
   * Trades a refresh token for new tokens. Each serves once: one that comes back has been stolen, from or by whoever
   * sends it, and ends the session with all its tokens (RFC 9700, 4.14.2). Only the tabs of one browser, which have one
   * cookie, may come at the same time: they get the same successor.
   */
  async execute(refreshToken: string | undefined, origin: Origin): Promise<Outcome<SignedIn, SessionEnded>> {
    if (!refreshToken) return refuse(ENDED);
    const practiceId = await this.gate.practiceOfRefreshToken(hashOfToken(refreshToken));
    if (!practiceId) return refuse(ENDED);
    // Not `run`: a refusal in it would roll back the end of the session.
    const signedIn = await this.unitOfWork.do(accessActor(practiceId), (tx) => this.rotate(tx, refreshToken, origin));
    return signedIn ? ok(signedIn) : refuse(ENDED);
  }

  private async rotate(tx: Tx, presented: string, origin: Origin): Promise<SignedIn | undefined> {
    const { token, hash: successor } = origin.inBrowser ? this.successors.of(presented) : newSecretToken();
    const tokens = { presented: hashOfToken(presented), successor, origin };
    const { outcome, sessionId, membershipId, userId } = await rotateRefreshToken(tx, tokens);
    if (outcome === 'ended' || outcome === 'overtaken') return undefined;
    const action = outcome === 'reused' ? 'session.ended_on_reuse' : 'session.refreshed';
    tx.record({ action, subjectIds: [userId, sessionId] });
    if (outcome === 'reused') return undefined;
    return this.startSession.admit(tx, await liveMember(tx, membershipId), sessionId, token);
  }
}
