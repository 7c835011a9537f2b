import { TestApi } from '../support/api.js';
import { tokenFor } from '../support/clinic-fixture.js';
import {
  ACCEPT,
  ACCEPT_SUGGESTION,
  BLOCK,
  CHANGE,
  END,
  HISTORY,
  PAUSE,
  PlansClinic,
  PLANS,
  PROPOSE,
  RESUME,
} from './session-plans-clinic.js';
import type { PlanSeen } from './session-plans-clinic.js';

let api: TestApi;
let desk: PlansClinic;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
beforeEach(async () => {
  // A Monday, 10:00 in Berlin.
  desk = await PlansClinic.open(api, '2026-03-02T09:00:00Z');
});
afterEach(() => desk.clinic.close());

describe('a plan is proposed', () => {
  it('with what its goal suggests', async () => {
    const { __typename, plan } = await desk.propose();
    expect(__typename).toBe('SessionPlanPayload');
    expect(plan).toMatchObject({
      ...{ status: 'PROPOSED', version: 1, clientId: desk.client, nextDueOn: null, dueState: null, suggestions: [] },
      terms: {
        ...{ goal: 'CHRONIC_NECK_OR_LOW_BACK_PAIN', season: null, interval: 'P7D', blockSessions: 10 },
        ...{ blockFrom: '2026-03-02', maintenanceInterval: 'P14D', reviewOn: '2026-04-27' },
        ...{ sessionMinutes: { min: 60, max: 60 }, pressure: null, remarks: null },
      },
    });
  });

  it('with what the therapist wants otherwise, and the review that follows from it', async () => {
    const { plan } = await desk.propose({
      ...{ goal: 'RECOVERY_OR_SPORT', season: 'OUT_OF_SEASON', startsOn: '2026-03-31' },
      ...{ interval: 'P3W', blockSessions: 2, pressure: { min: 2, max: 4 }, remarks: 'Runs a marathon in May' },
    });
    expect(plan.terms).toMatchObject({
      ...{ season: 'OUT_OF_SEASON', interval: 'P21D', blockSessions: 2, blockFrom: '2026-03-31' },
      ...{ reviewOn: '2026-05-12', pressure: { min: 2, max: 4 }, remarks: 'Runs a marathon in May' },
    });
  });

  it('once: the client has one plan at a time, under whichever record', async () => {
    const merged = desk.clinic.clientIds[1]!;
    const both = await Promise.all([desk.propose(), desk.propose()]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['PlanStands', 'SessionPlanPayload']);
    const { plan } = both.find((one) => one.plan)!;
    await desk.clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [merged, desk.client]);
    expect(await desk.propose({ clientId: merged })).toEqual({ __typename: 'PlanStands', planId: plan.id });
    await desk.act(END, { planId: plan.id, version: 1 });
    expect((await desk.propose({ clientId: merged })).plan).toMatchObject({ clientId: desk.client });
  });

  it.each<[string, object]>([
    ['interval', { interval: 'bi-weekly' }],
    ['interval', { interval: 'P1Y' }],
    ['interval', { interval: 'P13M' }],
    ['maintenanceInterval', { maintenanceInterval: 'P0D' }],
    ['season', { goal: 'RECOVERY_OR_SPORT' }],
    ['season', { season: 'IN_SEASON' }],
    ['blockSessions', { blockSessions: 61 }],
    ['reviewOn', { reviewOn: '2026-03-01' }],
    ['pressure', { pressure: { min: 1, max: 6 } }],
    ['sessionMinutes', { sessionMinutes: { min: 60, max: 30 } }],
  ])('and refused for its %s: %j', async (field, more) => {
    const input = { clientId: desk.client, clinicId: desk.clinic.clinicId, goal: 'WELLNESS', ...more };
    const { errors } = await api.graphql(PROPOSE, { input }, await tokenFor(api.app, desk.therapist));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', violations: [{ field }] });
    const kept = await desk.clinic.sql('SELECT FROM session_plans WHERE practice_id = $1', [desk.clinic.practiceId]);
    expect(kept).toEqual([]);
  });
});

