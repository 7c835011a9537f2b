import { Inject, Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { isId, ROLES, Unauthenticated } from '../../kernel/index.js';
import type { Role, StaffActor } from '../../kernel/index.js';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import type { Admission } from '../../platform/graphql/index.js';

const LIFETIME_SECONDS = 10 * 60;
const AUDIENCE = 'unknot-api';
/** More than the staff of a large practice who are at work at once; each takes under a kilobyte. */
const REMEMBERED = 2_000;

/**
 * Access tokens of staff: signed, good for ten minutes, and naming one membership. A token says who somebody was when
 * it was issued; every unit of work asks the database whether the session and the role still stand.
 */
@Injectable()
export class AccessTokens {
  /** Imported once: bytes would be imported again for every token. */
  private readonly secret: Promise<CryptoKey>;
  /** Tokens whose signature has been checked, whole: every request of the next ten minutes brings the same one. */
  private readonly verified = new LRUCache<string, Admission>({ max: REMEMBERED });

  constructor(@Inject(CONFIG) config: Config) {
    const bytes = new TextEncoder().encode(config.accessTokenSecret);
    this.secret = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
  }

  async issue(actor: StaffActor): Promise<{ token: string; expiresAt: Date }> {
    const expiresAt = new Date(Date.now() + LIFETIME_SECONDS * 1000);
    const token = await new SignJWT({
      prc: actor.practiceId,
      mbr: actor.membershipId,
      ses: actor.sessionId,
      rol: actor.role,
      thr: actor.therapistId,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(actor.userId)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(await this.secret);
    return { token, expiresAt };
  }

  /** Throws `Unauthenticated` for a token that is forged, has ended, or is none. */
  async verify(token: string): Promise<Admission> {
    const known = this.verified.get(token);
    if (known && known.expiresAt > Date.now()) return known;
    const admission = await this.check(token);
    this.verified.set(token, admission);
    return admission;
  }

  private async check(token: string): Promise<Admission> {
    try {
      const { payload } = await jwtVerify(token, await this.secret, { algorithms: ['HS256'], audience: AUDIENCE });
      return { actor: actorOf(payload), expiresAt: payload.exp! * 1000 };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new Unauthenticated('The access token is not valid, or has ended.');
      throw error;
    }
  }
}

function actorOf({ sub, prc, mbr, ses, rol, thr }: Record<string, unknown>): StaffActor {
  const ids = [sub, prc, mbr, ses];
  if (!ids.every(isId) || !(thr === null || isId(thr)) || !ROLES.includes(rol as Role)) {
    throw new Unauthenticated('The access token is not valid, or has ended.');
  }
  const [userId, practiceId, membershipId, sessionId] = ids as [string, string, string, string];
  return { kind: 'staff', userId, practiceId, membershipId, sessionId, role: rol as Role, therapistId: thr };
}
