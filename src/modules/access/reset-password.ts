import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import { assertGoodPassword } from './domain/password-policy.js';
import type { TokenNotValid } from './domain/refusals.js';
import { PasswordHashes } from './password-hashes.js';
import { hashOfToken } from './secret-token.js';
import { Gate } from './storage/gate.js';
import { endSessionsOf } from './storage/sessions.js';
import { setPassword, usePasswordReset } from './storage/users.js';

const NOT_VALID = { kind: 'token_not_valid' } as const;

@Injectable()
export class ResetPassword {
  constructor(
    private readonly gate: Gate,
    private readonly hashes: PasswordHashes,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Ends all sessions of the account and returns how many. Throws `InvalidInput` for a password not good enough. */
  async execute(token: string, newPassword: string): Promise<Outcome<number, TokenNotValid>> {
    const tokenHash = hashOfToken(token);
    const account = await this.gate.findPasswordReset(tokenHash);
    if (!account) return refuse(NOT_VALID);
    const { practiceId, userId, email } = account;
    assertGoodPassword('newPassword', newPassword, email);
    const passwordHash = await this.hashes.hash(newPassword);
    return this.unitOfWork.run<number, TokenNotValid>(accessActor(practiceId), async (tx) => {
      if (!(await usePasswordReset(tx, tokenHash))) return refuse(NOT_VALID);
      await setPassword(tx, userId, passwordHash);
      const ended = await endSessionsOf(tx, userId, null, 'password_reset');
      tx.record({ action: 'password.reset', subjectIds: [userId] });
      return ok(ended.length);
    });
  }
}
