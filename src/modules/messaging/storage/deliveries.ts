import type { Tx } from '../../../platform/database/index.js';
import { firstNameOf, LEASE_MS } from '../domain/index.js';
import type { MessageKind, MessageState } from '../domain/index.js';

/** A message in the hands of one worker, for the time of a lease, with its recipient as they are now. */
export interface Claimed {
  readonly id: string;
  readonly kind: MessageKind;
  readonly subjectId: string;
  readonly version: string;
  readonly step: string;
  readonly channel: 'email' | 'sms';
  readonly clinicId: string;
  readonly clientId: string | null;
  readonly membershipId: string | null;
  readonly dueAt: Date;
  readonly usefulUntil: Date | null;
  /** Rises with every claim: only the holder of the latest may say what became of the message. */
  readonly attempt: number;
  readonly practiceName: string;
  readonly clinicName: string;
  readonly clinicAddress: string | null;
  readonly clinicPhone: string | null;
  readonly clinicZone: string;
  readonly recipient: Recipient;
}

/** Of a client the one that stands for them today; of staff the membership. */
export interface Recipient {
  /** The first name. */
  readonly name: string;
  readonly email: string | null;
  /** International, with whatever stands between the digits. */
  readonly phone: string | null;
  readonly guardianEmail: string | null;
  readonly guardianPhone: string | null;
  readonly birthDate: string | null;
  readonly language: string | null;
  readonly zone: string | null;
  /** Archived, or not with the practice any more. */
  readonly gone: boolean;
  /** What a client has agreed to for this channel, by purpose. */
  readonly consents: readonly string[];
  /** Which of the addresses were stopped, as `stopKey` writes them. */
  readonly stopped: readonly string[];
}

/** Of either channel, as they are compared with what was stopped. */
const ADDRESSES = `lower(coalesce(k.email, s.email)), lower(k.guardian_email),
  regexp_replace(coalesce(k.phone, s.phone_key), '\\D', '', 'g'), regexp_replace(k.guardian_phone, '\\D', '', 'g')`;

/**
 * One message for one worker, by the row's lock and its lease. Nothing comes back where it is not ready, or over, or in the hands of
 * another. Of a client who was merged since, the one that stands for them today is written to.
 */
const CLAIM = `WITH RECURSIVE claimed AS (
    UPDATE messages SET state = 'sending', attempts = attempts + 1, reason = NULL, ready_at = $3::timestamptz + $4, look_at = $3::timestamptz + $4
    WHERE practice_id = $1 AND id = $2 AND state IN ('planned', 'sending') AND ready_at <= $3
    RETURNING *),
  chain AS (
    SELECT k.id, k.merged_into_id FROM claimed JOIN clients k ON k.practice_id = $1 AND k.id = claimed.client_id
    UNION
    SELECT next.id, next.merged_into_id FROM chain JOIN clients next ON next.practice_id = $1 AND next.id = chain.merged_into_id),
  logged AS (
    INSERT INTO message_events (practice_id, message_id, at, state, attempt) SELECT $1, id, $3, 'sending', attempts FROM claimed)
  SELECT m.id, m.kind, m.subject_id AS "subjectId", m.version, m.step, m.channel, m.clinic_id AS "clinicId",
    k.id AS "clientId", m.membership_id AS "membershipId", m.due_at AS "dueAt", m.useful_until AS "usefulUntil", m.attempts AS attempt,
    p.name AS "practiceName", c.name AS "clinicName", c.address AS "clinicAddress", c.phone AS "clinicPhone", c.time_zone AS "clinicZone",
    json_build_object('name', coalesce(k.given_name, s.name), 'email', coalesce(k.email, s.email), 'phone', coalesce(k.phone, s.phone_key),
      'guardianEmail', k.guardian_email, 'guardianPhone', k.guardian_phone, 'birthDate', k.birth_date,
      'language', k.language, 'zone', k.time_zone, 'gone', coalesce(k.archived_at, s.ended_at) IS NOT NULL,
      'consents', (SELECT coalesce(json_agg(o.purpose), '[]') FROM client_consents o
        WHERE o.practice_id = $1 AND o.client_id = k.id AND o.channel = m.channel AND o.granted),
      'stopped', (SELECT coalesce(json_agg(x.address), '[]') FROM stopped_addresses x
        WHERE x.practice_id = $1 AND x.channel = m.channel AND x.address IN (${ADDRESSES}))) AS recipient
  FROM claimed m
  JOIN practices p ON p.id = $1
  JOIN clinics c ON c.practice_id = $1 AND c.id = m.clinic_id
  LEFT JOIN clients k ON k.practice_id = $1 AND k.id = (SELECT id FROM chain WHERE merged_into_id IS NULL)
  LEFT JOIN memberships s ON s.practice_id = $1 AND s.id = m.membership_id`;

export async function claimMessage(tx: Tx, id: string): Promise<Claimed | undefined> {
  const [claimed] = await tx.sql<Claimed>(CLAIM, [tx.practiceId, id, tx.now, `${LEASE_MS} ms`]);
  if (!claimed?.membershipId) return claimed;
  return { ...claimed, recipient: { ...claimed.recipient, name: firstNameOf(claimed.recipient.name) } };
}

/** What became of a message, by whoever holds its latest claim. */
interface End {
  readonly id: string;
  readonly attempt: number;
  readonly state: MessageState;
  readonly reason: string | null;
  /** When it may be claimed again, where it is planned once more. */
  readonly readyAt: Date | null;
  readonly providerId: string | null;
  /** Of the number that it was handed over for: what comes back from there may be an answer. */
  readonly numberKey: Buffer | null;
}

const SETTLE = `WITH settled AS (
    UPDATE messages SET state = $4, reason = $5, ready_at = coalesce($6, ready_at), look_at = $6,
      provider_id = coalesce($7, provider_id), number_key = coalesce($9, number_key), sent_at = CASE WHEN $4 = 'sent' THEN $8 ELSE sent_at END
    WHERE practice_id = $1 AND id = $2 AND attempts = $3 AND state = 'sending'
    RETURNING id)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt, reason)
  SELECT $1, id, $8, $4, $3, $5 FROM settled RETURNING message_id`;

/** False for whoever comes too late: the message has been claimed again since, and is the other's to settle. */
export async function settleMessage(
  tx: Tx,
  { id, attempt, state, reason, readyAt, providerId, numberKey }: End,
): Promise<boolean> {
  const values = [tx.practiceId, id, attempt, state, reason, readyAt, providerId, tx.now, numberKey];
  return (await tx.sql(SETTLE, values)).length > 0;
}

const PUT_OFF = `SELECT count(*)::int AS times FROM message_events
  WHERE practice_id = $1 AND message_id = $2 AND state = 'planned' AND attempt > 0 AND reason IS NULL`;

/** How often a claimed message was to be handed over: a claim that found it night, or its time not yet come, was no try. */
export async function triesOf(tx: Tx, { id, attempt }: Pick<Claimed, 'id' | 'attempt'>): Promise<number> {
  if (attempt === 1) return attempt;
  const [row] = await tx.sql<{ times: number }>(PUT_OFF, [tx.practiceId, id]);
  return attempt - row!.times;
}
