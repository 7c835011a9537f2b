import { isId, newId, NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';

/** Something that nobody may sleep through. What it is about stands in the follow-ups of the same subject. */
export interface Alert {
  readonly id: string;
  readonly clinicId: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly raisedAt: Date;
  readonly acknowledgedAt: Date | null;
  /** A membership; null where there was nothing left to do. */
  readonly acknowledgedBy: string | null;
}

const COLUMNS = `id, clinic_id AS "clinicId", subject_id AS "subjectId", kind, raised_at AS "raisedAt",
  acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy"`;

/** Undefined where an alert about the same stands already: nobody is called twice for it. */
export async function insertAlert(
  tx: Tx,
  { clinicId, subjectId, kind }: Pick<Alert, 'clinicId' | 'subjectId' | 'kind'>,
): Promise<Alert | undefined> {
  const [alert] = await tx.sql<Alert & Record<string, unknown>>(
    `INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (practice_id, subject_id, kind) WHERE acknowledged_at IS NULL DO NOTHING RETURNING ${COLUMNS}`,
    [tx.practiceId, newId(), clinicId, subjectId, kind, tx.now],
  );
  return alert;
}

/** Throws `NotFound`. */
export async function findAlert(tx: Tx, id: string): Promise<Alert> {
  const [alert] = isId(id)
    ? await tx.sql<Alert>(`SELECT ${COLUMNS} FROM alerts WHERE practice_id = $1 AND id = $2`, [tx.practiceId, id])
    : [];
  if (!alert) throw new NotFound('alert', id);
  return alert;
}

/** False where somebody was first. */
export async function acknowledge(tx: Tx, id: string, membershipId: string | null): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE alerts SET acknowledged_at = $3, acknowledged_by = $4
     WHERE practice_id = $1 AND id = $2 AND acknowledged_at IS NULL RETURNING id`,
    [tx.practiceId, id, tx.now, membershipId],
  );
  return rows.length > 0;
}

/** Of all that stand about the same, those that are settled with its last task. Gives their ids. */
export async function standingAbout(tx: Tx, subjectId: string, kind: string): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    'SELECT id FROM alerts WHERE practice_id = $1 AND subject_id = $2 AND kind = $3 AND acknowledged_at IS NULL',
    [tx.practiceId, subjectId, kind],
  );
  return rows.map(({ id }) => id);
}

const LIST = (state: string): string => `SELECT ${COLUMNS} FROM alerts
  WHERE practice_id = $1 AND acknowledged_at IS ${state} AND (raised_at, id) < ($2, $3) ORDER BY raised_at DESC, id DESC LIMIT $4`;
const STANDING = LIST('NULL');
const TAKEN = LIST('NOT NULL');
const AFTER_ALL = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

interface AlertPage {
  readonly acknowledged: boolean;
  readonly after: readonly [raisedAt: string, id: string] | undefined;
  readonly limit: number;
}

/** The latest first. */
export const listAlerts = (tx: Tx, { acknowledged, after, limit }: AlertPage): Promise<Alert[]> =>
  tx.sql<Alert>(acknowledged ? TAKEN : STANDING, [tx.practiceId, ...(after ?? AFTER_ALL), limit]);

/** The link by which one person takes an alert. The same one for ever: a message that is sent again says the same. */
export function keepAlertLink(
  tx: Tx,
  {
    alertId,
    membershipId,
    tokenHash,
  }: { readonly alertId: string; readonly membershipId: string; readonly tokenHash: Buffer },
): void {
  tx.write(
    `INSERT INTO alert_links (practice_id, alert_id, membership_id, token_hash) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [tx.practiceId, alertId, membershipId, tokenHash],
  );
}
