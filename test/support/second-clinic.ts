import { newId } from '../../src/kernel/index.js';
import type { ClinicFixture } from './clinic-fixture.js';

export interface SecondClinic {
  readonly clinicId: string;
  readonly therapistId: string;
  readonly roomId: string;
}

/** Another clinic of the practice, in a zone of its own: Nora Night works there alone, every day from midnight to noon. */
export async function addClinic(
  { practiceId, sql }: ClinicFixture,
  { name, zone }: { name: string; zone: string },
): Promise<SecondClinic> {
  const [clinicId, therapistId, roomId] = [newId(), newId(), newId()];
  for (const [statement, ...values] of [
    [
      `INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction, licence_required, horizon_days)
       VALUES ($1, $2, $3, $4, 'DE', false, 700)`,
      ...[clinicId, name, zone],
    ],
    [
      `INSERT INTO rooms (practice_id, id, clinic_id, name, features, turnover_minutes) VALUES ($1, $2, $3, 'Attic', '{table}', 0)`,
      ...[roomId, clinicId],
    ],
    [`INSERT INTO therapists (practice_id, id, name) VALUES ($1, $2, 'Nora Night')`, therapistId],
    [
      `INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years) VALUES ($1, $2, 'swedish', 5)`,
      therapistId,
    ],
    [
      `INSERT INTO therapist_clinics (practice_id, therapist_id, clinic_id) VALUES ($1, $2, $3)`,
      ...[therapistId, clinicId],
    ],
    [
      `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, starts, ends)
       SELECT $1, gen_random_uuid(), $2, day, '00:00', '12:00' FROM generate_series(1, 7) day`,
      clinicId,
    ],
    [
      `INSERT INTO working_hours (practice_id, id, therapist_id, clinic_id, weekday, starts, ends)
       SELECT $1, gen_random_uuid(), $2, $3, day, '00:00', '12:00' FROM generate_series(1, 7) day`,
      ...[therapistId, clinicId],
    ],
  ] as const) {
    await sql(statement, [practiceId, ...values]);
  }
  return { clinicId, therapistId, roomId };
}
