import type { Tx } from '../../../platform/database/index.js';

/** Somebody who is called when an alert is raised at a clinic. */
export interface OnCallMember {
  readonly clinicId: string;
  readonly membershipId: string;
  readonly name: string;
  /** The digits of E.164; null: by e-mail alone. */
  readonly phoneKey: string | null;
}

/** By clinic, the first to be called first. Whoever has left is on no list. */
export async function onCallOf(tx: Tx, clinicIds: readonly string[]): Promise<Map<string, OnCallMember[]>> {
  const rows = await tx.sql<OnCallMember & Record<string, unknown>>(
    `SELECT o.clinic_id AS "clinicId", o.membership_id AS "membershipId", m.name, m.phone_key AS "phoneKey"
     FROM on_call o JOIN memberships m ON m.practice_id = $1 AND m.id = o.membership_id AND m.ended_at IS NULL
     WHERE o.practice_id = $1 AND o.clinic_id = ANY($2) ORDER BY o.clinic_id, o.position`,
    [tx.practiceId, clinicIds],
  );
  return new Map(clinicIds.map((id) => [id, rows.filter(({ clinicId }) => clinicId === id)]));
}

/** The memberships of owners and managers. */
export async function managementOf(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT id FROM memberships WHERE practice_id = $1 AND role IN ('owner', 'manager') AND ended_at IS NULL ORDER BY id`,
    [tx.practiceId],
  );
  return rows.map(({ id }) => id);
}

interface Entry {
  readonly membershipId: string;
  readonly phoneKey: string | null;
}

/** Puts this list in the place of the clinic's. */
export function writeOnCall(tx: Tx, clinicId: string, entries: readonly Entry[]): void {
  tx.write('DELETE FROM on_call WHERE practice_id = $1 AND clinic_id = $2', [tx.practiceId, clinicId]);
  const ids = entries.map(({ membershipId }) => membershipId);
  tx.write(
    `INSERT INTO on_call (practice_id, clinic_id, position, membership_id)
     SELECT $1, $2, nth, id FROM unnest($3::uuid[]) WITH ORDINALITY AS entry(id, nth)`,
    [tx.practiceId, clinicId, ids],
  );
  const phones = entries.map(({ phoneKey }) => phoneKey);
  tx.write(
    `UPDATE memberships m SET phone_key = entry.phone FROM unnest($2::uuid[], $3::text[]) AS entry(id, phone)
     WHERE m.practice_id = $1 AND m.id = entry.id`,
    [tx.practiceId, ids, phones],
  );
}
