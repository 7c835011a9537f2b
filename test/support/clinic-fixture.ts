import { Client } from 'pg';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '../../src/kernel/index.js';
import type { Role, StaffActor } from '../../src/kernel/index.js';
import { AccessTokens } from '../../src/modules/access/index.js';
import type { TestDatabase } from './cluster.js';

/** Sizes of the fixture. */
interface Size {
  readonly therapists?: number;
  readonly rooms?: number;
  readonly clients?: number;
  readonly zone?: string;
  /** Minutes. */
  readonly turnover?: number;
}

/** A practice with one clinic in Berlin, open and worked every day from 08:00 to 20:00, and one Swedish hour as service. */
export interface ClinicFixture {
  readonly practiceId: string;
  readonly clinicId: string;
  readonly serviceId: string;
  readonly therapistIds: readonly string[];
  readonly roomIds: readonly string[];
  readonly clientIds: readonly string[];
  /** Somebody of that role with a live session, as units of work want them, who may treat clients as a therapist. */
  actor(role: Role, therapistId?: string): Promise<StaffActor>;
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

const ids = (count: number): string[] => Array.from({ length: count }, () => newId());

export async function createClinic(database: TestDatabase, size: Size = {}): Promise<ClinicFixture> {
  const { therapists = 3, rooms = 3, clients = 8, zone = 'Europe/Berlin', turnover = 0 } = size;
  const db = new Client({ connectionString: database.ownerUrl });
  await db.connect();
  const sql = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await db.query(text, values)).rows as Row[];
  const [practiceId, clinicId, serviceId] = ids(3) as [string, string, string];
  const [therapistIds, roomIds, clientIds] = [ids(therapists), ids(rooms), ids(clients)];
  await sql(`INSERT INTO practices (id, name, currency, country) VALUES ($1, 'Harbour', 'EUR', 'DE')`, [practiceId]);
  await sql(
    `INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction, licence_required, horizon_days)
     VALUES ($1, $2, 'Quay', $3, 'DE', false, 700)`,
    [practiceId, clinicId, zone],
  );
  await sql(
    `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, required_features)
     VALUES ($1, $2, 'Swedish 60', 'swedish', 1, 3, 60, 9000, '{table}')`,
    [practiceId, serviceId],
  );
  await sql(
    `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, starts, ends)
     SELECT $1, gen_random_uuid(), $2, day, '08:00', '20:00' FROM generate_series(1, 7) day`,
    [practiceId, clinicId],
  );
  await sql(
    `INSERT INTO rooms (practice_id, id, clinic_id, name, features, turnover_minutes)
     SELECT $1, id, $2, 'Room ' || n, '{table}', $4 FROM unnest($3::uuid[]) WITH ORDINALITY AS r(id, n)`,
    [practiceId, clinicId, roomIds, turnover],
  );
  await sql(
    `WITH made AS (
       INSERT INTO therapists (practice_id, id, name)
       SELECT $1, id, 'Therapist ' || n FROM unnest($3::uuid[]) WITH ORDINALITY AS t(id, n) RETURNING id),
     techniques AS (INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years) SELECT $1, id, 'swedish', 5 FROM made),
     places AS (INSERT INTO therapist_clinics (practice_id, therapist_id, clinic_id) SELECT $1, id, $2 FROM made)
     INSERT INTO working_hours (practice_id, id, therapist_id, clinic_id, weekday, starts, ends)
     SELECT $1, gen_random_uuid(), made.id, $2, day, '08:00', '20:00' FROM made, generate_series(1, 7) day`,
    [practiceId, clinicId, therapistIds],
  );
  await sql(
    `INSERT INTO clients (practice_id, id, given_name, family_name)
     SELECT $1, id, 'Client', 'Number ' || n FROM unnest($2::uuid[]) WITH ORDINALITY AS c(id, n)`,
    [practiceId, clientIds],
  );
  return {
    ...{ practiceId, clinicId, serviceId, therapistIds, roomIds, clientIds, sql },
    actor: (role, therapistId) => addActor(sql, practiceId, { role, therapistId }),
    close: () => db.end(),
  };
}

async function addActor(
  sql: ClinicFixture['sql'],
  practiceId: string,
  { role, therapistId = null }: { role: Role; therapistId?: string | null },
): Promise<StaffActor> {
  const [userId, membershipId, sessionId] = ids(3) as [string, string, string];
  await sql(`INSERT INTO users (id, email, password_hash) VALUES ($1, $2, 'none')`, [
    userId,
    `${userId}@harbour.example`,
  ]);
  await sql(
    `INSERT INTO memberships (practice_id, id, user_id, name, email, role) VALUES ($1, $2, $3, 'Sam', $4, $5)`,
    [practiceId, membershipId, userId, `${userId}@harbour.example`, role],
  );
  await sql(
    `INSERT INTO sessions (id, user_id, practice_id, membership_id, expires_at) VALUES ($1, $2, $3, $4, now() + interval '1 day')`,
    [sessionId, userId, practiceId, membershipId],
  );
  await sql('UPDATE therapists SET membership_id = $3 WHERE practice_id = $1 AND id = $2', [
    practiceId,
    therapistId,
    membershipId,
  ]);
  return { kind: 'staff', practiceId, userId, membershipId, sessionId, role, therapistId };
}

/** An access token for an actor of the fixture. */
export async function tokenFor(app: NestFastifyApplication, actor: StaffActor): Promise<string> {
  return (await app.get(AccessTokens, { strict: false }).issue(actor)).token;
}
