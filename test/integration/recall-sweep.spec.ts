import { setTimeout as pause } from 'node:timers/promises';
import type { MessageToSend } from '../../src/modules/messaging/index.js';
import { AssessPlans } from '../../src/modules/recall/assess-plans.js';
import { LookAtPlans } from '../../src/modules/recall/look-at-plans.js';
import { ok } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { postgresLogOf } from '../support/cluster.js';
import { RecallWorker } from '../support/recall-worker.js';
import { noteRisks } from '../support/screening.js';
import { RecallClinic } from '../e2e/recall-clinic.js';
import { END, PAUSE, RESUME } from '../e2e/session-plans-clinic.js';
import { newId } from '../../src/kernel/index.js';

let api: TestApi;
let worker: RecallWorker;
let recall: RecallClinic;

beforeAll(async () => {
  api = await TestApi.start();
  worker = await RecallWorker.on(api);
});
afterAll(async () => {
  await worker.close();
  await api.stop();
});
beforeEach(async () => {
  // Monday, 10:00 in Berlin.
  recall = await RecallClinic.open(api, worker, '2026-03-02T09:00:00Z');
});
afterEach(() => recall.clinic.close());

/** A weekly plan after a session on 2 March: due on the 9th, reminded from the 6th on, nudged on the 16th. */
const planAfterSession = async (clientId = recall.client, at = '2026-03-02T08:00:00Z'): Promise<string> => {
  const { id } = await recall.plan({ clientId });
  await recall.plans.visit(at, 'completed', clientId);
  return id;
};
const FIRST = ['first', '2026-03-09', '2026-03-06T08:00:00.000Z']; // 09:00 in Berlin
const NUDGE = ['nudge', '2026-03-09', '2026-03-16T08:00:00.000Z'];

/** Every midnight of Berlin, a little later, from one date to another. */
const nights = async (from: string, to: string): Promise<void> => {
  for (let at = Date.parse(`${from}T23:05:00Z`) - 86_400_000; at < Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    await recall.at(new Date(at).toISOString());
  }
};

/** Whether the message of a step would go out now, and why not. */
const composed = async (step = 'first', attempt = 1) => {
  const rows = (await recall.planned()).filter((row) => row.step === step);
  const { planId, version, channel, clientId, dueAt } = rows.at(-1)!;
  const actor = { kind: 'system', practiceId: recall.clinic.practiceId, name: 'test' } as const;
  const message = {
    ...{ id: newId(), kind: 'recall_reminder', subjectId: planId, version, step, channel, clientId, dueAt, attempt },
    ...{ clinicId: recall.clinic.clinicId, membershipId: null },
  } as MessageToSend;
  const outcome = await worker.units.run(actor, async (tx) => ok(await worker.messages.compose(tx, message)));
  return outcome.ok ? outcome.value : undefined;
};

