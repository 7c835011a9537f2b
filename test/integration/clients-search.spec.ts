import { Client } from 'pg';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { newId } from '../../src/kernel/index.js';
import type { SystemActor } from '../../src/kernel/index.js';
import { CLIENTS_ENTITIES } from '../../src/modules/clients/index.js';
import { searchClients } from '../../src/modules/clients/storage/search-clients.js';
import { PRACTICES_ENTITIES } from '../../src/modules/practices/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const CLIENTS = 20_000;

let database: TestDatabase;
let owner: Client;
let app: Client;
let source: DataSource;
let unitOfWork: UnitOfWork;
/** The plans of the statements that ran last, nested ones included. */
let plans: string[] = [];
const [large, small] = [newId(), newId()];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await plant();
  await tellPlans();
  app = new Client({ connectionString: database.appUrl });
  await app.connect();
  const entities = [...PRACTICES_ENTITIES, ...CLIENTS_ENTITIES];
  source = await createDataSource({
    url: database.appUrl,
    poolSize: 1,
    applicationName: 'test',
    entities,
  }).initialize();
  const pool = (source.driver as PostgresDriver).master as Pool;
  pool.on('acquire', (client: PoolClient) => {
    client.removeAllListeners('notice').on('notice', ({ message }) => plans.push(message ?? ''));
  });
  unitOfWork = new UnitOfWork(source, new DatabaseClock());
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end(), source.destroy()]);
  await database.drop();
});

/** Twenty thousand clients of 400 names in one practice, and one of a frequent name in another. */
async function plant(): Promise<void> {
  await owner.query(
    `INSERT INTO practices (id, name, currency, country) VALUES ($1, 'Large', 'EUR', 'DE'), ($2, 'Small', 'EUR', 'DE')`,
    [large, small],
  );
  await owner.query(
    `INSERT INTO clients (practice_id, id, given_name, family_name, email, phone, phone_key)
     SELECT $1, gen_random_uuid(), (ARRAY['Anna','Maria','Hanna','Paul','Jürgen','Séan','Emma','Ben','Lena','Ida'])[1 + n % 10],
       (ARRAY['Müller','Schmidt','Schneider','Fischer','Weber','O''Brien','Wagner','Becker'])[1 + n / 10 % 8] || CASE n / 80 % 5
         WHEN 0 THEN '' WHEN 1 THEN '-Roth' WHEN 2 THEN 'in' WHEN 3 THEN ' Graf' ELSE 'mann' END,
       'client' || n || '@example.com', '+49 30 ' || 100000 + n, '4930' || 100000 + n
     FROM generate_series(1, $2::integer) n`,
    [large, CLIENTS],
  );
  await owner.query(
    `INSERT INTO clients (practice_id, id, given_name, family_name, email, phone, phone_key)
     VALUES ($1, gen_random_uuid(), 'Anna', 'Müller', 'client1@example.com', '+49 30 100001', '4930100001')`,
    [small],
  );
  await owner.query('ANALYZE clients, client_name_words');
}

async function tellPlans(): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_level': 'notice',
  };
  for (const [name, value] of Object.entries(settings))
    await owner.query(`ALTER DATABASE ${database.name} SET ${name} = '${value}'`);
}

async function find(
  practiceId: string,
  text: string,
  more: { offset?: number; limit?: number } = {},
): Promise<string[]> {
  const actor: SystemActor = { kind: 'system', practiceId, name: 'test' };
  const search = { text, includeArchived: false, includeMerged: false, offset: 0, limit: 26, ...more };
  plans = [];
  const clients = await unitOfWork.do(actor, (tx) => searchClients(tx, search));
  return clients.map(({ givenName, familyName }) => `${givenName} ${familyName}`);
}

const planOf = (table: string): string => plans.filter((plan) => plan.includes(` on ${table}`)).join('\n');

