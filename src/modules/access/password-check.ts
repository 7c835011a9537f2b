import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import { ATTEMPTS } from './domain/limits.js';
import { networkOf } from './domain/network.js';
import type { TooManyAttempts } from './domain/refusals.js';
import { PasswordHashes } from './password-hashes.js';
import { Gate } from './storage/gate.js';

/** Where a request comes from. */
export interface Origin {
  readonly address: string;
  readonly device: string;
  /** Whether the session is to be kept in a cookie. */
  readonly inBrowser: boolean;
}

export type Verdict =
  | { readonly kind: 'accepted'; readonly userId: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'unknown' }
  | TooManyAttempts;

const PER_LOGIN = { most: ATTEMPTS.perLogin, periodMs: ATTEMPTS.periodMs };
const PER_NETWORK = { most: ATTEMPTS.perNetwork, periodMs: ATTEMPTS.periodMs };

/**
 * Checks a password such that it cannot be guessed by trying: attempts are counted in the database before they are
 * judged, so parallel ones count too, and by the e-mail as it was typed, so a lock says nothing about who exists. An
 * unknown e-mail costs the same work as a known one.
 */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly gate: Gate,
    private readonly hashes: PasswordHashes,
  ) {}

  /** `email` is a normal one. Only what the caller may tell apart may differ in its answer. */
  async judge(email: string, password: string, { address }: Pick<Origin, 'address'>): Promise<Verdict> {
    const [network, login] = subjectsOf(email, address);
    const retryAt =
      (await this.gate.countAttempt(network, PER_NETWORK)) ?? (await this.gate.countAttempt(login, PER_LOGIN));
    if (retryAt) return { kind: 'too_many_attempts', retryAt };

    const known = await this.gate.findLogin(email);
    if (await this.hashes.matches(known?.passwordHash ?? null, password)) {
      await this.forgive(email, address);
      return { kind: 'accepted', userId: known!.userId };
    }
    await this.gate.recordFailedSignIn(login, email, newId());
    return { kind: known ? 'wrong' : 'unknown' };
  }

  /** The attempt was in order after all: it counts for nothing. */
  async forgive(email: string, address: string): Promise<void> {
    const [network, login] = subjectsOf(email, address);
    await this.gate.forgetAttempts(login);
    await this.gate.uncountAttempt(network, PER_NETWORK.most);
  }
}

/** The e-mail is hashed: people type their password into its field by mistake. */
function subjectsOf(email: string, address: string): [network: string, login: string] {
  return [`network:${networkOf(address)}`, `login:${createHash('sha256').update(email).digest('base64url')}`];
}
