import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import { AdmitMember } from './admit-member.js';
import type { Challenged } from './admit-member.js';
import { normalEmail } from './domain/email.js';
import type { SignInRefused, TooManyAttempts } from './domain/refusals.js';
import { PasswordCheck } from './password-check.js';
import type { Origin } from './password-check.js';
import type { SignedIn } from './start-session.js';
import { Gate } from './storage/gate.js';
import type { KnownMembership } from './storage/gate.js';

interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Which one, for a person who works for several practices. */
  readonly practiceId?: string | null;
}

/** The person is known, and works for more than one practice. */
interface ChoosePractice {
  readonly choices: readonly KnownMembership[];
}

@Injectable()
export class SignIn {
  constructor(
    private readonly gate: Gate,
    private readonly passwords: PasswordCheck,
    private readonly unitOfWork: UnitOfWork,
    private readonly admitMember: AdmitMember,
  ) {}

  async execute(
    { email, password, practiceId }: Credentials,
    origin: Origin,
  ): Promise<Outcome<SignedIn | Challenged | ChoosePractice, SignInRefused | TooManyAttempts>> {
    const verdict = await this.passwords.judge(normalEmail(email), password, origin);
    if (verdict.kind === 'too_many_attempts') return refuse(verdict);
    if (verdict.kind !== 'accepted') return refuse({ kind: 'sign_in_refused' });

    const memberships = await this.gate.membershipsOf(verdict.userId);
    const choices = practiceId ? memberships.filter((known) => known.practiceId === practiceId) : memberships;
    const [chosen, another] = choices;
    if (!chosen) return refuse({ kind: 'sign_in_refused' });
    if (another) return ok({ choices });
    return this.unitOfWork.run(accessActor(chosen.practiceId), async (tx) =>
      ok(await this.admitMember.execute(tx, chosen.membershipId, origin)),
    );
  }
}
