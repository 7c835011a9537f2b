import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import { CONFIG } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { LinkPurpose } from './domain/client-link.js';
import { DAY_MS } from './domain/limits.js';
import { hashOfToken } from './secret-token.js';

interface MessageLink {
  readonly messageId: string;
  /** The record that the client will write to: of the unit's practice, and not merged. */
  readonly clientId: string;
  readonly purpose: LinkPurpose;
  readonly subjectId: string;
  /** 1 to `CLIENT_LINK.mostDays`; of a link to a visit, until it is over. */
  readonly days: number;
}

const KEEP = `INSERT INTO client_links (practice_id, id, client_id, purpose, subject_id, token_hash, issued_by, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8) ON CONFLICT (token_hash) DO NOTHING RETURNING id`;

/**
 * The link of a message. A message that is composed again after a worker has died must say the same as before, or a provider that
 * honours idempotency keys would refuse it; so its token is not drawn but follows from the message's id and a key that the
 * database does not have. As hard to guess as a drawn one, and the database knows its hash only.
 */
@Injectable()
export class KeepMessageLink {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) { accessTokenSecret }: Pick<Config, 'accessTokenSecret'>) {
    this.key = Buffer.from(hkdfSync('sha256', accessTokenSecret, '', 'links of messages', 32));
  }

  /** Returns the token. */
  async execute(tx: Tx, { messageId, clientId, purpose, subjectId, days }: MessageLink): Promise<string> {
    const token = createHmac('sha256', this.key).update(`${messageId}|${purpose}`).digest('base64url');
    const expiresAt = new Date(tx.now.getTime() + days * DAY_MS);
    const values = [tx.practiceId, newId(), clientId, purpose, subjectId, hashOfToken(token), tx.now, expiresAt];
    const [kept] = await tx.sql<{ id: string }>(KEEP, values);
    if (kept) tx.record({ action: 'client_link.issued', subjectIds: [kept.id, clientId], details: { purpose } });
    return token;
  }
}
