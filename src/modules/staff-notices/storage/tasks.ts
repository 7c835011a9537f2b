import type { Tx } from '../../../platform/database/index.js';

/** A follow-up as staff are told of it, with the clinic by whose clock that is. */
export interface Task {
  readonly id: string;
  readonly kind: string;
  readonly audience: string;
  readonly subjectId: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly isDone: boolean;
  /** Whoever treats as the therapist whose task it is. */
  readonly membershipId: string | null;
  /** Of the visit, else of the client's latest visit, else the practice's first: null only where a practice has none. */
  readonly clinicId: string | null;
}

const TASK = `SELECT f.id, f.kind, f.audience, f.subject_id AS "subjectId", f.opened_at AS "openedAt", f.due_at AS "dueAt",
    f.done_at IS NOT NULL AS "isDone", m.id AS "membershipId",
    coalesce(
      (SELECT clinic_id FROM appointments a WHERE a.practice_id = $1 AND a.id = f.appointment_id),
      (SELECT clinic_id FROM appointments a WHERE a.practice_id = $1 AND a.client_id = f.client_id ORDER BY a.starts_at DESC LIMIT 1),
      (SELECT id FROM clinics c WHERE c.practice_id = $1 ORDER BY c.archived_at IS NOT NULL, c.id LIMIT 1)) AS "clinicId"
  FROM follow_ups f
  LEFT JOIN therapists t ON t.practice_id = $1 AND t.id = f.therapist_id AND f.audience = 'therapist'
  LEFT JOIN memberships m ON m.practice_id = $1 AND m.id = t.membership_id AND m.ended_at IS NULL
  WHERE f.practice_id = $1 AND f.id = $2`;

export async function findTask(tx: Tx, id: string): Promise<Task | undefined> {
  const [task] = await tx.sql<Task & Record<string, unknown>>(TASK, [tx.practiceId, id]);
  return task;
}

/** A visit whose note is not signed, and who is to sign it. */
export interface NoteToSign {
  readonly endsAt: Date;
  readonly clinicId: string;
  readonly membershipId: string;
}

const NOTE = `SELECT a.ends_at AS "endsAt", a.clinic_id AS "clinicId", m.id AS "membershipId"
  FROM appointments a
  JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
  JOIN therapists t ON t.practice_id = $1 AND t.id = a.therapist_id
  JOIN memberships m ON m.practice_id = $1 AND m.id = t.membership_id AND m.ended_at IS NULL
  WHERE a.practice_id = $1 AND a.id = $2 AND a.status = 'completed'
    AND NOT EXISTS (SELECT FROM session_notes n WHERE n.practice_id = $1 AND n.appointment_id = a.id)`;

/** Undefined where it is signed, where the visit was not completed after all, or where its therapist has no login. */
export async function noteToSign(tx: Tx, appointmentId: string): Promise<NoteToSign | undefined> {
  const [note] = await tx.sql<NoteToSign & Record<string, unknown>>(NOTE, [tx.practiceId, appointmentId]);
  return note;
}
