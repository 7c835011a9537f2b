import type { Tx } from '../../../platform/database/index.js';
import type { VisitStatus } from '../domain/index.js';

/** A visit as its client may see it: when, and where. */
export interface VisitOfClient {
  readonly id: string;
  readonly version: number;
  readonly status: VisitStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly clientId: string;
  readonly clinicId: string;
  readonly serviceId: string;
  readonly therapistId: string;
  /** IANA, of the clinic. */
  readonly zone: string;
  readonly clinic: string;
  readonly address: string | null;
  readonly phone: string | null;
}

const VISIT = `SELECT a.id, a.version, a.status, a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.client_id AS "clientId",
    a.clinic_id AS "clinicId", a.service_id AS "serviceId", a.therapist_id AS "therapistId",
    c.time_zone AS zone, c.name AS clinic, c.address, c.phone
  FROM appointments a JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
  WHERE a.practice_id = $1 AND a.id = $2 AND a.client_id IS NOT NULL`;

/** Undefined where there is none, or it is nobody's yet. Whose it is is not asked. */
export async function visitOfClient(tx: Tx, id: string): Promise<VisitOfClient | undefined> {
  return (await tx.sql<VisitOfClient & Record<string, unknown>>(VISIT, [tx.practiceId, id]))[0];
}

const AROUND = `SELECT p.name AS practice, k.given_name AS "givenName", k.time_zone AS zone
  FROM practices p JOIN clients k ON k.practice_id = p.id WHERE p.id = $1 AND k.id = $2`;

interface Around {
  readonly practice: string;
  readonly givenName: string;
  /** Where the client lives; null where nobody knows. */
  readonly zone: string | null;
}

/** What stands around a visit on its pages. */
export async function aroundClient(tx: Tx, clientId: string): Promise<Around> {
  const [row] = await tx.sql<Around & Record<string, unknown>>(AROUND, [tx.practiceId, clientId]);
  return row!;
}