describe('reminders of a due date', () => {
  it('are one, at nine on the third day before, and one nudge a week after it, and never more', async () => {
    await planAfterSession();
    await nights('2026-03-03', '2026-05-01');
    expect(await recall.steps()).toEqual([FIRST, NUDGE]);
    const [{ usefulUntil, ...first }] = (await recall.planned()) as [Awaited<ReturnType<RecallClinic['planned']>>[0]];
    expect(first).toMatchObject({ channel: 'email', clientId: recall.client });
    expect(usefulUntil.toISOString()).toBe('2026-03-15T23:00:00.000Z'); // when the nudge's day begins
  });

  it('come once more after the next session, for the next due date', async () => {
    await planAfterSession();
    await nights('2026-03-03', '2026-03-10');
    await recall.plans.visit('2026-03-10T08:00:00Z');
    await tell('appointment.completed');
    await nights('2026-03-11', '2026-03-16');
    expect(await recall.steps()).toEqual([FIRST, ['first', '2026-03-17', '2026-03-14T08:00:00.000Z']]);
  });

  it('are late and not early where nobody looked for days, and none is sent twice for that', async () => {
    await planAfterSession();
    await recall.at('2026-03-11T14:00:00Z');
    await recall.at('2026-03-11T14:01:00Z');
    expect(await recall.steps()).toEqual([['first', '2026-03-09', '2026-03-12T08:00:00.000Z']]);
    await nights('2026-03-12', '2026-03-25');
    expect((await recall.steps())[1]).toEqual(['nudge', '2026-03-09', '2026-03-19T08:00:00.000Z']);
  });

  it('follow the interval that the practice has, from the moment at which it is changed', async () => {
    await planAfterSession();
    await recall.at('2026-03-03T09:00:00Z');
    const edit = 'mutation ($input: EditPracticeInput!) { editPractice(input: $input) { __typename } }';
    const input = { version: 1, recallLead: 'P6D', recallNudge: 'P3D' };
    await recall.plans.data(edit, { input }, await recall.clinic.actor('owner'));
    await nights('2026-03-04', '2026-03-14');
    expect(await recall.steps()).toEqual([
      ['first', '2026-03-09', '2026-03-04T08:00:00.000Z'],
      ['nudge', '2026-03-09', '2026-03-12T08:00:00.000Z'],
    ]);
  });

  it('move with a closure of the clinic', async () => {
    await planAfterSession();
    await recall.at('2026-03-03T09:00:00Z');
    const close = 'mutation ($input: AddClosureInput!) { addClosure(input: $input) { __typename } }';
    const input = {
      ...{ clinicId: recall.clinic.clinicId, startsAt: '2026-03-08T23:00:00Z', endsAt: '2026-03-10T23:00:00Z' },
      reason: 'Painting',
    };
    await recall.plans.data(close, { input }, recall.plans.desk);
    await nights('2026-03-04', '2026-03-09');
    expect(await recall.steps()).toEqual([['first', '2026-03-11', '2026-03-08T08:00:00.000Z']]);
  });

  it('go by the clinic’s clock, also where it changes in between', async () => {
    await recall.clinic.sql(`UPDATE clinics SET time_zone = 'America/Los_Angeles' WHERE practice_id = $1`, [
      recall.clinic.practiceId,
    ]);
    await recall.plan();
    // 18:00 on the 2nd there, the 3rd in Berlin and in UTC; the clock changes on the 8th.
    await recall.plans.visit('2026-03-03T02:00:00Z');
    for (const at of ['2026-03-06T07:30:00Z', '2026-03-06T08:30:00Z', '2026-03-16T06:30:00Z', '2026-03-16T07:30:00Z']) {
      await recall.at(at);
    }
    expect(await recall.steps()).toEqual([
      ['first', '2026-03-09', '2026-03-06T17:00:00.000Z'],
      ['nudge', '2026-03-09', '2026-03-16T16:00:00.000Z'],
    ]);
  });

  it('go by SMS where the client has agreed to that alone', async () => {
    await planAfterSession();
    await recall.clinic.sql(`UPDATE clients SET phone = '+49 30 123456', phone_key = '4930123456' WHERE id = $1`, [
      recall.client,
    ]);
    await recall.consent(recall.client, 'EMAIL', false);
    await recall.consent(recall.client, 'SMS', true);
    await recall.at('2026-03-05T23:05:00Z');
    expect((await recall.planned()).map(({ channel }) => channel)).toEqual(['sms']);
  });

  it('go by SMS where the client’s e-mail address was stopped', async () => {
    await planAfterSession();
    await recall.clinic.sql(
      `UPDATE clients SET email = 'mira@example.org', phone = '+49 30 123456', phone_key = '4930123456' WHERE id = $1`,
      [recall.client],
    );
    await recall.clinic.sql(
      `INSERT INTO stopped_addresses VALUES ($1, 'email', 'mira@example.org', now(), 'provider')`,
      [recall.clinic.practiceId],
    );
    await recall.consent(recall.client, 'EMAIL', true);
    await recall.consent(recall.client, 'SMS', true);
    await recall.at('2026-03-05T23:05:00Z');
    expect((await recall.planned()).map(({ channel }) => channel)).toEqual(['sms']);
  });
});

/** As the use case tells that has done it; the fixture writes visits past it. */
const tell = async (fact: string, payload?: object): Promise<void> => {
  const [visit] = await recall.clinic.sql<{ id: string }>(
    'SELECT id FROM appointments WHERE practice_id = $1 ORDER BY id DESC LIMIT 1',
    [recall.clinic.practiceId],
  );
  await recall.clinic.sql('INSERT INTO outbox (practice_id, id, fact, payload) VALUES ($1, $2, $3, $4)', [
    ...[recall.clinic.practiceId, newId(), fact, payload ?? { appointmentId: visit!.id }],
  ]);
};
const moveSession = (by: string): Promise<unknown> =>
  recall.clinic.sql(
    `UPDATE appointments SET starts_at = starts_at + $2::interval, ends_at = ends_at + $2::interval,
      therapist_blocked_from = therapist_blocked_from + $2::interval, therapist_blocked_to = therapist_blocked_to + $2::interval,
      room_blocked_from = room_blocked_from + $2::interval, room_blocked_to = room_blocked_to + $2::interval
      WHERE practice_id = $1 AND status = 'completed'`,
    [recall.clinic.practiceId, by],
  );
