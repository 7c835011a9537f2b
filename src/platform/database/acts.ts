import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Act } from '../../kernel/index.js';
import { CONFIG } from '../config/index.js';
import type { Config } from '../config/index.js';

/**
 * Makes acts of what was asked for under an idempotency key. The digest is keyed, so that whoever reads the database can check no
 * guess of what was asked for, such as a sentence of a note.
 */
@Injectable()
export class Acts {
  private readonly digestKey: Buffer;

  constructor(@Inject(CONFIG) { accessTokenSecret }: Pick<Config, 'accessTokenSecret'>) {
    this.digestKey = Buffer.from(hkdfSync('sha256', accessTokenSecret, 'unknot', 'digests of acts', 32));
  }

  of(key: string, operation: string, body: object): Act {
    const digest = createHmac('sha256', this.digestKey)
      .update(JSON.stringify([key, body]))
      .digest();
    return { key, operation, digest };
  }
}
