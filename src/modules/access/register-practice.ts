import { Inject, Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import { AccountClaim } from './account-claim.js';
import { AdmitMember } from './admit-member.js';
import type { Challenged } from './admit-member.js';
import { normalEmail } from './domain/email.js';
import type { RegistrationClosed, TooManyAttempts, WrongPassword } from './domain/refusals.js';
import { joinPractice } from './join-practice.js';
import type { Origin } from './password-check.js';
import type { SignedIn } from './start-session.js';
import { insertPractice } from './storage/practices.js';

export interface Registration {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly ownerName: string;
  readonly email: string;
  readonly password: string;
}

/** Makes a practice, and its first owner, who is signed in at once, or with a second factor is asked for it. */
@Injectable()
export class RegisterPractice {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly accounts: AccountClaim,
    private readonly unitOfWork: UnitOfWork,
    private readonly admitMember: AdmitMember,
  ) {}

  /** Throws `InvalidInput` for a password that is not good enough. */
  async execute(
    { name, country, currency, ownerName, email, password }: Registration,
    origin: Origin,
  ): Promise<Outcome<SignedIn | Challenged, RegistrationClosed | WrongPassword | TooManyAttempts>> {
    if (!this.config.openRegistration) return refuse({ kind: 'registration_closed' });
    const claim = await this.accounts.execute({ email: normalEmail(email), password }, origin);
    if (!claim.ok) return claim;
    return this.unitOfWork.run<SignedIn | Challenged, WrongPassword>(
      accessActor(newId()),
      async (tx) => {
        await insertPractice(tx, { name, country, currency });
        const membershipId = await joinPractice(tx, { account: claim.value, name: ownerName, role: 'owner' });
        return ok(await this.admitMember.execute(tx, membershipId, origin));
      },
      // Somebody took the e-mail a moment ago.
      { refusals: { users_email: () => ({ kind: 'wrong_password' }) } },
    );
  }
}