/** The client can be reached by SMS, and by nothing else. */
const textsOnly = async (): Promise<void> => {
  await recall.clinic.sql(`UPDATE clients SET phone = '+49 30 123456', phone_key = '4930123456' WHERE id = $1`, [
    recall.client,
  ]);
  await recall.consent(recall.client, 'EMAIL', false);
  await recall.consent(recall.client, 'SMS', true);
};
const stop = async (): Promise<void> => {
  const address = [recall.clinic.practiceId, 'sms', '4930123456', 'recipient'];
  await recall.clinic.sql('INSERT INTO stopped_addresses VALUES ($1, $2, $3, now(), $4)', address);
  await tell('client.changed', { clientId: recall.client });
};
const start = async (): Promise<void> => {
  await recall.clinic.sql('DELETE FROM stopped_addresses WHERE practice_id = $1', [recall.clinic.practiceId]);
  await tell('client.changed', { clientId: recall.client });
};
const reason = async (): Promise<string | null | undefined> =>
  (await recall.rows({ states: ['DUE', 'OVERDUE', 'LAPSED', 'BOOKED'] }))[0]?.noReminder;

describe('nobody is reminded', () => {
  beforeEach(() => planAfterSession());

  it('while a visit is booked, and the next morning once it was called off', async () => {
    const visit = await recall.plans.visit('2026-03-30T10:00:00Z', 'booked');
    await nights('2026-03-03', '2026-03-12');
    expect(await recall.steps()).toEqual([]);
    expect(await reason()).toBe('VISIT_BOOKED');
    await recall.plans.data(
      'mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { __typename } }',
      { input: { id: visit, reason: 'CLIENT_REQUEST' } },
      recall.plans.desk,
    );
    await recall.at('2026-03-12T10:00:00Z');
    expect(await recall.steps()).toEqual([['first', '2026-03-09', '2026-03-13T08:00:00.000Z']]);
  });

  it('while a visit of today is open, or the client would hear of it on the table', async () => {
    await recall.clinic.sql(`UPDATE session_plan_versions SET interval = 'P1D' WHERE practice_id = $1`, [
      recall.clinic.practiceId,
    ]);
    await recall.plans.visit('2026-03-03T09:00:00Z', 'in_session');
    await recall.at('2026-03-03T11:00:00Z');
    expect(await recall.steps()).toEqual([]);
    expect(await reason()).toBe('VISIT_OPEN');
    // Nobody ever says how it ended.
    await recall.at('2026-03-04T10:00:01Z');
    expect(await recall.steps()).toHaveLength(1);
  });

  it('while a task about how the client is stands open', async () => {
    const task = newId();
    await recall.clinic.sql(
      `INSERT INTO follow_ups (practice_id, id, kind, audience, subject_id, client_id, opened_at, due_at, updated_at)
       VALUES ($1, $2, 'adverse_event', 'management', $3, $3, now(), now(), now())`,
      [recall.clinic.practiceId, task, recall.client],
    );
    await nights('2026-03-03', '2026-03-07');
    expect([await recall.steps(), await reason()]).toEqual([[], 'OPEN_TASK']);
    const done = 'mutation ($id: ID!, $version: Int!) { completeFollowUp(id: $id, version: $version) { __typename } }';
    await recall.plans.data(done, { id: task, version: 1 }, await recall.clinic.actor('manager'));
    await recall.at('2026-03-07T12:00:00Z');
    expect(await recall.steps()).toEqual([['first', '2026-03-09', '2026-03-08T08:00:00.000Z']]);
  });

  it('while screening says not now, and is once new answers say otherwise', async () => {
    const { practiceId } = recall.clinic;
    const risks = { practiceId, clientId: recall.client };
    await noteRisks(api, { ...risks, present: [{ risk: 'hypertension_uncontrolled' }] } as never);
    await nights('2026-03-03', '2026-03-07');
    expect([await recall.steps(), await reason()]).toEqual([[], 'NOT_NOW']);
    await noteRisks(api, risks);
    await recall.at('2026-03-07T12:00:00Z');
    expect(await recall.steps()).toEqual([['first', '2026-03-09', '2026-03-08T08:00:00.000Z']]);
  });

  it('who has opted out, or was never asked, until they agree', async () => {
    await recall.consent(recall.client, 'EMAIL', false);
    await nights('2026-03-03', '2026-03-07');
    expect([await recall.steps(), await reason()]).toEqual([[], 'OPTED_OUT']);
    await recall.clinic.sql('DELETE FROM client_consents WHERE practice_id = $1', [recall.clinic.practiceId]);
    expect(await reason()).toBe('NEVER_ASKED');
    await recall.consent(recall.client, 'EMAIL', true);
    await recall.at('2026-03-07T12:00:00Z');
    expect(await recall.steps()).toHaveLength(1);
  });

  it('whose only number has said STOP, until it says START', async () => {
    await textsOnly();
    await stop();
    await nights('2026-03-03', '2026-03-07');
    expect([await recall.steps(), await reason()]).toEqual([[], 'OPTED_OUT']);
    await start();
    await recall.at('2026-03-07T12:00:00Z');
    expect(await recall.steps()).toEqual([['first', '2026-03-09', '2026-03-08T08:00:00.000Z']]);
  });

  it.each(['', ', deceased: true'])('who is archived%s', async (more) => {
    const archive = `mutation ($id: ID!, $version: Int!) { archiveClient(id: $id, version: $version${more}) { __typename } }`;
    await recall.plans.data(archive, { id: recall.client, version: 1 }, recall.plans.desk);
    await nights('2026-03-03', '2026-03-20');
    expect([await recall.steps(), await recall.rows()]).toEqual([[], []]);
  });

  it('whose plan is paused or has ended', async () => {
    const [{ id: planId }] = (await recall.clinic.sql<{ id: string }>(
      'SELECT id FROM session_plans WHERE practice_id = $1',
      [recall.clinic.practiceId],
    )) as [{ id: string }];
    await recall.plans.act(PAUSE, { planId, version: 2 });
    await nights('2026-03-03', '2026-03-20');
    expect(await recall.steps()).toEqual([]);
    await recall.plans.act(RESUME, { planId, version: 3 });
    await recall.at('2026-03-20T12:00:00Z');
    expect(await recall.steps()).toEqual([['first', '2026-03-20', '2026-03-21T08:00:00.000Z']]);
    await recall.plans.act(END, { planId, version: 4 });
    expect(await composed()).toEqual({ send: false, reason: 'plan_not_live' });
  });

  it('who was overdue for long when the plan came in, until the next due date', async () => {
    await recall.clinic.sql(`UPDATE session_plan_versions SET live_from = '2025-06-01' WHERE practice_id = $1`, [
      recall.clinic.practiceId,
    ]);
    await moveSession('-60 days');
    await nights('2026-03-03', '2026-03-20');
    expect([await recall.steps(), await reason()]).toEqual([[], 'LONG_OVERDUE']);
    expect((await recall.rows())[0]).toMatchObject({ dueOn: '2026-01-08', state: 'LAPSED' });
    await recall.plans.visit('2026-03-20T08:00:00Z');
    await tell('appointment.completed');
    await nights('2026-03-21', '2026-03-25');
    expect(await recall.steps()).toEqual([['first', '2026-03-27', '2026-03-24T08:00:00.000Z']]);
  });

  it('twice as one person, where two records with a plan each were merged', async () => {
    const other = recall.clinic.clientIds[1]!;
    const later = await planAfterSession(other, '2026-03-02T06:00:00Z');
    const merge = 'mutation ($input: MergeClientsInput!) { mergeClients(input: $input) { __typename } }';
    await recall.plans.data(
      merge,
      { input: { sourceId: other, targetId: recall.client } },
      await recall.clinic.actor('manager'),
    );
    await nights('2026-03-03', '2026-03-07');
    const planned = await recall.planned();
    expect(planned.map(({ planId, clientId }) => [planId, clientId])).toEqual([[later, recall.client]]);
    const earlier = (await recall.rows()).find(({ planId }) => planId !== later);
    expect(earlier).toMatchObject({ noReminder: 'OTHER_PLAN' });
  });
});

