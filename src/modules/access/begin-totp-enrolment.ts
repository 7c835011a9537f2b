import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { AccountSecrets } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { ENROLMENT_MS } from './domain/limits.js';
import { enrolmentOf, SECRET_BYTES } from './one-time-code.js';
import type { Enrolment } from './one-time-code.js';
import type { SecondFactorOn, TooManyAttempts, WrongPassword } from './domain/refusals.js';
import { PasswordCheck } from './password-check.js';
import type { Origin } from './password-check.js';
import { beginFactor } from './storage/second-factors.js';
import { emailOf } from './storage/users.js';

/** Shown this once. */
type Begun = Enrolment & { readonly expiresAt: Date };

/** Makes a secret, which is nothing to the sign-in until a code of it has come back. */
@Injectable()
export class BeginTotpEnrolment {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly secrets: AccountSecrets,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Asks for the password: whoever has found an open session must not be able to lock its owner out. */
  async execute(
    actor: StaffActor,
    password: string,
    origin: Origin,
  ): Promise<Outcome<Begun, WrongPassword | SecondFactorOn | TooManyAttempts>> {
    const email = await this.unitOfWork.do(actor, (tx) => emailOf(tx, actor.userId));
    const verdict = await this.passwords.judge(email, password, origin);
    if (verdict.kind === 'too_many_attempts') return refuse(verdict);
    if (verdict.kind !== 'accepted') return refuse({ kind: 'wrong_password' });
    const secret = randomBytes(SECRET_BYTES);
    return this.unitOfWork.run<Begun, SecondFactorOn>(actor, async (tx) => {
      const begun = await beginFactor(tx, actor.userId, this.secrets.seal(actor.userId, secret));
      if (!begun) return refuse({ kind: 'second_factor_on' });
      tx.record({ action: 'second_factor.begun', subjectIds: [actor.userId] });
      return ok({ ...enrolmentOf(secret, email), expiresAt: new Date(tx.now.getTime() + ENROLMENT_MS) });
    });
  }
}
