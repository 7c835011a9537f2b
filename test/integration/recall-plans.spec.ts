import { plansById } from '../../src/modules/session-plans/index.js';
import { listedPlans } from '../../src/modules/recall/storage/listed-plans.js';
import { takeDue } from '../../src/modules/recall/storage/recall-looks.js';
import { remindersOf } from '../../src/modules/recall/storage/reminders.js';
import { DueState } from '../../src/modules/session-plans/domain/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { RecallWorker } from '../support/recall-worker.js';

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
}

/** Tables that grow with the plans, and with what happens to their clients, and that have rows here. */
const LARGE = [
  ...['recall_looks', 'recall_reminders', 'session_plans', 'session_plan_versions', 'clients', 'client_consents'],
];
const DUE = 60;
const PAGE = 26;
const FEW = 2_000;
const MANY = 40_000;

describe('looking at plans', () => {
  let api: TestApi;
  let worker: RecallWorker;
  const clinics: ClinicFixture[] = [];

  beforeAll(async () => {
    api = await TestApi.start();
    worker = await RecallWorker.on(api);
  });
  afterAll(async () => {
    for (const clinic of clinics) await clinic.close();
    await worker.close();
    await api.stop();
  });

  /** So many live plans, of which `DUE` are to be looked at, and two in a hundred stand on the list. */
  const withPlans = async (count: number): Promise<ClinicFixture> => {
    const clinic = await createClinic(api.database);
    clinics.push(clinic);
    const { membershipId } = await clinic.actor('therapist', clinic.therapistIds[0]);
    await clinic.sql(
      `WITH people AS (
         INSERT INTO clients (practice_id, id, given_name, family_name, email)
         SELECT $1, md5('client' || n || $1::uuid)::uuid, 'Client', 'Of many', 'many@client.example' FROM generate_series(1, $2::int) n),
       agreed AS (
         INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
         SELECT $1, md5('client' || n || $1::uuid)::uuid, 'email', 'recall', true FROM generate_series(1, $2) n),
       plans AS (
         INSERT INTO session_plans (practice_id, id, client_id, clinic_id, status, version)
         SELECT $1, md5('plan' || n || $1::uuid)::uuid, md5('client' || n || $1::uuid)::uuid, $3, 'active', 1 FROM generate_series(1, $2) n),
       versions AS (
         INSERT INTO session_plan_versions (practice_id, plan_id, version, step, status, "interval", block_from, live_from, sealed, changed_at, changed_by)
         SELECT $1, md5('plan' || n || $1::uuid)::uuid, 1, 'accept', 'active', 'P7D', current_date, current_date, '\\x00', now(), $4 FROM generate_series(1, $2) n),
       reminded AS (
         INSERT INTO recall_reminders (practice_id, plan_id, due_on, step, goes_on, planned_at)
         SELECT $1, md5('plan' || n || $1::uuid)::uuid, current_date - 30, 'first', current_date - 33, now() FROM generate_series(1, $2) n)
       INSERT INTO recall_looks (practice_id, plan_id, clinic_id, look_at, due_on, state)
       SELECT $1, md5('plan' || n || $1::uuid)::uuid, $3, CASE WHEN n <= $5 THEN now() - interval '1 minute' ELSE now() + interval '5 days' END,
         current_date + n % 40, CASE WHEN n % 50 = 0 THEN 'due' ELSE 'not_due' END FROM generate_series(1, $2) n`,
      [clinic.practiceId, count, clinic.clinicId, membershipId, DUE],
    );
    await clinic.sql('VACUUM ANALYZE');
    return clinic;
  };

  /** What the statements of `work` do, as the worker's role and below row-level security; and the buffers that they touch. */
  const explained = async ({ practiceId }: ClinicFixture, work: (tx: Tx) => Promise<unknown>) => {
    const nodes: Node[] = [];
    let buffers = 0;
    await worker.units.do({ kind: 'system', practiceId, name: 'test' }, async (tx) => {
      const original = tx.sql.bind(tx);
      tx.sql = (async (text: string, values: readonly unknown[] = []) => {
        const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`;
        const [row] = await original<{ 'QUERY PLAN': [{ Plan: Node }] }>(explain, values);
        const { Plan: plan } = row!['QUERY PLAN'][0];
        buffers += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
        nodes.push(...allNodes(plan));
        return original(text, values);
      }) as Tx['sql'];
      await work(tx);
    });
    const scans = nodes.filter(
      ({ 'Node Type': type, 'Relation Name': table }) => type === 'Seq Scan' && LARGE.includes(table!),
    );
    return { scans: scans.map((node) => node['Relation Name']), buffers };
  };

  const sweep = async (tx: Tx): Promise<void> => {
    const ids = await takeDue(tx, { atMost: 500, except: [], only: null });
    expect(ids).toHaveLength(DUE);
    const assessed = await worker.assessPlans.execute(tx, await plansById(tx, ids));
    expect([...assessed.values()].every(({ step }) => step === 'first')).toBe(true);
  };
  const list = async (tx: Tx): Promise<void> => {
    const states = [DueState.DUE, DueState.OVERDUE, DueState.LAPSED];
    const all = { clinicId: null, clientIds: null, states, reasons: null };
    const page = { ...all, latestFirst: false, after: undefined, limit: PAGE };
    const listed = await listedPlans(tx, page);
    expect(listed).toHaveLength(PAGE);
    await listedPlans(tx, { ...page, latestFirst: true, after: listed.at(-1) });
    await remindersOf(
      tx,
      listed.map(([dueOn, planId]) => ({ dueOn, planId })),
    );
  };

  it('enters every table by an index, and costs with what is due: not with twenty times the plans that are not', async () => {
    const [few, many] = [await withPlans(FEW), await withPlans(MANY)];
    for (const [work, rows] of [
      [sweep, DUE],
      [list, PAGE],
    ] as const) {
      const [small, large] = [await explained(few, work), await explained(many, work)];
      expect([small.scans, large.scans]).toEqual([[], []]);
      // Ids that lie close together share pages of an index, and those that lie apart do not: a few pages for each, and nothing else.
      expect(large.buffers - small.buffers).toBeLessThan(10 * rows);
    }
  }, 120_000);

  it('finds the practices by what is due in them', async () => {
    const clinic = await withPlans(FEW);
    const [row] = await clinic.sql<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `EXPLAIN (FORMAT JSON) SELECT DISTINCT practice_id FROM (
         SELECT practice_id FROM recall_looks WHERE look_at <= now() ORDER BY look_at LIMIT 1000) AS due`,
    );
    const nodes = allNodes(row!['QUERY PLAN'][0].Plan).map((node) => node['Node Type']);
    expect(nodes).toContain('Index Only Scan');
    const [function_] = await clinic.sql<{ source: string }>(
      `SELECT prosrc AS source FROM pg_proc WHERE proname = 'practices_to_recall'`,
    );
    expect(function_!.source.replace(/\s+/g, ' ')).toContain(
      'FROM recall_looks WHERE look_at <= at ORDER BY look_at LIMIT at_most',
    );
  });
});

const allNodes = (plan: Node): Node[] => [plan, ...(plan.Plans ?? []).flatMap(allNodes)];
