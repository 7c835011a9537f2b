import { GraphQLSchemaHost } from '@nestjs/graphql';
import { isObjectType } from 'graphql';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { ReadPlansDue } from '../../src/modules/session-plans/read-plans-due.js';
import { DueState } from '../../src/modules/session-plans/domain/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import { statementsOf } from '../support/statements.js';
import {
  ACCEPT,
  ACCEPT_SUGGESTION,
  CHANGE,
  DUE,
  END,
  HISTORY,
  PAUSE,
  PLANS,
  PlansClinic,
  PROPOSE,
  READ_PLAN,
} from './session-plans-clinic.js';
import type { StaffActor } from '../../src/kernel/index.js';

const REMARK = 'Xylophone-sized scar, avoid';

let api: TestApi;
let desk: PlansClinic;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
beforeEach(async () => {
  desk = await PlansClinic.open(api, '2026-03-02T09:00:00Z');
});
afterEach(() => desk.clinic.close());

const system = () => ({ kind: 'system', practiceId: desk.clinic.practiceId, name: 'test' }) as const;

describe("the desk's list", () => {
  it('shows whom to ring, as time goes by', async () => {
    const { id } = await desk.plan();
    await desk.visit('2026-03-02T08:00:00Z');
    const states = async (): Promise<string[]> => (await desk.due()).edges.map(({ node }) => node.state);
    for (const [now, expected] of [
      ['2026-03-05T22:30:00Z', []], // 23:30 on the 5th in Berlin
      ['2026-03-05T23:30:00Z', ['DUE']],
      ['2026-03-09T22:30:00Z', ['DUE']],
      ['2026-03-09T23:30:00Z', ['OVERDUE']],
      ['2026-03-16T22:30:00Z', ['OVERDUE']],
      ['2026-03-16T23:30:00Z', ['LAPSED']],
    ] as const) {
      desk.setTime(now);
      expect([now, await states()]).toEqual([now, expected]);
    }
    const [{ node }] = (await desk.due()).edges as [{ node: object }];
    expect(node).toEqual({
      ...{ planId: id, interval: 'P7D', dueOn: '2026-03-09', state: 'LAPSED', upcomingVisit: null },
      client: { id: desk.client, givenName: 'Client' },
    });
  });

  it('leaves out who comes anyway, unless asked', async () => {
    await desk.plan();
    const visit = await desk.visit('2026-03-20T10:00:00Z', 'confirmed');
    expect((await desk.due()).edges).toEqual([]);
    const [booked] = (await desk.due({ states: ['BOOKED'] })).edges;
    expect(booked!.node).toMatchObject({ state: 'BOOKED', upcomingVisit: { id: visit } });
    await desk.clinic.sql(`UPDATE appointments SET status = 'cancelled', cancel_reason = 'other' WHERE id = $1`, [
      visit,
    ]);
    expect((await desk.due()).edges).toHaveLength(1);
  });

  it('leaves out plans that are not live, archived clients, and other clinics', async () => {
    const plan = await desk.plan();
    expect((await desk.due({ clinicId: desk.clinic.clinicId })).edges).toHaveLength(1);
    expect((await desk.due({ clinicId: plan.id })).edges).toEqual([]);
    await desk.clinic.sql('UPDATE clients SET archived_at = now() WHERE id = $1', [desk.client]);
    expect((await desk.due()).edges).toEqual([]);
    await desk.clinic.sql('UPDATE clients SET archived_at = NULL WHERE id = $1', [desk.client]);
    await desk.act(PAUSE, { planId: plan.id, version: 2 });
    expect((await desk.due()).edges).toEqual([]);
  });

  it('names the record that stands for the client', async () => {
    await desk.plan();
    const other = desk.clinic.clientIds[1]!;
    await desk.clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [desk.client, other]);
    expect((await desk.due()).edges.map(({ node }) => node.client.id)).toEqual([other]);
  });

  it('is by due date, from either end, page by page', async () => {
    const clients = desk.clinic.clientIds.slice(0, 4);
    for (const [index, clientId] of clients.entries()) {
      await desk.plan({ clientId });
      // Two of them on one day.
      await desk.visit(`2026-02-2${Math.min(index, 2)}T1${index}:00:00Z`, 'completed', clientId);
    }
    desk.setTime('2026-03-20T09:00:00Z');
    await desk.clinic.sql(`UPDATE session_plan_versions SET live_from = '2026-01-01' WHERE practice_id = $1`, [
      desk.clinic.practiceId,
    ]);
    for (const order of ['EARLIEST_FIRST', 'LATEST_FIRST']) {
      const all = (await desk.due({ order })).edges.map(({ node }) => node);
      const dates = all.map(({ dueOn }) => dueOn);
      const expected = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-01'];
      expect(dates).toEqual(order === 'EARLIEST_FIRST' ? expected : expected.toReversed());
      const paged: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 4; page += 1) {
        const { edges, pageInfo } = await desk.due({ order, first: 1, after });
        paged.push(edges[0]!.node.planId);
        after = pageInfo.endCursor;
        expect(pageInfo.hasNextPage).toBe(page < 3);
      }
      expect(paged).toEqual(all.map(({ planId }) => planId));
    }
    expect(await desk.code(DUE, { after: 'bm90IG91cnM' }, desk.desk)).toBe('BAD_USER_INPUT');
  });

  it('asks the database as often for many plans as for one', async () => {
    const query = { clinicId: null, states: Object.values(DueState), latestFirst: false, after: undefined, limit: 100 };
    const list = async (): Promise<number> => {
      let found = 0;
      await api.app.get(UnitOfWork).do(system(), async (tx) => {
        found = (await api.app.get(ReadPlansDue, { strict: false }).execute(tx, query)).length;
      });
      return found;
    };
    await desk.plan();
    const one = await statementsOf(async () => expect(await list()).toBe(1));
    for (const clientId of desk.clinic.clientIds.slice(1, 4)) await desk.plan({ clientId });
    const four = await statementsOf(async () => expect(await list()).toBe(4));
    expect(four).toHaveLength(one.length);
  });

  it('tells nothing but what the desk needs', async () => {
    const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
    const type = schema.getType('PlanDue');
    const fields = isObjectType(type) ? Object.keys(type.getFields()).sort() : [];
    expect(fields).toEqual(['client', 'dueOn', 'interval', 'planId', 'state', 'upcomingVisit']);
    await desk.plan({ goal: 'FIBROMYALGIA', remarks: REMARK });
    const told = JSON.stringify(await desk.due());
    expect(told).not.toMatch(/fibro|Xylophone|pressure/i);
  });
});

