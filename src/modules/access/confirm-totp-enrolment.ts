import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { AccountSecrets } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { CodeGuesses } from './code-guesses.js';
import { ENROLMENT_MS } from './domain/limits.js';
import { digitsOf, stepOfCode } from './one-time-code.js';
import type { EnrolmentEnded, SecondFactorOn, TooManyAttempts, WrongCode } from './domain/refusals.js';
import type { Origin } from './password-check.js';
import { newRecoveryCodes } from './recovery-codes.js';
import { confirmFactor, replaceRecoveryCodes, secondFactorOf } from './storage/second-factors.js';
import { endSessionsOf } from './storage/sessions.js';

type Refused = WrongCode | EnrolmentEnded | SecondFactorOn;

/** `recoveryCodes` are shown this once. */
interface Confirmed {
  readonly recoveryCodes: readonly string[];
  readonly endedSessions: number;
}

/** Turns the second factor on, by a code that shows that an app has the secret. */
@Injectable()
export class ConfirmTotpEnrolment {
  constructor(
    private readonly guesses: CodeGuesses,
    private readonly secrets: AccountSecrets,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Ends the other sessions of the account, which came in without it. */
  execute(actor: StaffActor, code: string, origin: Origin): Promise<Outcome<Confirmed, Refused | TooManyAttempts>> {
    return this.guesses.judge(actor, origin, () =>
      this.unitOfWork.run<Confirmed, Refused>(actor, (tx) => this.confirm(tx, actor, code)),
    );
  }

  private async confirm(tx: Tx, { userId, sessionId }: StaffActor, code: string): Promise<Outcome<Confirmed, Refused>> {
    const factor = await secondFactorOf(tx, userId);
    if (factor?.confirmedAt) return refuse({ kind: 'second_factor_on' });
    if (!factor || factor.beganAt.getTime() + ENROLMENT_MS <= tx.now.getTime()) {
      return refuse({ kind: 'enrolment_ended' });
    }
    const step = stepOfCode(this.secrets.open(userId, factor), digitsOf(code) ?? '', tx.now);
    if (step === undefined) return refuse({ kind: 'wrong_code' });
    if (!(await confirmFactor(tx, userId, factor.sealed, step))) return refuse({ kind: 'enrolment_ended' });
    const { codes, hashes } = newRecoveryCodes(userId);
    await replaceRecoveryCodes(tx, userId, hashes);
    const ended = await endSessionsOf(tx, userId, sessionId, 'second_factor_on');
    tx.record({ action: 'second_factor.on', subjectIds: [userId] });
    return ok({ recoveryCodes: codes, endedSessions: ended.length });
  }
}