describe('a reminder that is about to go out', () => {
  beforeEach(async () => {
    await planAfterSession();
    await recall.at('2026-03-05T23:05:00Z');
  });

  it('goes, with a link to book', async () => {
    const { planId } = (await recall.planned())[0]!;
    expect(await composed()).toEqual({ send: true, link: { purpose: 'book', subjectId: planId, days: 30 } });
  });

  it('does not where the client has come or booked since, and gives way to another one once that is off', async () => {
    const visit = await recall.plans.visit('2026-03-12T10:00:00Z', 'booked');
    expect(await composed()).toEqual({ send: false, reason: 'visit_booked' });
    await recall.at('2026-03-06T09:00:00Z');
    expect(await recall.steps()).toEqual([FIRST]);
    expect((await recall.rows({ states: ['BOOKED'] }))[0]!.reminders).toEqual([
      { step: 'FIRST', goesOn: '2026-03-06', withdrawn: true },
    ]);
    await recall.clinic.sql(`UPDATE appointments SET status = 'no_show' WHERE id = $1`, [visit]);
    await tell('appointment.no_show', { appointmentId: visit });
    await recall.at('2026-03-12T12:00:00Z');
    expect((await recall.steps())[1]).toEqual(['first', '2026-03-09.2', '2026-03-13T08:00:00.000Z']);
    expect(await composed()).toMatchObject({ send: true });
  });

  it('is not followed by another one where it may have been sent by a worker that died', async () => {
    const visit = await recall.plans.visit('2026-03-12T10:00:00Z', 'booked');
    expect(await composed('first', 2)).toEqual({ send: false, reason: 'visit_booked' });
    await recall.clinic.sql(`UPDATE appointments SET status = 'no_show' WHERE id = $1`, [visit]);
    await tell('appointment.no_show', { appointmentId: visit });
    await nights('2026-03-13', '2026-03-14');
    expect(await recall.steps()).toEqual([FIRST]);
  });

  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['has said STOP', () => stop(), () => start()],
    [
      'does not agree any more',
      () => recall.consent(recall.client, 'SMS', false),
      () => recall.consent(recall.client, 'SMS', true),
    ],
  ])(
    'does not where the client %s since it was planned, and gives way to another one once they do',
    async (_, end, begin) => {
      await recall.clinic.sql('DELETE FROM recall_reminders WHERE practice_id = $1', [recall.clinic.practiceId]);
      await recall.clinic.sql('DELETE FROM messages WHERE practice_id = $1', [recall.clinic.practiceId]);
      await textsOnly();
      await recall.at('2026-03-06T07:00:00Z'); // 08:00 in Berlin
      expect(await recall.steps()).toEqual([FIRST]);
      await end();
      await recall.at('2026-03-06T08:00:30Z');
      const sent = await worker.deliver();
      expect(sent.filter(({ message }) => message.clientId === recall.client)).toEqual([]);
      await recall.at('2026-03-06T08:01:00Z');
      await begin();
      await recall.at('2026-03-07T12:00:00Z');
      expect(await recall.steps()).toEqual([FIRST, ['first', '2026-03-09.2', '2026-03-08T08:00:00.000Z']]);
    },
  );

  it('does not once it was withdrawn, also where somebody sends it again by hand', async () => {
    await recall.plans.visit('2026-03-12T10:00:00Z', 'booked');
    await composed();
    expect(await composed()).toEqual({ send: false, reason: 'superseded' });
  });

  it('does not where the session was taken back to another day, nor where a closure has moved the date', async () => {
    await moveSession('2 days');
    expect(await composed()).toEqual({ send: false, reason: 'plan_not_live' });
  });

  it('waits for its time where the practice has shortened the lead meanwhile, and is not lost', async () => {
    const edit = 'mutation ($input: EditPracticeInput!) { editPractice(input: $input) { __typename } }';
    await recall.plans.data(edit, { input: { version: 1, recallLead: 'P1D' } }, await recall.clinic.actor('owner'));
    expect(await composed()).toEqual({ send: false, reason: 'plan_not_live' });
    await nights('2026-03-07', '2026-03-09');
    expect(await recall.steps()).toEqual([FIRST, ['first', '2026-03-09.2', '2026-03-08T08:00:00.000Z']]);
  });

  it('says in the nudge’s words that it is one', async () => {
    await nights('2026-03-07', '2026-03-16');
    expect(await composed('nudge')).toMatchObject({ send: true, variant: 'nudge' });
  });
});

