import { Injectable } from '@nestjs/common';
import { AccountSecrets } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { digitsOf, stepOfCode } from './one-time-code.js';
import { hashOfRecoveryCode } from './recovery-codes.js';
import { secondFactorOf, spendRecoveryCode, spendTimeStep } from './storage/second-factors.js';

type Spent = 'one_time_code' | 'recovery_code' | 'wrong_code' | 'no_second_factor';

/** Takes codes of accounts. A code serves once, and not at all where the unit that takes it rolls back. */
@Injectable()
export class SecondFactor {
  constructor(private readonly secrets: AccountSecrets) {}

  async spend(tx: Tx, userId: string, code: string): Promise<Spent> {
    const factor = await secondFactorOf(tx, userId);
    if (!factor?.confirmedAt) return 'no_second_factor';
    const digits = digitsOf(code);
    if (digits === undefined) {
      return (await spendRecoveryCode(tx, userId, hashOfRecoveryCode(userId, code))) ? 'recovery_code' : 'wrong_code';
    }
    const step = stepOfCode(this.secrets.open(userId, factor), digits, tx.now);
    return step !== undefined && (await spendTimeStep(tx, userId, step)) ? 'one_time_code' : 'wrong_code';
  }
}
