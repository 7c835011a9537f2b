import { newId } from '../../src/kernel/index.js';
import { DEFAULT_FORM } from '../../src/modules/intake-notes/domain/index.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import type { IdFor } from './documents.js';

/** One record of every kind in the practice that strangers could be after. */
export interface Samples {
  readonly [kind: string]: string;
}

/** Which sample an id argument is for: by its own name, and where that says only `id`, by its operation's. */
const BY_ARGUMENT: readonly [RegExp, string][] = [
  [/^clinicIds?$/, 'clinic'],
  [/^roomIds?$/, 'room'],
  [/^serviceIds?$/, 'service'],
  [/^(preferredT|t)herapistIds?$/, 'therapist'],
  [/^(clientId|sourceId|targetId)$/, 'client'],
  [/^noteId$/, 'sessionNote'],
  [/^membershipId$/, 'membership'],
  [/^(holdId|appointmentId)$/, 'appointment'],
  [/^measurementId$/, 'measurement'],
  [/^subjectId$/, 'appointment'],
  [/^holdId$/, 'appointment'],
  [/^intakeId$/, 'intake'],
  [/^planId$/, 'plan'],
  [/^mergeId$/, 'merge'],
  [/^clearanceId$/, 'clearance'],
  [/^attachmentId$/, 'attachment'],
  [/^practiceId$/, 'practice'],
];
const BY_OPERATION: readonly [RegExp, string][] = [
  [/message/i, 'message'],
  [/alert/i, 'alert'],
  [/intakenote/i, 'intakeNote'],
  [/intake/i, 'intake'],
  [/followup/i, 'followUp'],
  [/checkIn/i, 'checkIn'],
  [/clearance/i, 'clearance'],
  [/sessionnote/i, 'sessionNote'],
  [/appointment|hold|noshow|takeback/i, 'appointment'],
  [/timeoff/i, 'timeOff'],
  [/closure/i, 'closure'],
  [/clinic/i, 'clinic'],
  [/room/i, 'room'],
  [/service/i, 'service'],
  [/licence/i, 'licence'],
  [/therapist/i, 'therapist'],
  [/merge/i, 'merge'],
  [/clientLink/i, 'clientLink'],
  [/clientRequest/i, 'clientRequest'],
  [/client|consent/i, 'client'],
  [/invitation/i, 'invitation'],
  [/session/i, 'session'],
  [/membership|staff|passwordreset/i, 'membership'],
];

/** The sample for an id argument. Throws where the tables above do not say which kind of record it names. */
export const idsFrom =
  (samples: Samples): IdFor =>
  (path) => {
    const name = path.at(-1)!;
    const rules = name === 'id' ? BY_OPERATION : BY_ARGUMENT;
    const asked = name === 'id' ? path[0]! : name;
    const kind = rules.find(([pattern]) => pattern.test(asked))?.[1];
    if (!kind)
      throw new Error(`No sample for the id at ${path.join('.')}: say in this file which kind of record it is.`);
    return samples[kind]!;
  };

