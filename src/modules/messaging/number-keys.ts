import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import { stopKey } from './domain/index.js';

/**
 * How the ledger knows a number again without holding it: by a hash under a key that the database does not have. A reply finds by it
 * what it may be an answer to.
 */
@Injectable()
export class NumberKeys {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { accessTokenSecret }: Pick<Config, 'accessTokenSecret'>) {
    this.key = Buffer.from(hkdfSync('sha256', accessTokenSecret, '', 'numbers of messages', 32));
  }

  of(number: string): Buffer {
    return createHmac('sha256', this.key).update(stopKey('sms', number)).digest();
  }
}
