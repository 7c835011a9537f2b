import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import { CodeGuesses } from './code-guesses.js';
import type { ChallengeEnded, TooManyAttempts, WrongCode } from './domain/refusals.js';
import type { Origin } from './password-check.js';
import { SecondFactor } from './second-factor.js';
import { hashOfToken } from './secret-token.js';
import { StartSession } from './start-session.js';
import type { SignedIn } from './start-session.js';
import { Gate } from './storage/gate.js';
import type { OpenChallenge } from './storage/gate.js';
import { useChallenge } from './storage/second-factors.js';

type Refused = ChallengeEnded | WrongCode;
const ENDED = { kind: 'challenge_ended' } as const;

/** The second half of a sign-in. A wrong code leaves the challenge open, for whoever mistyped; a right one spends both. */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly gate: Gate,
    private readonly guesses: CodeGuesses,
    private readonly factor: SecondFactor,
    private readonly unitOfWork: UnitOfWork,
    private readonly startSession: StartSession,
  ) {}

  async execute(
    { challenge, code }: { challenge: string; code: string },
    origin: Origin,
  ): Promise<Outcome<SignedIn, Refused | TooManyAttempts>> {
    const tokenHash = hashOfToken(challenge);
    const open = await this.gate.findChallenge(tokenHash);
    if (!open) return refuse(ENDED);
    return this.guesses.judge(open, origin, () => this.finish(open, { tokenHash, code }, origin));
  }

  private finish(
    { practiceId, membershipId, userId }: OpenChallenge,
    { tokenHash, code }: { tokenHash: Buffer; code: string },
    origin: Origin,
  ): Promise<Outcome<SignedIn, Refused>> {
    return this.unitOfWork.run<SignedIn, Refused>(accessActor(practiceId), async (tx) => {
      // First, so that of two at once with two codes the second waits, and spends none.
      if (!(await useChallenge(tx, tokenHash))) return refuse(ENDED);
      const spent = await this.factor.spend(tx, userId, code);
      if (spent === 'no_second_factor') return refuse(ENDED);
      if (spent === 'wrong_code') return refuse({ kind: spent });
      tx.record({ action: 'second_factor.passed', subjectIds: [userId], details: { by: spent } });
      return ok(await this.startSession.execute(tx, membershipId, origin));
    });
  }
}
