import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { newId } from '../../src/kernel/index.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const T0 = Date.UTC(2026, 10, 23, 9);
const MINUTE = 60_000;

let database: TestDatabase;
let app: Client;
let owner: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  app = new Client({ connectionString: database.appUrl });
  owner = new Client({ connectionString: database.ownerUrl });
  await Promise.all([app.connect(), owner.connect()]);
});
afterAll(async () => {
  await Promise.all([app.end(), owner.end()]);
  await database.drop();
});

async function rows<Row extends QueryResultRow>(client: Client, text: string, values: unknown[] = []): Promise<Row[]> {
  return (await client.query<Row>(text, values)).rows;
}

/** Makes a practice with one member, as the owner of the database. */
async function plantMember(): Promise<{ practiceId: string; membershipId: string; userId: string }> {
  const [practiceId, membershipId, userId] = [newId(), newId(), newId()];
  const email = `${userId}@harbour.example`;
  await owner.query(`INSERT INTO practices (id, name, currency, country) VALUES ($1, 'Harbour', 'EUR', 'DE')`, [
    practiceId,
  ]);
  await owner.query(`INSERT INTO users (id, email, password_hash) VALUES ($1, $2, 'hash')`, [userId, email]);
  await owner.query(
    `INSERT INTO memberships (practice_id, id, user_id, name, email, role) VALUES ($1, $2, $3, 'Olga', $4, 'owner')`,
    [practiceId, membershipId, userId, email],
  );
  return { practiceId, membershipId, userId };
}