describe('who may', () => {
  let planId: string;
  beforeEach(async () => {
    planId = (await desk.plan({ remarks: REMARK })).id;
  });
  const reading = (): [string, object][] => [
    [PLANS, { clientId: desk.client }],
    [READ_PLAN, { planId }],
    [HISTORY, { planId }],
  ];
  const writing = (): [string, object][] => [
    [PROPOSE, { input: { clientId: desk.client, clinicId: desk.clinic.clinicId, goal: 'WELLNESS' } }],
    [CHANGE, { input: { planId, version: 2, remarks: 'no' } }],
    [ACCEPT, { input: { planId, version: 2 } }],
    [END, { input: { planId, version: 2 } }],
    [ACCEPT_SUGGESTION, { input: { planId, version: 2, kind: 'CONSULTATION' } }],
  ];
  const codes = async (asked: [string, object][], actor: StaffActor): Promise<Set<string>> =>
    new Set(await Promise.all(asked.map(([document, variables]) => desk.code(document, variables, actor))));

  it('is never the front desk, but for its list', async () => {
    expect(await codes([...reading(), ...writing()], desk.desk)).toEqual(new Set(['FORBIDDEN']));
    expect((await desk.due()).edges).toHaveLength(1);
  });

  it('is no therapist for the list', async () => {
    expect(await desk.code(DUE, {})).toBe('FORBIDDEN');
  });

  it.each(['owner', 'manager', 'therapist'] as const)('is no %s who does not treat the client', async (role) => {
    const actor = await desk.clinic.actor(role, role === 'therapist' ? desk.clinic.therapistIds[1] : undefined);
    expect(await codes([...reading(), ...writing()], actor)).toEqual(new Set(['NOT_FOUND']));
  });

  it('is to read, and not to write, whoever has broken the glass', async () => {
    const actor = await desk.clinic.actor('manager');
    const input = { clientId: desk.client, reason: 'A complaint has come in about her plan' };
    await desk.data('mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { clientId } }', { input }, actor);
    const read = await desk.data<{ sessionPlans: { terms: object }[] }>(PLANS, { clientId: desk.client }, actor);
    expect(read.sessionPlans).toMatchObject([{ terms: { remarks: REMARK } }]);
    expect(await codes(writing(), actor)).toEqual(new Set(['FORBIDDEN']));
  });

  it('is nobody of another practice, and nobody who is not signed in', async () => {
    const elsewhere = await createClinic(api.database);
    const stranger = await elsewhere.actor('therapist', elsewhere.therapistIds[0]);
    expect(await codes([...reading(), ...writing()], stranger)).toEqual(new Set(['NOT_FOUND']));
    const { plansDue } = await desk.data<{ plansDue: { edges: [] } }>(DUE, {}, await elsewhere.actor('owner'));
    expect(plansDue.edges).toEqual([]);
    for (const [document, variables] of [...reading(), ...writing(), [DUE, {}] as const]) {
      expect(await api.errorCode(document, { ...variables })).toBe('UNAUTHENTICATED');
    }
    await elsewhere.close();
  });
});

