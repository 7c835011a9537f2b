import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { CodeGuesses } from './code-guesses.js';
import type { NoSecondFactor, TooManyAttempts, WrongCode, WrongPassword } from './domain/refusals.js';
import { PasswordCheck } from './password-check.js';
import type { Origin } from './password-check.js';
import { SecondFactor } from './second-factor.js';
import { removeFactor } from './storage/second-factors.js';
import { emailOf } from './storage/users.js';

type Refused = WrongCode | NoSecondFactor;

/** Turns one's own second factor off. Takes both: what one knows and, once more, what one has. */
@Injectable()
export class RemoveTotp {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly guesses: CodeGuesses,
    private readonly factor: SecondFactor,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute(
    actor: StaffActor,
    { password, code }: { password: string; code: string },
    origin: Origin,
  ): Promise<Outcome<null, Refused | WrongPassword | TooManyAttempts>> {
    const { userId } = actor;
    const email = await this.unitOfWork.do(actor, (tx) => emailOf(tx, userId));
    const verdict = await this.passwords.judge(email, password, origin);
    if (verdict.kind === 'too_many_attempts') return refuse(verdict);
    if (verdict.kind !== 'accepted') return refuse({ kind: 'wrong_password' });
    return this.guesses.judge(actor, origin, () =>
      this.unitOfWork.run<null, Refused>(actor, async (tx) => {
        const spent = await this.factor.spend(tx, userId, code);
        if (spent === 'wrong_code' || spent === 'no_second_factor') return refuse({ kind: spent });
        await removeFactor(tx, userId);
        tx.record({ action: 'second_factor.removed', subjectIds: [userId], details: { by: spent } });
        return ok(null);
      }),
    );
  }
}
