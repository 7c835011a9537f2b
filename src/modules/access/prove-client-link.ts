import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome } from '../../kernel/index.js';
import type { LinkPurpose } from './domain/client-link.js';
import { CLIENT_LINK } from './domain/limits.js';
import { networkOf } from './domain/network.js';
import type { DeadLink, TooManyAttempts } from './domain/refusals.js';
import { hashOfToken } from './secret-token.js';
import { Gate } from './storage/gate.js';
import type { FoundLink } from './storage/gate.js';

/** A link that stands, and who acts by it. */
export interface ProvenLink {
  readonly actor: ClientActor;
  readonly subjectId: string | null;
  readonly expiresAt: Date;
  /** Set once what it was for is done: it can be read back for a while, and not done again. */
  readonly usedAt: Date | null;
}

type Proof = Outcome<ProvenLink, DeadLink | TooManyAttempts>;

const ALLOWANCE = { most: CLIENT_LINK.attempts, periodMs: CLIENT_LINK.periodMs };

/**
 * Tells whether somebody holds a link, before their practice is known. Asking changes nothing about the link: mail
 * scanners and previews ask too. A forged, expired, used, revoked or other link gets one answer after the same work.
 * Attempts are counted by network before they are judged, so parallel ones count too, and those that led somewhere are
 * taken back.
 */
@Injectable()
export class ProveClientLink {
  constructor(private readonly gate: Gate) {}

  /** By the token that was issued. */
  async execute(token: string, purpose: LinkPurpose, address: string): Promise<Proof> {
    const network = networkSubject(address);
    const retryAt = await this.gate.countAttempt(network, ALLOWANCE);
    if (retryAt) return refuse({ kind: 'too_many_attempts', retryAt });
    const found = await this.gate.findClientLink(hashOfToken(token), purpose);
    if (!found) return refuse({ kind: 'dead_link' });
    await this.gate.uncountAttempt(network, ALLOWANCE.most);
    return ok(proven(found));
  }

  /**
   * By the secret of a session that the token was exchanged for. Every page asks this, so that only what leads nowhere is
   * counted, and a session that stands goes on beside a neighbour who guesses.
   */
  async bySession(secret: string, purpose: LinkPurpose, address: string): Promise<Proof> {
    const found = await this.gate.resumeClientLink(hashOfToken(secret), purpose, CLIENT_LINK.idleMs);
    if (found) return ok(proven(found));
    const retryAt = await this.gate.countAttempt(networkSubject(address), ALLOWANCE);
    return refuse(retryAt ? { kind: 'too_many_attempts', retryAt } : { kind: 'dead_link' });
  }
}

const networkSubject = (address: string): string => `link:${networkOf(address)}`;

function proven({ practiceId, clientId, linkId, ...rest }: FoundLink): ProvenLink {
  return { ...rest, actor: { kind: 'client', practiceId, clientId, linkId } };
}
