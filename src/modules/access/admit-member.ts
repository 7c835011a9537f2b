import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { CHALLENGE_MS } from './domain/limits.js';
import type { Origin } from './password-check.js';
import { newSecretToken } from './secret-token.js';
import { StartSession } from './start-session.js';
import type { SignedIn } from './start-session.js';
import { openChallenge } from './storage/second-factors.js';

/** The password is right, and a code has to follow. */
export interface Challenged {
  /** Shown this once, to whoever knows the password. Of 256 random bits, and kept as a hash. */
  readonly challenge: string;
  readonly expiresAt: Date;
}

/** What follows a right password, wherever it was given: a session, or where the account has a second factor, a challenge. */
@Injectable()
export class AdmitMember {
  constructor(private readonly startSession: StartSession) {}

  async execute(tx: Tx, membershipId: string, origin: Origin): Promise<SignedIn | Challenged> {
    const { token: challenge, hash: tokenHash } = newSecretToken();
    const expiresAt = new Date(tx.now.getTime() + CHALLENGE_MS);
    if (await openChallenge(tx, { membershipId, tokenHash, expiresAt })) return { challenge, expiresAt };
    return this.startSession.execute(tx, membershipId, origin);
  }
}