describe('a live plan', () => {
  it('is due an interval after the last completed session, and follows every change of the visits', async () => {
    const { id } = await desk.plan({ interval: 'P1M' });
    expect(await desk.read(id)).toMatchObject({ nextDueOn: '2026-03-02', dueState: 'DUE', lastSessionOn: null });
    // 23:30Z on the 30th is the 31st in Berlin; a month later is 30 April.
    desk.setTime('2026-03-31T08:00:00Z');
    const visit = await desk.visit('2026-03-30T22:30:00Z');
    expect(await desk.read(id)).toMatchObject({
      ...{ lastSessionOn: '2026-03-31', nextDueOn: '2026-04-30', dueState: 'NOT_DUE', sessionsDone: 1 },
    });
    await desk.clinic.sql(`UPDATE appointments SET status = 'in_session' WHERE id = $1`, [visit]);
    expect(await desk.read(id)).toMatchObject({ nextDueOn: '2026-03-02', sessionsDone: 0 });
    await desk.clinic.sql(`UPDATE appointments SET status = 'completed' WHERE id = $1`, [visit]);
    desk.setTime('2026-05-01T08:00:00Z');
    expect(await desk.read(id)).toMatchObject({ dueState: 'OVERDUE' });
    const booked = await desk.visit('2026-05-20T08:00:00Z', 'booked');
    expect(await desk.read(id)).toMatchObject({ dueState: 'BOOKED', upcomingAppointmentId: booked });
  });

  it('is due on an opening day of the clinic', async () => {
    const { id } = await desk.plan();
    await desk.visit('2026-03-02T08:00:00Z');
    const closure = `INSERT INTO closures (practice_id, id, clinic_id, starts_at, ends_at) VALUES ($1, gen_random_uuid(), $2, $3, $4)`;
    // The whole of 9 and 10 March in Berlin.
    await desk.clinic.sql(closure, [
      ...[desk.clinic.practiceId, desk.clinic.clinicId, '2026-03-08T23:00:00Z', '2026-03-10T23:00:00Z'],
    ]);
    expect((await desk.read(id)).nextDueOn).toBe('2026-03-11');
  });

  it('does not count a consultation, nor a visit of before its block', async () => {
    const { id } = await desk.plan();
    await desk.visit('2026-02-20T08:00:00Z');
    const service = `INSERT INTO services (practice_id, id, name, technique, consultation, duration_minutes, price_minor, required_features)
      VALUES ($1, gen_random_uuid(), 'Talk', 'consultation', 'only', 60, 9000, '{}') RETURNING id`;
    const [talk] = await desk.clinic.sql<{ id: string }>(service, [desk.clinic.practiceId]);
    const visit = await desk.visit('2026-03-03T08:00:00Z');
    await desk.clinic.sql('UPDATE appointments SET service_id = $2 WHERE id = $1', [visit, talk!.id]);
    expect(await desk.read(id)).toMatchObject({
      sessionsDone: 0,
      lastSessionOn: '2026-02-20',
      nextDueOn: '2026-03-02',
    });
  });

  it('goes on under the record that stands for its client', async () => {
    const { id } = await desk.plan();
    const other = desk.clinic.clientIds[1]!;
    await desk.visit('2026-03-04T08:00:00Z', 'completed', other);
    await desk.clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [desk.client, other]);
    expect(await desk.read(id)).toMatchObject({ lastSessionOn: '2026-03-04', nextDueOn: '2026-03-11' });
    expect((await desk.data<{ sessionPlans: PlanSeen[] }>(PLANS, { clientId: other })).sessionPlans).toMatchObject([
      { id },
    ]);
  });

  it('can be paused and taken up again, and is due from then', async () => {
    const plan = await desk.plan();
    const paused = await desk.act(PAUSE, { planId: plan.id, version: 2 });
    expect(paused.plan).toMatchObject({ status: 'PAUSED', version: 3, nextDueOn: null, dueState: null });
    desk.setTime('2026-06-01T09:00:00Z');
    const resumed = await desk.act(RESUME, { planId: plan.id, version: 3 });
    expect(resumed.plan).toMatchObject({ status: 'ACTIVE', nextDueOn: '2026-06-01', dueState: 'DUE' });
    const again = await desk.act(RESUME, { planId: plan.id, version: 4 });
    expect(again).toMatchObject({ __typename: 'WrongPlanStatus', status: 'ACTIVE', message: 'This plan is active.' });
    const ended = await desk.act(END, { planId: plan.id, version: 4 });
    expect(ended.plan).toMatchObject({ status: 'ENDED', nextDueOn: null });
    for (const [document, more] of [
      [ACCEPT, {}],
      [CHANGE, { remarks: 'late' }],
      [END, {}],
    ] as const) {
      expect(await desk.act(document, { planId: plan.id, version: 5, ...more })).toMatchObject({
        ...{ __typename: 'WrongPlanStatus', status: 'ENDED' },
      });
    }
  });

  it('changes for whoever has seen it as it stands, and for nobody else', async () => {
    const { id } = await desk.plan();
    const change = (remarks: string) => desk.act(CHANGE, { planId: id, version: 2, remarks });
    const both = await Promise.all([change('one'), change('other')]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['SessionPlanPayload', 'VersionConflict']);
    expect(await change('late')).toEqual({ __typename: 'VersionConflict', currentVersion: 3 });
  });

  it('begins a new block with another interval, and with a remark none', async () => {
    const { id } = await desk.plan();
    await desk.visit('2026-03-02T10:00:00Z');
    desk.setTime('2026-03-10T09:00:00Z');
    const remarked = await desk.act(CHANGE, { planId: id, version: 2, remarks: 'Prefers mornings' });
    expect(remarked.plan).toMatchObject({
      sessionsDone: 1,
      terms: { blockFrom: '2026-03-02', reviewOn: '2026-04-27' },
    });
    const slower = await desk.act(CHANGE, { planId: id, version: 3, interval: 'P14D' });
    expect(slower.plan).toMatchObject({
      ...{ sessionsDone: 0, nextDueOn: '2026-03-16' },
      terms: { interval: 'P14D', blockFrom: '2026-03-10', remarks: 'Prefers mornings', reviewOn: '2026-07-28' },
    });
    const sport = await desk.act(CHANGE, { planId: id, version: 4, goal: 'RECOVERY_OR_SPORT', season: 'IN_SEASON' });
    expect(sport.plan.terms).toMatchObject({ goal: 'RECOVERY_OR_SPORT', season: 'IN_SEASON' });
    const well = await desk.act(CHANGE, { planId: id, version: 5, goal: 'WELLNESS' });
    expect(well.plan.terms).toMatchObject({ goal: 'WELLNESS', season: null });
  });
});

