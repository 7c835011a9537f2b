import type { Tx } from '../../../platform/database/index.js';
import { SESSION } from '../domain/limits.js';
import { networkOf } from '../domain/network.js';
import type { Origin } from '../password-check.js';

const keptIn = ({ inBrowser }: Origin): 'client' | 'cookie' => (inBrowser ? 'cookie' : 'client');

/** A session as its owner sees it, in whichever practice. */
export interface OwnSession {
  readonly id: string;
  readonly practiceName: string;
  readonly device: string | null;
  readonly network: string | null;
  readonly keptIn: 'client' | 'cookie';
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

export interface Rotation {
  /** `repeated`: the same again, for another tab. `overtaken`: the tab comes too late for that, and nothing is wrong. */
  readonly outcome: 'rotated' | 'repeated' | 'overtaken' | 'reused' | 'ended';
  readonly sessionId: string;
  readonly membershipId: string;
  readonly userId: string;
}

export type EndReason =
  | 'signed_out'
  | 'ended_by_owner'
  | 'password_changed'
  | 'password_reset'
  | 'membership_ended'
  | 'second_factor_on'
  | 'second_factor_reset';

export async function openSession(
  tx: Tx,
  session: { id: string; membershipId: string; tokenHash: Buffer; origin: Origin },
): Promise<void> {
  const { id, membershipId, tokenHash, origin } = session;
  const expiresAt = new Date(tx.now.getTime() + SESSION.idleMs);
  await tx.sql('SELECT gate.open_session($1, $2, $3, $4, $5, $6, $7, $8)', [
    ...[id, membershipId, tokenHash, origin.device.slice(0, 200), networkOf(origin.address), keptIn(origin)],
    ...[expiresAt, tx.now],
  ]);
}

/** Spends a refresh token for its successor, or ends the session where it was spent before. */
export async function rotateRefreshToken(
  tx: Tx,
  { presented, successor, origin }: { presented: Buffer; successor: Buffer; origin: Origin },
): Promise<Rotation> {
  const [rotation] = await tx.sql<Rotation>(
    `SELECT outcome, session AS "sessionId", member AS "membershipId", person AS "userId"
     FROM gate.rotate_refresh_token($1, $2, $3, $4, $5 * interval '1 ms', $6 * interval '1 ms', $7 * interval '1 ms', $8)`,
    [
      ...[presented, successor, keptIn(origin), networkOf(origin.address)],
      ...[SESSION.idleMs, SESSION.longestMs, SESSION.graceMs, tx.now],
    ],
  );
  return rotation!;
}

/** Latest used first. */
export function sessionsOf(tx: Tx, userId: string): Promise<OwnSession[]> {
  return tx.sql(
    `SELECT id, practice_name AS "practiceName", device, network, kept_in AS "keptIn", created_at AS "createdAt", last_used_at AS "lastUsedAt",
       expires_at AS "expiresAt"
     FROM gate.sessions_of($1, $2)`,
    [userId, tx.now],
  );
}

/** False where the user has no such session, or it has ended. */
export async function endSessionOf(tx: Tx, userId: string, sessionId: string, reason: EndReason): Promise<boolean> {
  const [row] = await tx.sql<{ ended: boolean | null }>('SELECT gate.end_session($1, $2, $3, $4) AS ended', [
    ...[userId, sessionId],
    ...[reason, tx.now],
  ]);
  return row!.ended === true;
}

/** Ends every session of the user but the one to keep. Returns which. */
export async function endSessionsOf(tx: Tx, userId: string, kept: string | null, reason: EndReason): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>('SELECT gate.end_sessions_of($1, $2, $3, $4) AS id', [
    ...[userId, kept],
    ...[reason, tx.now],
  ]);
  return rows.map(({ id }) => id);
}

export async function endSessionsOfMember(tx: Tx, membershipId: string, reason: EndReason): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>('SELECT gate.end_sessions_of_member($1, $2, $3) AS id', [
    membershipId,
    reason,
    tx.now,
  ]);
  return rows.map(({ id }) => id);
}
