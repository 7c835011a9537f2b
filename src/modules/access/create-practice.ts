import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import { normalEmail } from './domain/email.js';
import { assertGoodPassword } from './domain/password-policy.js';
import { joinPractice } from './join-practice.js';
import { PasswordHashes } from './password-hashes.js';
import type { Registration } from './register-practice.js';
import { insertPractice } from './storage/practices.js';

/** Makes a practice with a new account as its owner, whoever may register one: how the demo data come by theirs. */
@Injectable()
export class CreatePractice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hashes: PasswordHashes,
  ) {}

  /** Throws where the e-mail has an account already. */
  async execute(registration: Registration): Promise<{ practiceId: string; ownerMembershipId: string }> {
    const { ownerName, password, ...practice } = registration;
    const email = normalEmail(registration.email);
    assertGoodPassword('password', password, email);
    const account = { userId: newId(), email, passwordHash: await this.hashes.hash(password) };
    const practiceId = newId();
    return this.unitOfWork.do(accessActor(practiceId), async (tx) => {
      await insertPractice(tx, practice);
      return { practiceId, ownerMembershipId: await joinPractice(tx, { account, name: ownerName, role: 'owner' }) };
    });
  }
}