describe('what outcomes suggest', () => {
  /** Three weekly sessions with pain falling, seen a day after the last. */
  const improved = async (): Promise<PlanSeen> => {
    const { id } = await desk.plan();
    desk.setTime('2026-03-17T09:00:00Z');
    await desk.session('2026-03-02T10:00:00Z', 8, 5);
    await desk.session('2026-03-09T10:00:00Z', 6, 4);
    await desk.session('2026-03-16T10:00:00Z', 5);
    return desk.read(id);
  };
  const accept = (plan: PlanSeen, kind: string) =>
    desk.act(ACCEPT_SUGGESTION, { planId: plan.id, version: plan.version, kind });

  it('is shown, and changes nothing by itself', async () => {
    const plan = await improved();
    expect(plan).toMatchObject({
      ...{ version: 2, reviewReasons: ['IMPROVED'], sessionsDone: 3, terms: { interval: 'P7D' } },
      suggestions: [{ kind: 'LONGER_INTERVAL', reason: 'IMPROVED', interval: 'P14D', pressure: null }],
    });
    expect(await desk.read(plan.id)).toEqual(plan);
  });

  it('is accepted by a therapist, once, and answers the review', async () => {
    const plan = await improved();
    const { plan: after } = await accept(plan, 'LONGER_INTERVAL');
    expect(after).toMatchObject({
      ...{ version: 3, sessionsDone: 0, reviewReasons: [], suggestions: [], nextDueOn: '2026-03-30' },
      terms: { interval: 'P14D', blockFrom: '2026-03-17' },
    });
    expect(await accept(after, 'LONGER_INTERVAL')).toMatchObject({ __typename: 'SuggestionGone' });
    expect(await accept(plan, 'LONGER_INTERVAL')).toEqual({ __typename: 'VersionConflict', currentVersion: 3 });
    const { sessionPlan } = await desk.data<{ sessionPlan: { history: object[] } }>(HISTORY, { planId: plan.id });
    const by = desk.therapist.membershipId;
    expect(sessionPlan.history).toEqual([
      {
        version: 3,
        change: 'ACCEPT_SUGGESTION',
        status: 'ACTIVE',
        changedBy: by,
        accepted: 'LONGER_INTERVAL',
        terms: { interval: 'P14D', blockFrom: '2026-03-17', remarks: null },
      },
      {
        version: 2,
        change: 'ACCEPT',
        status: 'ACTIVE',
        changedBy: by,
        accepted: null,
        terms: { interval: 'P7D', blockFrom: '2026-03-02', remarks: null },
      },
      {
        version: 1,
        change: 'PROPOSE',
        status: 'PROPOSED',
        changedBy: by,
        accepted: null,
        terms: { interval: 'P7D', blockFrom: '2026-03-02', remarks: null },
      },
    ]);
  });

  it('is a consultation where pain gets worse: then a task of the therapist', async () => {
    const { id } = await desk.plan();
    desk.setTime('2026-03-10T09:00:00Z');
    await desk.session('2026-03-02T10:00:00Z', 4);
    await desk.session('2026-03-09T10:00:00Z', 6);
    const plan = await desk.read(id);
    expect(plan.reviewReasons).toEqual(['WORSENED']);
    expect(plan.suggestions.map(({ kind }) => kind)).toEqual(['CONSULTATION']);
    expect((await accept(plan, 'CONSULTATION')).plan).toMatchObject({ reviewReasons: [], terms: { interval: 'P7D' } });
    const tasks = await desk.clinic.sql(
      `SELECT kind, audience, subject_id AS subject, client_id AS client, therapist_id AS therapist FROM follow_ups WHERE practice_id = $1`,
      [desk.clinic.practiceId],
    );
    expect(tasks).toEqual([
      {
        kind: 'plan_review',
        audience: 'therapist',
        subject: id,
        client: desk.client,
        therapist: desk.therapist.therapistId,
      },
    ]);
  });

  it('is maintenance once the block is done', async () => {
    const { id } = await desk.plan({ blockSessions: 2 });
    desk.setTime('2026-03-10T09:00:00Z');
    await desk.visit('2026-03-02T10:00:00Z');
    await desk.visit('2026-03-09T10:00:00Z');
    const plan = await desk.read(id);
    expect(plan.reviewReasons).toEqual(['BLOCK_DONE']);
    expect((await accept(plan, 'MAINTENANCE')).plan.terms).toMatchObject({
      ...{ interval: 'P14D', blockSessions: null, maintenanceInterval: null, reviewOn: '2026-06-10' },
    });
  });

  it('shows before and after over the block', async () => {
    const { id } = await improved();
    const { sessionPlan } = await desk.data<{ sessionPlan: { blockOutcomes: object[] } }>(BLOCK, { planId: id });
    expect(sessionPlan.blockOutcomes).toMatchObject([
      {
        ...{ instrument: 'PAIN', first: { value: 8 }, last: { value: 5 } },
        change: { difference: -3, direction: 'BETTER', meaningful: true },
        sessions: [{ change: { difference: -3 } }, { change: { difference: -2 } }],
      },
    ]);
  });

  it('waits for the plan to be live', async () => {
    const { plan } = await desk.propose({ reviewOn: '2026-03-02' });
    expect(plan).toMatchObject({ reviewReasons: [], suggestions: [] });
    expect(await accept(plan, 'MAINTENANCE')).toMatchObject({ __typename: 'WrongPlanStatus', status: 'PROPOSED' });
  });
});
