import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import { hashOfToken } from './secret-token.js';

/**
 * What follows a refresh token in a cookie. All tabs of a browser have one cookie, and two that refresh at once must end up
 * with the same one, whichever answer comes last: so it follows from the one before, by a key that the database does not know.
 */
@Injectable()
export class SuccessorTokens {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { accessTokenSecret }: Pick<Config, 'accessTokenSecret'>) {
    this.key = Buffer.from(hkdfSync('sha256', accessTokenSecret, '', 'successor of a refresh token', 32));
  }

  of(token: string): { token: string; hash: Buffer } {
    const successor = createHmac('sha256', this.key).update(token).digest('base64url');
    return { token: successor, hash: hashOfToken(successor) };
  }
}
