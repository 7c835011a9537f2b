import type { Tx } from '../../../platform/database/index.js';
import { APPOINTMENT_COLUMNS } from './appointments.js';
import type { Appointment } from './appointments.js';
import { TREATMENT } from './treatments.js';
import type { TreatmentAtClinic } from './treatments.js';

export interface VisitToRescreen {
  readonly row: Appointment;
  readonly treatment: TreatmentAtClinic;
}

/** The rows are locked in the order of their ids, so that two units never wait for each other. */
const VISITS = `WITH visit AS MATERIALIZED (
    SELECT * FROM appointments WHERE practice_id = $1 AND client_id = $2 AND ends_at > $3
      AND starts_at > $3::timestamptz - interval '1 day' AND status IN ('pending_clearance', 'booked', 'confirmed', 'arrived')
    ORDER BY id FOR UPDATE)
  SELECT ${APPOINTMENT_COLUMNS}, (SELECT ${TREATMENT} FROM services s, clinics c
      WHERE s.practice_id = $1 AND s.id = visit.service_id AND c.practice_id = $1 AND c.id = visit.clinic_id) AS treatment
  FROM visit ORDER BY starts_at, id`;

/** The client's visits that are still to come, or that have not begun although it is time. */
export async function visitsToRescreen(tx: Tx, clientId: string): Promise<VisitToRescreen[]> {
  const rows = await tx.sql<Appointment & { treatment: TreatmentAtClinic }>(VISITS, [tx.practiceId, clientId, tx.now]);
  return rows.map(({ treatment, ...row }) => ({ row, treatment }));
}
