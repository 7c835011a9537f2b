import { GraphQLSchemaHost } from '@nestjs/graphql';
import { isObjectType } from 'graphql';
import { ReadRecallList } from '../../src/modules/recall/read-recall-list.js';
import { DueState } from '../../src/modules/session-plans/domain/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import { RecallWorker } from '../support/recall-worker.js';
import { statementsOf } from '../support/statements.js';
import { RECALL_LIST, RecallClinic } from './recall-clinic.js';
import { PAUSE } from './session-plans-clinic.js';

let api: TestApi;
let worker: RecallWorker;
let desk: RecallClinic;

beforeAll(async () => {
  api = await TestApi.start();
  worker = await RecallWorker.on(api);
});
afterAll(async () => {
  await worker.close();
  await api.stop();
});
beforeEach(async () => {
  // 10:00 in Berlin.
  desk = await RecallClinic.open(api, worker, '2026-03-02T09:00:00Z');
});
afterEach(() => desk.clinic.close());

describe('the recall list', () => {
  it('shows whom to ring, as time goes by', async () => {
    const { id } = await desk.plan();
    await desk.plans.visit('2026-03-02T08:00:00Z');
    for (const [now, expected] of [
      ['2026-03-05T22:30:00Z', []], // 23:30 on the 5th in Berlin
      ['2026-03-05T23:30:00Z', ['DUE']],
      ['2026-03-09T22:30:00Z', ['DUE']],
      ['2026-03-09T23:30:00Z', ['OVERDUE']],
      ['2026-03-15T23:30:00Z', ['OVERDUE']],
      ['2026-03-16T22:30:00Z', ['OVERDUE']],
      ['2026-03-16T23:30:00Z', ['LAPSED']],
    ] as const) {
      await desk.at(now);
      expect([now, (await desk.rows()).map(({ state }) => state)]).toEqual([now, expected]);
    }
    expect(await desk.rows()).toEqual([
      {
        ...{ planId: id, interval: 'P7D', dueOn: '2026-03-09', state: 'LAPSED', noReminder: null, upcomingVisit: null },
        client: { id: desk.client, givenName: 'Client' },
        reminders: [
          { step: 'FIRST', goesOn: '2026-03-06', withdrawn: false },
          { step: 'NUDGE', goesOn: '2026-03-16', withdrawn: false },
        ],
      },
    ]);
  });

  it('leaves out who comes anyway, unless asked, also where the worker has not heard of it yet', async () => {
    await desk.plan();
    await desk.at('2026-03-03T09:00:00Z');
    expect(await desk.rows()).toHaveLength(1);
    const visit = await desk.plans.visit('2026-03-20T10:00:00Z', 'confirmed');
    expect(await desk.rows()).toEqual([]);
    await desk.clinic.sql(`UPDATE recall_looks SET look_at = '2026-03-03' WHERE practice_id = $1`, [
      desk.clinic.practiceId,
    ]);
    await desk.at('2026-03-03T09:01:00Z');
    const [booked] = await desk.rows({ states: ['BOOKED'] });
    expect(booked).toMatchObject({ state: 'BOOKED', noReminder: 'VISIT_BOOKED', upcomingVisit: { id: visit } });
  });

  it('leaves out plans that are not live, archived clients, and other clinics', async () => {
    const plan = await desk.plan();
    await desk.at('2026-03-03T09:00:00Z');
    expect(await desk.rows({ clinicId: desk.clinic.clinicId })).toHaveLength(1);
    expect(await desk.rows({ clinicId: plan.id })).toEqual([]);
    await desk.clinic.sql('UPDATE clients SET archived_at = now() WHERE id = $1', [desk.client]);
    expect(await desk.rows()).toEqual([]);
    await desk.clinic.sql('UPDATE clients SET archived_at = NULL WHERE id = $1', [desk.client]);
    await desk.plans.act(PAUSE, { planId: plan.id, version: 2 });
    expect(await desk.rows()).toEqual([]);
  });

  it('names the record that stands for the client', async () => {
    await desk.plan();
    await desk.at('2026-03-03T09:00:00Z');
    const other = desk.clinic.clientIds[1]!;
    await desk.clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [desk.client, other]);
    expect((await desk.rows()).map(({ client }) => client.id)).toEqual([other]);
  });

  it('tells of one client, under whichever of their records', async () => {
    const [client, other, later] = desk.clinic.clientIds as [string, string, string];
    const { id } = await desk.plan({ clientId: client });
    await desk.plan({ clientId: other });
    await desk.at('2026-03-03T09:00:00Z');
    const plansOf = async (clientId: string): Promise<string[]> =>
      (await desk.rows({ clientId })).map(({ planId }) => planId);
    expect(await plansOf(client)).toEqual([id]);
    expect(await plansOf(later)).toEqual([]);
    await desk.clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [client, later]);
    expect(await plansOf(later)).toEqual([id]);
    expect(await plansOf(client)).toEqual([id]);
  });

  it('says why somebody is not reminded, and finds those who do not want to be', async () => {
    const [asked, optedOut, never, unreached] = desk.clinic.clientIds as [string, string, string, string];
    await desk.plan({ clientId: asked });
    await desk.plan({ clientId: optedOut });
    await desk.consent(optedOut, 'EMAIL', false);
    await desk.plans.plan({ clientId: never });
    await desk.plans.plan({ clientId: unreached });
    await desk.consent(unreached, 'SMS', true);
    await desk.at('2026-03-03T09:00:00Z');
    const reasons = (await desk.rows()).map(({ client, noReminder }) => [client.id, noReminder]);
    expect(new Map(reasons as [string, string | null][])).toEqual(
      new Map([
        [asked, null],
        [optedOut, 'OPTED_OUT'],
        [never, 'NEVER_ASKED'],
        [unreached, 'NO_ADDRESS'],
      ]),
    );
    const found = await desk.rows({ reasons: ['OPTED_OUT'] });
    expect(found.map(({ client }) => client.id)).toEqual([optedOut]);
    expect(found[0]!.reminders).toEqual([]);
  });

  it('is by due date, from either end, page by page', async () => {
    const clients = desk.clinic.clientIds.slice(0, 4);
    for (const [index, clientId] of clients.entries()) {
      await desk.plan({ clientId });
      // Two of them on one day.
      await desk.plans.visit(`2026-02-2${Math.min(index, 2)}T1${index}:00:00Z`, 'completed', clientId);
    }
    await desk.clinic.sql(`UPDATE session_plan_versions SET live_from = '2026-01-01' WHERE practice_id = $1`, [
      desk.clinic.practiceId,
    ]);
    await desk.at('2026-03-20T09:00:00Z');
    for (const order of ['EARLIEST_FIRST', 'LATEST_FIRST']) {
      const all = await desk.rows({ order });
      const expected = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-01'];
      expect(all.map(({ dueOn }) => dueOn)).toEqual(order === 'EARLIEST_FIRST' ? expected : expected.toReversed());
      const paged: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 4; page += 1) {
        const { edges, pageInfo } = await desk.list({ order, first: 1, after });
        paged.push(edges[0]!.node.planId);
        after = pageInfo.endCursor;
        expect(pageInfo.hasNextPage).toBe(page < 3);
      }
      expect(paged).toEqual(all.map(({ planId }) => planId));
    }
    expect(await desk.plans.code(RECALL_LIST, { after: 'bm90IG91cnM' }, desk.plans.desk)).toBe('BAD_USER_INPUT');
  });

  it('fills its page where some of those that were found due are not any more', async () => {
    const clients = desk.clinic.clientIds.slice(0, 4);
    for (const clientId of clients) await desk.plan({ clientId });
    await desk.at('2026-03-03T09:00:00Z');
    const order = (await desk.rows()).map(({ client }) => client.id);
    for (const clientId of order.slice(0, 2)) {
      await desk.clinic.sql('UPDATE clients SET archived_at = now() WHERE id = $1', [clientId]);
    }
    const { edges, pageInfo } = await desk.list({ first: 1 });
    expect(edges.map(({ node }) => node.client.id)).toEqual([order[2]]);
    expect(pageInfo.hasNextPage).toBe(true);
  });

  it('asks the database as often for many plans as for one', async () => {
    const query = {
      ...{
        clinicId: null,
        clientId: null,
        states: Object.values(DueState),
        reasons: null,
        latestFirst: false,
        after: undefined,
      },
      limit: 100,
    };
    const actor = { kind: 'system', practiceId: desk.clinic.practiceId, name: 'test' } as const;
    const list = async (): Promise<number> => {
      let found = 0;
      await api.app.get(UnitOfWork).do(actor, async (tx) => {
        found = (await api.app.get(ReadRecallList, { strict: false }).execute(tx, query)).length;
      });
      return found;
    };
    await desk.plan();
    await desk.at('2026-03-03T09:00:00Z');
    const one = await statementsOf(async () => expect(await list()).toBe(1));
    for (const clientId of desk.clinic.clientIds.slice(1, 4)) await desk.plan({ clientId });
    await desk.at('2026-03-03T09:01:00Z');
    const four = await statementsOf(async () => expect(await list()).toBe(4));
    expect(four).toHaveLength(one.length);
  });

  it('tells nothing but what the desk needs', async () => {
    const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
    const type = schema.getType('RecallEntry');
    const fields = isObjectType(type) ? Object.keys(type.getFields()).sort() : [];
    expect(fields).toEqual([
      ...['client', 'dueOn', 'interval', 'noReminder', 'planId', 'reminders', 'state', 'upcomingVisit'],
    ]);
    await desk.plan({ goal: 'FIBROMYALGIA', remarks: 'Xylophone-sized scar, avoid' });
    await desk.at('2026-03-03T09:00:00Z');
    const told = JSON.stringify(await desk.list());
    expect(told).toContain('P7D');
    expect(told).not.toMatch(/fibro|Xylophone|pressure/i);
  });

  it('is the desk’s, and nobody’s of another practice', async () => {
    await desk.plan();
    await desk.at('2026-03-03T09:00:00Z');
    expect(await desk.plans.code(RECALL_LIST, {})).toBe('FORBIDDEN');
    expect(await api.errorCode(RECALL_LIST, {})).toBe('UNAUTHENTICATED');
    const elsewhere = await createClinic(api.database);
    expect((await desk.list({}, await elsewhere.actor('owner'))).edges).toEqual([]);
    expect((await desk.list({}, await desk.clinic.actor('owner'))).edges).toHaveLength(1);
    await elsewhere.close();
  });
});
