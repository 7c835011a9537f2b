import type { StaffActor } from '../../../kernel/index.js';
import type { ClientKey } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { DecisionContent } from '../client-facts.js';
import type { VisitToDecide } from '../visits-to-decide.js';
import { DECISION } from './places.js';

interface NewDecision {
  readonly id: string;
  readonly by: StaffActor;
  readonly visit: Pick<VisitToDecide, 'id' | 'therapistId'>;
  readonly content: DecisionContent;
}

export async function insertVisitDecision(
  tx: Tx,
  key: ClientKey,
  { id, by, visit, content }: NewDecision,
): Promise<void> {
  await tx.sql(
    `INSERT INTO visit_decisions (practice_id, id, appointment_id, client_id, therapist_id, content, decided_by, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[tx.practiceId, id, visit.id, key.clientId, visit.therapistId],
      ...[key.sealJson(DECISION(id), content), by.membershipId, tx.now],
    ],
  );
}

/** The visit that it was about. */
export async function visitOfDecision(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.sql<{ appointmentId: string }>(
    `SELECT appointment_id AS "appointmentId" FROM visit_decisions WHERE practice_id = $1 AND id = $2`,
    [tx.practiceId, id],
  );
  return row!.appointmentId;
}
