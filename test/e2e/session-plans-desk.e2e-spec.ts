import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import {
  ACCEPT,
  ACCEPT_SUGGESTION,
  CHANGE,
  END,
  HISTORY,
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

  it('is never the front desk', async () => {
    expect(await codes([...reading(), ...writing()], desk.desk)).toEqual(new Set(['FORBIDDEN']));
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
    for (const [document, variables] of [...reading(), ...writing()]) {
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