export async function createSamples(clinic: ClinicFixture): Promise<Samples> {
  const { sql, practiceId, clinicId, serviceId } = clinic;
  const [therapist, room, client, other] = [
    clinic.therapistIds[0]!,
    clinic.roomIds[0]!,
    clinic.clientIds[0]!,
    clinic.clientIds[1]!,
  ];
  const owner = await clinic.actor('owner');
  const [appointment, timeOff, closure, licence, invitation, merge] = Array.from({ length: 6 }, newId) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await sql(
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
       therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, screening_level, screening_accepted)
     SELECT $1, $2, $3, $4, $5, $6, $7, 'booked', s, s + interval '1 hour', s, s + interval '1 hour', s, s + interval '1 hour', 9000, 'EUR',
       'not_screened', 'not_screened'
     FROM (SELECT date_trunc('day', now()) + interval '40 days 10 hours' AS s) AS at`,
    [practiceId, appointment, clinicId, client, therapist, room, serviceId],
  );
  await sql(
    `INSERT INTO time_off (practice_id, id, therapist_id, kind, starts_at, ends_at) VALUES ($1, $2, $3, 'sick', now(), now() + interval '1 day')`,
    [practiceId, timeOff, therapist],
  );
  await sql(
    `INSERT INTO closures (practice_id, id, clinic_id, starts_at, ends_at) VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
    [practiceId, closure, clinicId],
  );
  await sql(
    `INSERT INTO licences (practice_id, id, therapist_id, kind, type, number, jurisdiction, issued_on) VALUES ($1, $2, $3, 'licence', 'LMT', '1', 'DE', '2020-01-01')`,
    [practiceId, licence, therapist],
  );
  await sql(
    `INSERT INTO invitations (practice_id, id, token_hash, email, name, role, invited_by, expires_at) VALUES ($1, $2, uuid_send($2::uuid), 'i@harbour.example', 'Ina', 'manager', $3, now() + interval '1 day')`,
    [practiceId, invitation, owner.membershipId],
  );
  await sql(
    `INSERT INTO client_merges (practice_id, id, source_id, target_id, merged_by) VALUES ($1, $2, $3, $4, $5)`,
    [practiceId, merge, client, other, owner.membershipId],
  );
  const followUp = newId();
  await sql(
    `INSERT INTO follow_ups (practice_id, id, kind, audience, subject_id, client_id, appointment_id, therapist_id, opened_at, due_at, updated_at)
     VALUES ($1, $2, 'plan_review', 'therapist', $3, $3, NULL, $4, now(), now() + interval '1 day', now())`,
    [practiceId, followUp, client, therapist],
  );
  const clientLink = newId();
  await sql(
    `INSERT INTO client_links (practice_id, id, client_id, purpose, token_hash, issued_by, created_at, expires_at)
     VALUES ($1, $2, $3, 'intake', sha256(uuid_send($2::uuid)), $4, now(), now() + interval '1 day')`,
    [practiceId, clientLink, client, owner.membershipId],
  );
  const measurement = newId();
  await sql(
    `INSERT INTO measurements (practice_id, id, client_id, appointment_id, moment, taken_at, recorded_at, recorded_by, scores)
     VALUES ($1, $2, $3, $4, 'before', now(), now(), $5, '\\x00')`,
    [practiceId, measurement, client, appointment, owner.membershipId],
  );
  const [intake, intakeNote] = await addIntakes(clinic, { clientId: other, membershipId: owner.membershipId });
  const [clearance, attachment] = [newId(), newId()];
  await sql(
    `INSERT INTO clearances (practice_id, id, client_id, opened_by, opened_at) VALUES ($1, $2, $3, $4, now())`,
    [practiceId, clearance, client, owner.membershipId],
  );
  await sql(
    `INSERT INTO attachments (practice_id, id, client_id, kind, details, uploaded_by, uploaded_at) VALUES ($1, $2, $3, 'clearance', 'sealed', $4, now())`,
    [practiceId, attachment, client, owner.membershipId],
  );
  const checkIn = newId();
  await sql(
    `INSERT INTO check_ins (practice_id, id, appointment_id, client_id, therapist_id, clinic_id, visit_ends_at, level, basis, state,
       channel, asks, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, now(), 'medium', 'service', 'answered', 'sms', '[]', now(), now())`,
    [practiceId, checkIn, appointment, client, therapist, clinicId],
  );
  const message = newId();
  await sql(
    `INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, clinic_id, due_at, ready_at, state, reason, created_at)
     VALUES ($1, $2, 'appointment_reminder', $3, 'v1', '48h', 'email', $4, $5, now(), now(), 'failed', 'bad_address', now())`,
    [practiceId, message, appointment, client, clinicId],
  );
  const alert = newId();
  await sql(
    `INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at) VALUES ($1, $2, $3, $4, 'emergency_answers', now())`,
    [practiceId, alert, clinicId, client],
  );
  const sessionNote = newId();
  // Sealed with a key that nobody has: no stranger gets as far as to open it.
  await sql(
    `INSERT INTO session_notes (practice_id, id, appointment_id, client_id, therapist_id, author_id, visit_starts_at, schema_version, content, drafted_at, signed_at)
     VALUES ($1, $2, $3, $4, $5, $6, now(), 1, 'sealed', now(), now())`,
    [practiceId, sessionNote, appointment, client, therapist, owner.membershipId],
  );
  const clientRequest = newId();
  await sql(
    `INSERT INTO record_requests (practice_id, id, client_id, kind, recorded_by, recorded_at, updated_at)
     VALUES ($1, $2, $3, 'erasure', $4, now(), now())`,
    [practiceId, clientRequest, client, owner.membershipId],
  );
  const plan = newId();
  await sql(
    `INSERT INTO session_plans (practice_id, id, client_id, clinic_id, status, version) VALUES ($1, $2, $3, $4, 'proposed', 1)`,
    [...[practiceId, plan, client, clinicId]],
  );
  await sql(
    `INSERT INTO session_plan_versions
       (practice_id, plan_id, version, step, status, "interval", block_sessions, block_from, live_from, sealed, changed_at, changed_by)
     VALUES ($1, $2, 1, 'propose', 'proposed', 'P7D', 1, current_date, current_date, '\\x00', now(), $3)`,
    [practiceId, plan, owner.membershipId],
  );
  const { membershipId: membership, sessionId: session } = owner;
  return {
    practice: practiceId,
    clinic: clinicId,
    room,
    service: serviceId,
    therapist,
    client,
    appointment,
    timeOff,
    closure,
    licence,
    invitation,
    merge,
    followUp,
    clearance,
    attachment,
    checkIn,
    message,
    alert,
    sessionNote,
    clientLink,
    measurement,
    intake,
    intakeNote,
    plan,
    clientRequest,
    membership,
    session,
  };
}

