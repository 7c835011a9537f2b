import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import type { Tx } from '../../platform/database/index.js';
import { keepAlertLink } from './storage/alerts.js';

interface Called {
  readonly alertId: string;
  readonly membershipId: string;
}

export const ALERT_PATH = '/alert';

export const hashOfAlertToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * The links by which staff take an alert from a phone, without signing in: they show nothing but that something waits. As with the links
 * of messages to clients, the token follows from ids and a key that the database does not have, and only its hash is kept.
 */
@Injectable()
export class AlertLinks {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { accessTokenSecret }: Pick<Config, 'accessTokenSecret'>) {
    this.key = Buffer.from(hkdfSync('sha256', accessTokenSecret, '', 'links of alerts', 32));
  }

  pathFor(tx: Tx, called: Called): string {
    const token = createHmac('sha256', this.key).update(`${called.alertId}|${called.membershipId}`).digest('base64url');
    keepAlertLink(tx, { ...called, tokenHash: hashOfAlertToken(token) });
    return `${ALERT_PATH}/${token}`;
  }
}
