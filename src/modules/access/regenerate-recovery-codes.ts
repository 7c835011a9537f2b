import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { CodeGuesses } from './code-guesses.js';
import type { NoSecondFactor, TooManyAttempts, WrongCode } from './domain/refusals.js';
import type { Origin } from './password-check.js';
import { newRecoveryCodes } from './recovery-codes.js';
import { SecondFactor } from './second-factor.js';
import { replaceRecoveryCodes } from './storage/second-factors.js';

type Refused = WrongCode | NoSecondFactor;

/** Makes new recovery codes, shown this once, in the place of all that are left. */
@Injectable()
export class RegenerateRecoveryCodes {
  constructor(
    private readonly guesses: CodeGuesses,
    private readonly factor: SecondFactor,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute(actor: StaffActor, code: string, origin: Origin): Promise<Outcome<string[], Refused | TooManyAttempts>> {
    const { userId } = actor;
    return this.guesses.judge(actor, origin, () =>
      this.unitOfWork.run<string[], Refused>(actor, async (tx) => {
        const spent = await this.factor.spend(tx, userId, code);
        if (spent === 'wrong_code' || spent === 'no_second_factor') return refuse({ kind: spent });
        const { codes, hashes } = newRecoveryCodes(userId);
        await replaceRecoveryCodes(tx, userId, hashes);
        tx.record({ action: 'second_factor.codes_renewed', subjectIds: [userId], details: { by: spent } });
        return ok(codes);
      }),
    );
  }
}
