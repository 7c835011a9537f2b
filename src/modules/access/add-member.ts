import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import type { Actor, Role } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { normalEmail } from './domain/email.js';
import { assertGoodPassword } from './domain/password-policy.js';
import { joinPractice } from './join-practice.js';
import { PasswordHashes } from './password-hashes.js';

interface Member {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  /** Who they treat clients as. */
  readonly therapistId?: string;
}

/** Adds a person with an account of their own, without an invitation: how the demo data come by their staff. */
@Injectable()
export class AddMember {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hashes: PasswordHashes,
  ) {}

  /** Returns the membership's id. Throws where the e-mail has an account already. */
  async execute(actor: Actor, { password, name, role, therapistId, ...member }: Member): Promise<string> {
    const email = normalEmail(member.email);
    assertGoodPassword('password', password, email);
    const account = { userId: newId(), email, passwordHash: await this.hashes.hash(password) };
    return this.unitOfWork.do(actor, (tx) => joinPractice(tx, { account, name, role, therapistId }));
  }
}