describe('what the serving roles hold', () => {
  const CLOSED = ['users', 'sessions', 'refresh_tokens', 'password_resets', 'sign_in_attempts'].concat(
    'second_factors',
    'recovery_codes',
    'sign_in_challenges',
  );
  const STATEMENTS = CLOSED.flatMap((table) => [
    `SELECT * FROM ${table}`,
    `DELETE FROM ${table}`,
    `INSERT INTO ${table} DEFAULT VALUES`,
  ]);

  it.each(STATEMENTS)('neither the API nor the worker may %s', async (statement) => {
    const worker = new Client({ connectionString: database.workerUrl });
    await worker.connect();
    for (const client of [app, worker]) {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await worker.end();
  });

  it('sees no row of any tenant table while no practice is set, and the practice once it is', async () => {
    const { practiceId, membershipId } = await plantMember();
    for (const table of ['memberships', 'invitations', 'practices', 'audit_entries']) {
      expect(await rows(app, `SELECT * FROM ${table}`)).toEqual([]);
    }
    await app.query(`BEGIN; SELECT set_config('app.practice', '${practiceId}', true)`);
    expect(await rows(app, 'SELECT id FROM memberships')).toEqual([{ id: membershipId }]);
    await app.query('ROLLBACK');
    expect(await rows(app, 'SELECT id FROM memberships')).toEqual([]); // '' on a reused connection
  });

  it('cannot make a member of a practice other than the one set', async () => {
    const [ours, theirs] = [await plantMember(), await plantMember()];
    await app.query(`BEGIN; SELECT set_config('app.practice', '${ours.practiceId}', true)`);
    const insert = app.query(
      `INSERT INTO memberships (practice_id, id, user_id, name, email, role) VALUES ($1, $2, $3, 'Eve', 'e@e.example', 'owner')`,
      [theirs.practiceId, newId(), ours.userId],
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
    await app.query('ROLLBACK');
  });
});

describe('the gate', () => {
  it('is closed to the public, owned by unknot_gate, with its search path pinned', async () => {
    const functions = await rows<{ name: string; everybody: boolean; owner: string; config: string[] }>(
      owner,
      `SELECT p.proname AS name, prosecdef,
         coalesce((SELECT bool_or(grantee = 0) FROM aclexplode(p.proacl)), true) AS everybody,
         pg_get_userbyid(p.proowner) AS owner, p.proconfig AS config
       FROM pg_proc p WHERE pronamespace = 'gate'::regnamespace`,
    );
    expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['find_login', 'rotate_refresh_token']));
    for (const { name, ...rights } of functions) {
      expect([name, rights]).toEqual([
        name,
        { everybody: false, prosecdef: true, owner: 'unknot_gate', config: ['search_path=public, pg_temp'] },
      ]);
    }
  });

  it('lets the worker ask only what a sweep needs', async () => {
    const asked = await rows<{ name: string }>(
      owner,
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'gate'::regnamespace
         AND has_function_privilege('unknot_worker', oid, 'EXECUTE')`,
    );
    expect(asked.map(({ name }) => name)).toContain('session_is_live');
    expect(asked.map(({ name }) => name)).not.toContain('find_login');
    expect(asked.map(({ name }) => name)).not.toContain('set_password');
  });

  it('ends a session for both when a refresh token comes back, and only in the practice that is set', async () => {
    const [ours, theirs] = [await plantMember(), await plantMember()];
    const session = newId();
    await inPractice(ours.practiceId, `SELECT gate.open_session($1, $2, $3, $4, NULL, 'client', $5, $6)`, [
      ...[session, ours.membershipId, Buffer.from('first'), 'desk'],
      ...[new Date(T0 + 30 * MINUTE), new Date(T0)],
    ]);
    const rotate = (practiceId: string, token: string, next: string) =>
      inPractice(
        practiceId,
        `SELECT outcome FROM gate.rotate_refresh_token($1, $2, 'client', NULL, interval '30 min', interval '1 hour', interval '20 s', $3)`,
        [Buffer.from(token), Buffer.from(next), new Date(T0 + MINUTE)],
      );
    expect(await rotate(theirs.practiceId, 'first', 'stolen')).toEqual([{ outcome: 'ended' }]);
    expect(await rotate(ours.practiceId, 'first', 'second')).toEqual([{ outcome: 'rotated' }]);
    expect(await rotate(ours.practiceId, 'first', 'third')).toEqual([{ outcome: 'reused' }]);
    expect(await rotate(ours.practiceId, 'second', 'fourth')).toEqual([{ outcome: 'ended' }]);
    expect(await rows(owner, 'SELECT end_reason FROM sessions WHERE id = $1', [session])).toEqual([
      { end_reason: 'refresh_reused' },
    ]);
  });
});

describe('attempts', () => {
  const count = async (subject: string, at: number, client = app): Promise<Date | null> => {
    const [row] = await rows<{ until: Date | null }>(
      client,
      `SELECT gate.count_attempt($1, 3, interval '15 min', $2) AS until`,
      [subject, new Date(at)],
    );
    return row!.until;
  };

  it('are let through three times, then refused until 15 minutes after the third', async () => {
    const until = new Date(T0 + 17 * MINUTE);
    const answers = [];
    for (const minute of [0, 1, 2, 3, 16]) answers.push(await count('a', T0 + minute * MINUTE));
    expect(answers).toEqual([null, null, null, until, until]);
    expect(await count('a', until.getTime())).toBeNull();
  });

  it('count afresh 15 minutes after the first', async () => {
    const answers = [];
    for (const minute of [0, 1, 15, 16, 17, 18]) answers.push(await count('b', T0 + minute * MINUTE));
    expect(answers).toEqual([null, null, null, null, null, new Date(T0 + 32 * MINUTE)]);
  });

  it('in parallel are let through no more often', async () => {
    const clients = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const client = new Client({ connectionString: database.appUrl });
        await client.connect();
        return client;
      }),
    );
    const answers = await Promise.all(clients.map((client) => count('c', T0, client)));
    expect(answers.filter((until) => until === null)).toHaveLength(3);
    await Promise.all(clients.map((client) => client.end()));
  });

  it('that were right are taken back, and lift the block that they brought', async () => {
    for (const minute of [0, 1, 2]) await count('d', T0 + minute * MINUTE);
    await app.query(`SELECT gate.uncount_attempt('d', 3)`);
    expect(await count('d', T0 + 3 * MINUTE)).toBeNull();
    expect(await count('d', T0 + 4 * MINUTE)).toEqual(new Date(T0 + 18 * MINUTE));
  });

  it('are forgotten a day later', async () => {
    await count('e', T0);
    await count('f', T0 + 25 * 60 * MINUTE);
    expect(await rows(owner, `SELECT subject FROM sign_in_attempts WHERE subject IN ('e', 'f')`)).toEqual([
      { subject: 'f' },
    ]);
  });
});

async function inPractice(practiceId: string, text: string, values: unknown[]): Promise<QueryResultRow[]> {
  await app.query(`BEGIN; SELECT set_config('app.practice', '${practiceId}', true)`);
  const found = await rows(app, text, values);
  await app.query('COMMIT');
  return found;
}
