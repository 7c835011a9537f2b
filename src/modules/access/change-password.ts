import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { assertGoodPassword } from './domain/password-policy.js';
import type { TooManyAttempts, WrongPassword } from './domain/refusals.js';
import { PasswordCheck } from './password-check.js';
import type { Origin } from './password-check.js';
import { PasswordHashes } from './password-hashes.js';
import { endSessionsOf } from './storage/sessions.js';
import { emailOf, setPassword } from './storage/users.js';

@Injectable()
export class ChangePassword {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly hashes: PasswordHashes,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Ends the other sessions of the account and returns how many. Throws `InvalidInput` for a password not good enough. */
  async execute(
    actor: StaffActor,
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
    origin: Origin,
  ): Promise<Outcome<number, WrongPassword | TooManyAttempts>> {
    const email = await this.unitOfWork.do(actor, (tx) => emailOf(tx, actor.userId));
    assertGoodPassword('newPassword', newPassword, email);
    // Counted like a sign-in, so that a stolen access token cannot be used to guess the password behind it.
    const verdict = await this.passwords.judge(email, currentPassword, origin);
    if (verdict.kind === 'too_many_attempts') return refuse(verdict);
    if (verdict.kind !== 'accepted') return refuse({ kind: 'wrong_password' });
    const passwordHash = await this.hashes.hash(newPassword);
    return this.unitOfWork.run<number, never>(actor, async (tx) => {
      await setPassword(tx, actor.userId, passwordHash);
      const ended = await endSessionsOf(tx, actor.userId, actor.sessionId, 'password_changed');
      tx.record({ action: 'password.changed', subjectIds: [actor.userId] });
      return ok(ended.length);
    });
  }
}