describe('a plan in the database', () => {
  it.each([
    ['UPDATE session_plan_versions SET review_on = NULL'],
    ['DELETE FROM session_plan_versions'],
    ['TRUNCATE session_plan_versions'],
    ['DELETE FROM session_plans'],
    ['UPDATE session_plans SET client_id = client_id'],
  ])('keeps what it said from those who serve: %s', async (statement) => {
    await desk.plan();
    await expect(api.app.get(UnitOfWork).do(system(), (tx) => tx.sql(statement))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('says nowhere in the clear what it is for, nor what was remarked or accepted', async () => {
    await desk.plan({ goal: 'FIBROMYALGIA', remarks: REMARK });
    const [{ rows }] = (await desk.clinic.sql(
      `SELECT (SELECT string_agg(p::text, ' ') FROM session_plans p WHERE practice_id = $1)
         || (SELECT string_agg(v::text, ' ') FROM session_plan_versions v WHERE practice_id = $1)
         || (SELECT string_agg(o::text, ' ') FROM outbox o WHERE practice_id = $1)
         || (SELECT string_agg(a::text, ' ') FROM audit_entries a WHERE practice_id = $1) AS rows`,
      [desk.clinic.practiceId],
    )) as [{ rows: string }];
    expect(rows).toContain('P7D');
    for (const word of [REMARK, 'fibromyalgia', 'pressure', 'remarks']) {
      expect(rows).not.toContain(word);
      expect(rows).not.toContain(Buffer.from(word).toString('hex'));
    }
  });

  it('leaves its changes and who read it in the audit', async () => {
    const { id } = await desk.plan();
    await desk.read(id);
    const entries = await desk.clinic.sql<{ action: string; subjects: string[] }>(
      `SELECT action, subject_ids AS subjects FROM audit_entries WHERE practice_id = $1 ORDER BY at, id`,
      [desk.clinic.practiceId],
    );
    expect(entries).toContainEqual({ action: 'session_plan.propose', subjects: [id, desk.client] });
    expect(entries).toContainEqual({ action: 'session_plan.accept', subjects: [id, desk.client] });
    expect(entries.at(-1)).toEqual({ action: 'clinical_record.read', subjects: [desk.client] });
  });
});