describe('any number of workers', () => {
  it('plan each reminder once, among many plans and in several batches', async () => {
    await planAfterSession();
    await manyPlans(1_300);
    api.clock.offset = Date.parse('2026-03-05T23:05:00Z') - Date.now();
    await worker.hear();
    const looked = await Promise.all([worker.sweep(), worker.sweep(), worker.sweep(), worker.sweep()]);
    expect(looked.reduce((sum, count) => sum + count, 0)).toBe(1_301);
    const planned = await recall.planned();
    expect(planned).toHaveLength(1_301);
    expect(new Set(planned.map(({ planId }) => planId)).size).toBe(1_301);
    expect(await worker.sweep()).toBe(0);
    expect(await postgresLogOf(api.database)).not.toContain('deadlock');
  }, 60_000);

  it('may be broken off in the middle of a batch: the next one does what was left', async () => {
    await planAfterSession();
    await manyPlans(700);
    api.clock.offset = Date.parse('2026-03-05T23:05:00Z') - Date.now();
    await worker.hear();
    let units = 0;
    class Dying extends LookAtPlans {
      override async execute(...args: Parameters<LookAtPlans['execute']>): Promise<void> {
        units += 1;
        await super.execute(...args);
        // After the writes and before the commit, and with the connection.
        if (units === 2) await args[0].sql('SELECT pg_terminate_backend(pg_backend_pid())');
      }
    }
    await worker.sweep(new Dying(worker.assessPlans)).catch(() => undefined);
    expect(units).toBeGreaterThanOrEqual(2);
    await worker.sweep();
    const planned = await recall.planned();
    expect([planned.length, new Set(planned.map(({ planId }) => planId)).size]).toEqual([701, 701]);
  }, 60_000);

  it('lose nothing that is told while they look: the plan is looked at once more', async () => {
    const planId = await planAfterSession();
    api.clock.offset = Date.parse('2026-03-05T23:05:00Z') - Date.now();
    await worker.hear();
    let told: Promise<void> | undefined;
    class Slow extends LookAtPlans {
      override async execute(...args: Parameters<LookAtPlans['execute']>): Promise<void> {
        await super.execute(...args);
        if (told || !args[1].includes(planId)) return;
        // All is read and written, and nothing is committed: now the client books, and whoever hears of it waits.
        await recall.plans.visit('2026-03-12T10:00:00Z', 'booked');
        await tell('appointment.booked');
        told = worker.hear();
        await pause(200);
      }
    }
    await worker.sweep(new Slow(worker.assessPlans));
    await told;
    await worker.sweep();
    const [look] = await recall.clinic.sql('SELECT state FROM recall_looks WHERE plan_id = $1', [planId]);
    expect(look).toEqual({ state: 'booked' });
  });

  it('do the others where one plan cannot be looked at, and say so', async () => {
    const broken = await planAfterSession();
    await manyPlans(30);
    api.clock.offset = Date.parse('2026-03-05T23:05:00Z') - Date.now();
    await worker.hear();
    class Stumbling extends AssessPlans {
      override execute(...[tx, plans]: Parameters<AssessPlans['execute']>) {
        if (plans.some(({ id }) => id === broken)) throw new Error('stumbled');
        return super.execute(tx, plans);
      }
    }
    await expect(worker.sweep(new LookAtPlans(new Stumbling(worker.screenVisit)))).rejects.toThrow('1 plans could not');
    expect(await recall.planned()).toHaveLength(30);
    await worker.sweep();
    expect(await recall.planned()).toHaveLength(31);
  });
});

