import { Client } from 'pg';
import { createDataSource } from '../../src/platform/database/index.js';
import { refuseMightyRole } from '../../src/platform/database/refuse-mighty-role.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const SERVING = ['unknot_app', 'unknot_worker'] as const;

describe('the roles of the database', () => {
  let database: TestDatabase;
  let clinic: ClinicFixture;

  beforeAll(async () => {
    database = await createTestDatabase();
    clinic = await createClinic(database);
  });

  afterAll(async () => {
    await clinic.close();
    await database.drop();
  });

  const as = async <T>(role: (typeof SERVING)[number], work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: role === 'unknot_app' ? database.appUrl : database.workerUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  it('keep every table behind forced row-level security, or out of the serving roles’ reach', async () => {
    const open = await clinic.sql<{ name: string }>(
      `SELECT relname AS name FROM pg_class c
       WHERE relnamespace IN ('public'::regnamespace, 'vault'::regnamespace) AND relkind IN ('r', 'p')
         AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid))
         AND EXISTS (SELECT FROM unnest($1::text[]) AS role, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS right_to
           WHERE has_table_privilege(role, c.oid, right_to))`,
      [SERVING],
    );
    expect(open).toEqual([]);
  });

  it('show nothing without a practice', async () => {
    const tables = await clinic.sql<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c
       WHERE relnamespace IN ('public'::regnamespace, 'vault'::regnamespace) AND relkind = 'r' AND relrowsecurity
         AND has_table_privilege('unknot_app', c.oid, 'SELECT')`,
    );
    expect(tables.length).toBeGreaterThan(15);
    await as('unknot_app', async (client) => {
      for (const { name } of tables) {
        const { rows } = await client.query(`SELECT 1 FROM ${name} LIMIT 1`);
        expect([name, rows.length]).toEqual([name, 0]);
      }
    });
  });

  it.each(SERVING)('let %s own nothing, become nobody and make nothing', async (role) => {
    const [facts] = await clinic.sql<object>(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships
       FROM pg_roles r WHERE rolname = $1`,
      [role],
    );
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(facts).toEqual({ ...none, owned: 0, memberships: 0 });
    await as(role, async (client) => {
      for (const statement of [
        'CREATE TABLE mine (id int)',
        'SET ROLE unknot_gate',
        'SET ROLE unknot_search',
        'ALTER TABLE clients DISABLE ROW LEVEL SECURITY',
      ]) {
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it.each(SERVING)('keep %s from changing or deleting the audit, also of its own practice', async (role) => {
    await as(role, async (client) => {
      await client.query(`SELECT set_config('app.practice', $1, false)`, [clinic.practiceId]);
      for (const statement of [
        `UPDATE audit_entries SET action = 'x'`,
        'DELETE FROM audit_entries',
        'TRUNCATE audit_entries',
      ]) {
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('keep the queues from whoever serves requests', async () => {
    const [right] = await clinic.sql<object>(
      `SELECT has_schema_privilege('unknot_app', 'bullmq', 'USAGE') AS app, has_schema_privilege('unknot_worker', 'bullmq', 'USAGE') AS worker`,
    );
    expect(right).toEqual({ app: false, worker: true });
  });

  it('keep rows of another practice from being written or pointed at', async () => {
    const other = await createClinic(database);
    await as('unknot_app', async (client) => {
      await client.query(`SELECT set_config('app.practice', $1, false)`, [clinic.practiceId]);
      const insert = (practiceId: string, clinicId: string) =>
        client.query(`INSERT INTO rooms (practice_id, id, clinic_id, name) VALUES ($1, gen_random_uuid(), $2, 'Elm')`, [
          practiceId,
          clinicId,
        ]);
      await expect(insert(other.practiceId, other.clinicId)).rejects.toMatchObject({ code: '42501' });
      await expect(insert(clinic.practiceId, other.clinicId)).rejects.toMatchObject({ code: '23503' });
    });
    await other.close();
  });

  it('keep overlapping visits out, whatever the program does', async () => {
    const [one, two] = clinic.therapistIds as [string, string];
    const [elm, oak] = clinic.roomIds as [string, string];
    const [ann, bea] = clinic.clientIds as [string, string];
    await as('unknot_app', async (client) => {
      await client.query(`SELECT set_config('app.practice', $1, false)`, [clinic.practiceId]);
      const insert = (therapist: string, room: string, who: string) =>
        client.query(
          `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
             therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
           SELECT $1, gen_random_uuid(), $2, $3, $4, $5, $6, 'booked', s, e, s, e, s, e, 9000, 'EUR'
           FROM (VALUES (timestamptz '2027-01-11T09:00Z', timestamptz '2027-01-11T10:00Z')) AS at(s, e)`,
          [clinic.practiceId, clinic.clinicId, who, therapist, room, clinic.serviceId],
        );
      await insert(one, elm, ann);
      await expect(insert(one, oak, bea)).rejects.toMatchObject({ constraint: 'appointments_therapist_free' });
      await expect(insert(two, elm, bea)).rejects.toMatchObject({ constraint: 'appointments_room_free' });
      await expect(insert(two, oak, ann)).rejects.toMatchObject({ constraint: 'appointments_client_free' });
    });
  });

  it('that are too mighty are refused by the boot, with a sentence', async () => {
    const mighty = createDataSource({ url: database.ownerUrl, poolSize: 1, applicationName: 'test' });
    await mighty.initialize();
    await expect(refuseMightyRole(mighty)).rejects.toThrow(
      /bypasses row-level security: serve as unknot_app or unknot_worker/,
    );
    await mighty.destroy();

    const [{ name }] = (await clinic.sql<{ name: string }>('SELECT current_database() AS name')) as [{ name: string }];
    const role = `owner_of_${name}`;
    await clinic.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
    await clinic.sql(`GRANT CREATE ON SCHEMA public TO ${role}`);
    await clinic.sql(`CREATE TABLE theirs (id int)`);
    await clinic.sql(`ALTER TABLE theirs OWNER TO ${role}`);
    const url = new URL(database.ownerUrl);
    [url.username, url.password] = [role, 'secret'];
    const owning = createDataSource({ url: url.href, poolSize: 1, applicationName: 'test' });
    await owning.initialize();
    await expect(refuseMightyRole(owning)).rejects.toThrow(/owns tables: serve as/);
    await owning.destroy();
    await clinic.sql(`DROP TABLE theirs`);
    await clinic.sql(`REVOKE CREATE ON SCHEMA public FROM ${role}`);
    await clinic.sql(`DROP ROLE ${role}`);
  });
});
