import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import { ATTEMPTS, CODE_GUESSES } from './domain/limits.js';
import { networkOf } from './domain/network.js';
import type { TooManyAttempts } from './domain/refusals.js';
import type { Origin } from './password-check.js';
import { Gate } from './storage/gate.js';

const PER_NETWORK = { most: ATTEMPTS.perNetwork, periodMs: ATTEMPTS.periodMs };

/** Whoever offers a code: in a unit of their practice it is judged. */
interface Guesser {
  readonly practiceId: string;
  readonly userId: string;
}

/**
 * Lets nobody guess codes for long. Guesses are counted by account and by network before they are judged, so parallel ones
 * count too. Only who knows the password, or is signed in, comes this far: a lock here tells nobody else that there is a
 * factor.
 */
@Injectable()
export class CodeGuesses {
  constructor(
    private readonly gate: Gate,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Runs the unit that judges a code, and does what the code is for. Whatever it refuses but a wrong code does not count. */
  async judge<T, R extends { readonly kind: string }>(
    { practiceId, userId }: Guesser,
    { address }: Pick<Origin, 'address'>,
    unit: () => Promise<Outcome<T, R>>,
  ): Promise<Outcome<T, R | TooManyAttempts>> {
    const [network, account] = [`network:${networkOf(address)}`, `code:${userId}`];
    const retryAt =
      (await this.gate.countAttempt(network, PER_NETWORK)) ?? (await this.gate.countAttempt(account, CODE_GUESSES));
    if (retryAt) return refuse({ kind: 'too_many_attempts', retryAt });

    const outcome = await unit();
    if (!outcome.ok && outcome.refusal.kind === 'wrong_code') {
      await this.unitOfWork.do(accessActor(practiceId), (tx: Tx) => {
        tx.record({ action: 'second_factor.failed', subjectIds: [userId] });
        return Promise.resolve();
      });
      return outcome;
    }
    await this.gate.uncountAttempt(network, PER_NETWORK.most);
    if (!outcome.ok) await this.gate.uncountAttempt(account, CODE_GUESSES.most);
    else await this.gate.forgetAttempts(account);
    return outcome.ok ? ok(outcome.value) : outcome;
  }
}
