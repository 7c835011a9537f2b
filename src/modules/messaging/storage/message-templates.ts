import { newId, NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { TextKey } from '../default-texts.js';

/** Which text: of a kind or its variant, for a channel, in a language. */
export interface TextPlace {
  readonly key: TextKey;
  readonly channel: 'email' | 'sms';
  /** Two letters (ISO 639-1). */
  readonly language: string;
}

/** A practice's own words for a message. Without a body they were taken back, and the text that ships is sent. */
export interface OwnText extends TextPlace {
  readonly id: string;
  readonly subject: string | null;
  readonly body: string | null;
  readonly version: number;
}

const COLUMNS = 'id, key, channel, language, subject, body, version';
const AT = 'practice_id = $1 AND key = $2 AND channel = $3 AND language = $4';

export async function ownText(tx: Tx, { key, channel, language }: TextPlace): Promise<OwnText | undefined> {
  const [own] = await tx.sql<OwnText>(`SELECT ${COLUMNS} FROM message_templates WHERE ${AT}`, [
    ...[tx.practiceId, key, channel, language],
  ]);
  return own;
}

/** Throws `NotFound`. */
export async function ownTextById(tx: Tx, id: string): Promise<OwnText> {
  const [own] = await tx.sql<OwnText>(`SELECT ${COLUMNS} FROM message_templates WHERE practice_id = $1 AND id = $2`, [
    ...[tx.practiceId, id],
  ]);
  if (!own) throw new NotFound('message text', id);
  return own;
}

export const ownTexts = (tx: Tx): Promise<OwnText[]> =>
  tx.sql<OwnText>(`SELECT ${COLUMNS} FROM message_templates WHERE practice_id = $1`, [tx.practiceId]);

const WRITE = `INSERT INTO message_templates (practice_id, id, key, channel, language, subject, body, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
  ON CONFLICT (practice_id, key, channel, language) DO UPDATE
    SET subject = excluded.subject, body = excluded.body, version = message_templates.version + 1, updated_at = excluded.updated_at
  RETURNING ${COLUMNS}`;

/** Writes it in the place of the one that was there. */
export async function writeText(tx: Tx, text: Omit<OwnText, 'id' | 'version'>): Promise<OwnText> {
  const { key, channel, language, subject, body } = text;
  const [written] = await tx.sql<OwnText>(WRITE, [
    tx.practiceId,
    newId(),
    key,
    channel,
    language,
    subject,
    body,
    tx.now,
  ]);
  return written!;
}