/** So many more clients with a live plan and a session on 2 March. */
async function manyPlans(count: number): Promise<void> {
  const { practiceId, clinicId } = recall.clinic;
  await recall.clinic.sql(
    `WITH people AS (
       INSERT INTO clients (practice_id, id, given_name, family_name, email)
       SELECT $1, gen_random_uuid(), 'Client', 'Of many', 'many@client.example' FROM generate_series(1, $3) RETURNING id),
     agreed AS (
       INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted) SELECT $1, id, 'email', 'recall', true FROM people),
     plans AS (
       INSERT INTO session_plans (practice_id, id, client_id, clinic_id, status, version)
       SELECT $1, gen_random_uuid(), id, $2, 'active', 1 FROM people RETURNING id),
     versions AS (
       INSERT INTO session_plan_versions (practice_id, plan_id, version, step, status, "interval", block_from, live_from, sealed, changed_at, changed_by)
       SELECT $1, plans.id, 1, 'accept', 'active', 'P7D', '2026-03-02', '2026-03-09', '\\x00', '2026-03-02', $4 FROM plans)
     INSERT INTO recall_looks (practice_id, plan_id, clinic_id, look_at) SELECT $1, id, $2, '2026-03-02' FROM plans`,
    [practiceId, clinicId, count, recall.plans.therapist.membershipId],
  );
}
