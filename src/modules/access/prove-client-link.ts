import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome } from '../../kernel/index.js';
import type { LinkPurpose } from './domain/client-link.js';
import { CLIENT_LINK } from './domain/limits.js';
import type { DeadLink, TooManyAttempts } from './domain/refusals.js';
import { GuessLimit } from './guess-limit.js';
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

/**
 * Tells whether somebody holds a link, before their practice is known. Asking changes nothing about the link: mail
 * scanners and previews ask too. A forged, expired, used, revoked or other link gets one answer after the same work.
 */
@Injectable()
export class ProveClientLink {
  constructor(
    private readonly gate: Gate,
    private readonly limit: GuessLimit,
  ) {}

  /** By the token that was issued. */
  async execute(token: string, purpose: LinkPurpose, address: string): Promise<Proof> {
    const found = await this.limit.find(address, () => this.gate.findClientLink(hashOfToken(token), purpose));
    return found.ok ? ok(proven(found.value)) : found;
  }

  /**
   * By the secret of a session that the token was exchanged for. Every page asks this, so that only what leads nowhere is
   * counted, and a session that stands goes on beside a neighbour who guesses.
   */
  async bySession(secret: string, purpose: LinkPurpose, address: string): Promise<Proof> {
    const found = await this.gate.resumeClientLink(hashOfToken(secret), purpose, CLIENT_LINK.idleMs);
    return found ? ok(proven(found)) : refuse(await this.limit.failed(address));
  }
}

function proven({ practiceId, clientId, linkId, ...rest }: FoundLink): ProvenLink {
  return { ...rest, actor: { kind: 'client', practiceId, clientId, linkId } };
}
