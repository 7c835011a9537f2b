import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { CLIENT_LINK } from './domain/limits.js';
import { networkOf } from './domain/network.js';
import type { DeadLink, TooManyAttempts } from './domain/refusals.js';
import { Gate } from './storage/gate.js';

const ALLOWANCE = { most: CLIENT_LINK.attempts, periodMs: CLIENT_LINK.periodMs };

/**
 * Lets nobody guess links for long. Attempts are counted by network before they are judged, so parallel ones count too, and
 * those that led somewhere are taken back.
 */
@Injectable()
export class GuessLimit {
  constructor(private readonly gate: Gate) {}

  /** Looks for what a token stands for. */
  async find<T>(address: string, look: () => Promise<T | undefined>): Promise<Outcome<T, DeadLink | TooManyAttempts>> {
    const network = networkSubject(address);
    const retryAt = await this.gate.countAttempt(network, ALLOWANCE);
    if (retryAt) return refuse({ kind: 'too_many_attempts', retryAt });
    const found = await look();
    if (found === undefined) return refuse({ kind: 'dead_link' });
    await this.gate.uncountAttempt(network, ALLOWANCE.most);
    return ok(found);
  }

  /** Counts an attempt that has led nowhere. */
  async failed(address: string): Promise<DeadLink | TooManyAttempts> {
    const retryAt = await this.gate.countAttempt(networkSubject(address), ALLOWANCE);
    return retryAt ? { kind: 'too_many_attempts', retryAt } : { kind: 'dead_link' };
  }
}

const networkSubject = (address: string): string => `link:${networkOf(address)}`;
