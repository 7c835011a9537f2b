import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { assertGoodPassword } from './domain/password-policy.js';
import type { TooManyAttempts, WrongPassword } from './domain/refusals.js';
import type { Account } from './join-practice.js';
import { PasswordCheck } from './password-check.js';
import type { Origin } from './password-check.js';
import { PasswordHashes } from './password-hashes.js';

interface Claim {
  /** A normal one. */
  readonly email: string;
  readonly password: string;
}

/**
 * Finds the account that somebody joins a practice with: a new one with this password or, where the e-mail has one,
 * that one, if the password is its own. An invitation must not be a way into somebody's other practices.
 */
@Injectable()
export class AccountClaim {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly hashes: PasswordHashes,
  ) {}

  /** Throws `InvalidInput` for a new password that is not good enough. */
  async execute(
    { email, password }: Claim,
    origin: Origin,
  ): Promise<Outcome<Account, WrongPassword | TooManyAttempts>> {
    const verdict = await this.passwords.judge(email, password, origin);
    if (verdict.kind === 'too_many_attempts') return refuse(verdict);
    if (verdict.kind === 'wrong') return refuse({ kind: 'wrong_password' });
    if (verdict.kind === 'accepted') return ok({ userId: verdict.userId, email });
    await this.passwords.forgive(email, origin.address);
    assertGoodPassword('password', password, email);
    return ok({ userId: newId(), email, passwordHash: await this.hashes.hash(password) });
  }
}