/** A form that staff fill in with a client, and one that was submitted. Nobody can open what stands in them. */
async function addIntakes(
  { sql, practiceId }: ClinicFixture,
  { clientId, membershipId }: { clientId: string; membershipId: string },
): Promise<[intake: string, intakeNote: string]> {
  const [version, intake, note] = Array.from({ length: 3 }, newId) as [string, string, string];
  await sql(
    `INSERT INTO intake_form_versions (practice_id, id, number, form, published_at) VALUES ($1, $2, 1, $3, now())`,
    [practiceId, version, JSON.stringify(DEFAULT_FORM)],
  );
  await sql(
    `INSERT INTO intake_notes (practice_id, id, client_id, form_version_id, submitted_by, filler, content, verdict_level, answered_on, submitted_at)
     VALUES ($1, $2, $3, $4, $5, 'adult', '\\x00', 'clear', now(), now())`,
    [practiceId, note, clientId, version, membershipId],
  );
  await sql(
    `INSERT INTO intake_drafts (practice_id, id, client_id, form_version_id, started_by, filler, answers, started_on, started_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'adult', '\\x00', now(), now(), now())`,
    [practiceId, intake, clientId, version, membershipId],
  );
  return [intake, note];
}

/** All rows of the practice in one number, but for the audit, which grows by being read. */
export async function fingerprint({ sql, practiceId }: ClinicFixture): Promise<string> {
  const tables = await sql<{ name: string }>(
    `SELECT DISTINCT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'practice_id' AND table_name NOT IN ('audit_entries') ORDER BY 1`,
  );
  const prints: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql<{ print: string }>(
      `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS print FROM ${name} t WHERE practice_id = $1`,
      [practiceId],
    );
    prints.push(`${name} ${row!.print}`);
  }
  return prints.join('\n');
}