describe('the search of clients', () => {
  it.each(['Anna Müller', 'an', 'ann', 'mull an', 'muler', 'client1@example.com', '030 100001', '100001'])(
    'for %j sees one practice only',
    async (text) => {
      expect(await find(small, text)).toEqual(['Anna Müller']);
      expect((await find(large, text)).length).toBeGreaterThan(0);
    },
  );

  it.each(['a', 'anna', 'muler'])('for %j finds nothing where no practice is set', async (asked) => {
    for (const practice of [null, '']) {
      await app.query(`SELECT set_config('app.practice', $1, false)`, [practice]);
      expect((await app.query('SELECT * FROM search_clients($1, true, true, 10)', [asked])).rows).toEqual([]);
    }
  });

  it('takes no practice from whoever calls it', async () => {
    const { rows } = await owner.query<{ arguments: string; definer: boolean; owner: string; settings: string[] }>(
      `SELECT pg_get_function_identity_arguments(oid) AS arguments, prosecdef AS definer, proowner::regrole::text AS owner,
         proconfig AS settings FROM pg_proc WHERE proname = 'search_clients'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      arguments: 'asked text, with_archived boolean, with_merged boolean, at_most integer',
      definer: true,
      owner: 'unknot_search',
    });
    expect(rows[0]!.settings).toContain('search_path=public, pg_temp');
  });

  it('and the vocabulary of names are closed to those who do not serve the practice', async () => {
    await app.query(`SELECT set_config('app.practice', $1, false)`, [small]);
    expect((await app.query('SELECT word FROM client_name_words ORDER BY word')).rows).toEqual([
      { word: 'anna' },
      { word: 'muller' },
    ]);
    await expect(app.query(`SELECT names_spelled_like($1, 'muler', 5)`, [large])).rejects.toMatchObject({
      code: '42501',
    });
    const worker = new Client({ connectionString: database.workerUrl });
    await worker.connect();
    await expect(worker.query(`SELECT search_clients('anna', true, true, 5)`)).rejects.toMatchObject({ code: '42501' });
    await worker.end();
  });

  it('goes through a frequent name page by page without a gap', async () => {
    const whole = await find(large, 'schmidt', { limit: 120 });
    const pages = [0, 40, 80].map((offset) => () => find(large, 'schmidt', { offset, limit: 40 }));
    const parts: string[] = [];
    for (const page of pages) parts.push(...(await page()));
    expect(parts).toEqual(whole);
  });
});

describe('the plan of a search, as the role of the API', () => {
  it.each(['a', 'mu', 'sch', 'anna', 'anna mul'])('for the beginning %j walks one index and stops', async (text) => {
    await find(large, text);
    expect(planOf('clients c')).toMatch(/Index Scan using clients_by_(family|given)_name/);
    expect(planOf('clients c')).not.toMatch(/Seq Scan|clients_fuzzy_name/);
  });

  it.each(['mul han', 'roth anna', 'graf emma fisch'])(
    'for words in any order %j uses the trigram index',
    async (text) => {
      expect((await find(large, text)).length).toBeGreaterThan(0);
      expect(planOf('clients c')).toMatch(/Index Cond: \(\(practice_id = '[^']+'::uuid\) AND \(search_name ~~ /);
      expect(planOf('clients c')).not.toContain('Seq Scan');
    },
  );

  it('for a misspelled name uses the vocabulary and the trigram index', async () => {
    expect((await find(large, 'hana fishcer'))[0]).toBe('Hanna Fischer');
    expect(planOf('client_name_words')).not.toContain('Seq Scan on client_name_words');
    expect(planOf('clients c')).toMatch(/Index Cond: \(\(practice_id = '[^']+'::uuid\) AND \(search_name ~ /);
    expect(planOf('clients c')).not.toContain('Seq Scan');
  });

  it.each([
    ['client77@example.com', 'clients_by_email', 'email_key'],
    ['+49 30 100077', 'clients_by_phone', 'phone_tail'],
    ['030 100077', 'clients_by_phone', 'phone_tail'],
    ['100077', 'clients_by_phone', 'phone_tail'],
  ])('for %j takes the address or number as index condition', async (text, index, column) => {
    // Often enough for PostgreSQL to think of a plan that serves any value.
    for (let i = 0; i < 8; i += 1) expect(await find(large, text)).toHaveLength(1);
    const plan = planOf('clients c');
    expect(plan).toContain(index);
    expect(plan).toMatch(new RegExp(`Index Cond: .*\\(${column} >= .*\\(${column} < `));
    expect(plan).not.toContain('Seq Scan');
  });
});
