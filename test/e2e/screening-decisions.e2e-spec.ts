import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { TestApi } from '../support/api.js';
import { tokenFor } from '../support/clinic-fixture.js';
import { createScreeningDesk, VISIT_DAY } from './screening-desk.js';
import type { ScreeningDesk } from './screening-desk.js';

const DECIDE = `mutation ($input: DecideScreeningInput!) { decideScreening(input: $input) { __typename
  ... on DecideScreeningPayload { verdict { level decided reasons { ruleId level lifted } adaptations { code } } }
  ... on DecisionNotPossible { message standing { ruleId version level text } } ... on VisitOver { message } } }`;
const SCREENING = `query ($clientId: ID!, $serviceId: ID!, $date: LocalDate!, $appointmentId: ID) {
  screening(clientId: $clientId, serviceId: $serviceId, date: $date, appointmentId: $appointmentId) { level decided } }`;
const REASON = 'I have treated her for years and spoke with her today';

interface Seen {
  readonly level: string;
  readonly decided: boolean;
}

describe("the treating therapist's decision for one visit", () => {
  let api: TestApi;
  let desk: ScreeningDesk;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    desk = await createScreeningDesk(api);
  });
  afterEach(() => desk.close());

  const input = (lift: string[], more: object = {}): object => ({
    ...{ appointmentId: desk.appointmentId, lift, reason: REASON, ...more },
  });
  const decide = async (lift: string[]): Promise<Record<string, unknown>> =>
    (await api.data<{ decideScreening: Record<string, unknown> }>(DECIDE, { input: input(lift) }, desk.therapist))
      .decideScreening;
  const seen = async (more: object = {}): Promise<Seen> => {
    const { clientId, serviceId, appointmentId } = desk;
    const asked = { clientId, serviceId, appointmentId, date: VISIT_DAY, ...more };
    return (await api.data<{ screening: Seen }>(SCREENING, asked, desk.therapist)).screening;
  };

  it('lifts what it names, for this visit', async () => {
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }, { risk: RiskCode.RASH }]);
    expect(await decide(['CLEARANCE'])).toEqual({
      __typename: 'DecideScreeningPayload',
      verdict: {
        ...{ level: 'ADAPT', decided: true },
        reasons: [
          { ruleId: 'fracture', level: 'CLEARANCE', lifted: 'BY_DECISION' },
          { ruleId: 'fracture', level: 'ADAPT', lifted: null },
          { ruleId: 'rash', level: 'ADAPT', lifted: null },
        ],
        adaptations: [{ code: 'AVOID_SITE' }, { code: 'AVOID_SITE' }],
      },
    });
    expect(await seen()).toEqual({ level: 'ADAPT', decided: true });
    expect(await seen({ appointmentId: null })).toEqual({ level: 'CLEARANCE', decided: false });
    expect(await decide(['CLEARANCE', 'ADAPT'])).toMatchObject({ verdict: { level: 'CLEAR', adaptations: [] } });
    expect(await seen()).toEqual({ level: 'CLEAR', decided: true });
  });

  it('goes ahead without answers, and does not make them clear', async () => {
    expect(await decide([])).toMatchObject({ verdict: { level: 'NOT_SCREENED', decided: true } });
    expect(await seen()).toEqual({ level: 'NOT_SCREENED', decided: true });
  });

  it.each([
    [RiskCode.CLOT_PAST, 'clot-past', 'CLEARANCE'],
    [RiskCode.STROKE, 'stroke', 'CLEARANCE'],
    [RiskCode.UNSTABLE_HEART_CONDITION, 'unstable-heart-condition', 'CLEARANCE'],
    [RiskCode.HEART_FAILURE, 'heart-failure', 'CLEARANCE'],
    [RiskCode.VERY_LOW_PLATELETS, 'very-low-platelets', 'CLEARANCE'],
    [RiskCode.BONE_METASTASIS, 'bone-metastasis', 'CLEARANCE'],
    [RiskCode.HYPERTENSION_UNCONTROLLED, 'hypertension-uncontrolled', 'DEFER'],
  ])('is not possible against %s, and the refusal names the rule', async (risk, ruleId, level) => {
    await desk.noteRisks([{ risk }, { risk: RiskCode.RASH }]);
    expect(await decide(['ADAPT', 'CLEARANCE'])).toMatchObject({
      __typename: 'DecisionNotPossible',
      standing: [{ ruleId, version: '1', level }],
    });
    expect(await desk.sql('SELECT FROM visit_decisions WHERE practice_id = $1', [desk.practiceId])).toEqual([]);
  });

  it('tells of the rules that stand against it in the audit’s sight', async () => {
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    expect(await api.audited(desk.practiceId)).not.toContain('clinical_record.read');
    expect(await decide(['CLEARANCE'])).toMatchObject({ __typename: 'DecisionNotPossible' });
    expect(await api.audited(desk.practiceId)).toContain('clinical_record.read');
    expect(await api.audited(desk.practiceId)).not.toContain('screening.decided');
  });

  it('is not told again once the visit was called off', async () => {
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }]);
    const keyed = DECIDE.replace('Input!)', 'Input!, $key: String)').replace(
      '$input)',
      '$input, idempotencyKey: $key)',
    );
    const asked = { input: input(['CLEARANCE']), key: 'one decision of one visit' };
    await api.data(keyed, asked, desk.therapist);
    await api.data(keyed, asked, desk.therapist);
    await desk.sql(`UPDATE appointments SET status = 'cancelled', cancel_reason = 'other' WHERE id = $1`, [
      desk.appointmentId,
    ]);
    expect(await api.errorCode(keyed, asked, desk.therapist)).toBe('NOT_FOUND');
  });

  it('leaves low platelets as they are', async () => {
    await desk.noteRisks([{ risk: RiskCode.LOW_PLATELETS }]);
    expect(await decide(['ADAPT'])).toMatchObject({ verdict: { level: 'ADAPT', adaptations: [{ code: 'NO_DEEP' }] } });
  });

  it('is void once a new risk is known', async () => {
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }]);
    await decide(['CLEARANCE', 'ADAPT']);
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }]);
    expect(await seen()).toEqual({ level: 'CLEAR', decided: true });
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }, { risk: RiskCode.RASH }]);
    expect(await seen()).toEqual({ level: 'CLEARANCE', decided: false });
    expect(await api.audited(desk.practiceId)).toEqual(
      expect.arrayContaining(['screening.decided', 'visit_decision.voided']),
    );
  });

  it('is for the visit as it was: another day, another treatment or another therapist need another one', async () => {
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }]);
    await decide(['CLEARANCE', 'ADAPT']);
    expect(await seen({ date: '2027-12-01' })).toMatchObject({ decided: false });
    await desk.sql('UPDATE services SET pressure_max = 2 WHERE id = $1', [desk.serviceId]);
    expect(await seen()).toEqual({ level: 'CLEARANCE', decided: false });
    await desk.sql('UPDATE services SET pressure_max = 3 WHERE id = $1', [desk.serviceId]);
    expect(await seen()).toMatchObject({ decided: true });
    await desk.sql('UPDATE appointments SET therapist_id = $2 WHERE id = $1', [
      desk.appointmentId,
      desk.therapistIds[2],
    ]);
    const { clientId, serviceId, appointmentId } = desk;
    const next = await tokenFor(api.app, await desk.actor('therapist', desk.therapistIds[2]));
    const asked = { clientId, serviceId, appointmentId, date: VISIT_DAY };
    expect((await api.data<{ screening: Seen }>(SCREENING, asked, next)).screening).toEqual({
      level: 'CLEARANCE',
      decided: false,
    });
  });

  it('does nothing for another client who is asked for with the same visit', async () => {
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }]);
    await decide(['CLEARANCE', 'ADAPT']);
    const [, other] = desk.clientIds as [string, string];
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }], { clientId: other });
    const stranger = { clientId: other, reason: 'Her own therapist is away today' };
    await api.data(
      `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { until } }`,
      { input: stranger },
      desk.therapist,
    );
    expect(await seen({ clientId: other })).toEqual({ level: 'CLEARANCE', decided: false });
  });

  it('is the treating therapist’s alone', async () => {
    await desk.noteRisks([{ risk: RiskCode.FRACTURE }]);
    const codeFor = (token?: string): Promise<string> => api.errorCode(DECIDE, { input: input(['CLEARANCE']) }, token);
    expect(await codeFor()).toBe('UNAUTHENTICATED');
    expect(await codeFor(desk.tokens.front_desk)).toBe('FORBIDDEN');
    expect(await codeFor(desk.tokens.owner)).toBe('FORBIDDEN');
    expect(await codeFor(desk.tokens.manager)).toBe('FORBIDDEN');
    expect(await codeFor(desk.colleague)).toBe('NOT_FOUND');
    const elsewhere = await createScreeningDesk(api);
    expect(await codeFor(elsewhere.tokens.owner)).toBe('NOT_FOUND');
    expect(await codeFor(elsewhere.therapist)).toBe('NOT_FOUND');
    await elsewhere.close();
    const treatingOwner = await tokenFor(api.app, await desk.actor('owner', desk.therapistIds[0]));
    expect(await api.data(DECIDE, { input: input(['CLEARANCE']) }, treatingOwner)).toMatchObject({
      decideScreening: { __typename: 'DecideScreeningPayload' },
    });
  });

  it.each([
    [{ reason: 'because' }, 'reason', 'isLength'],
    [{ lift: ['DEFER'] }, 'lift', 'isIn'],
    [{ lift: ['ADAPT', 'ADAPT'] }, 'lift', 'arrayUnique'],
  ])('is not taken as %j', async (more, field, rule) => {
    const { errors } = await api.graphql(DECIDE, { input: input(['ADAPT'], more) }, desk.therapist);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', violations: [{ field, rule }] });
  });

  it('comes too late for a visit that is over', async () => {
    await desk.sql(`UPDATE appointments SET status = 'no_show' WHERE id = $1`, [desk.appointmentId]);
    expect(await decide([])).toMatchObject({ __typename: 'VisitOver' });
  });

  it('keeps its reason sealed', async () => {
    await decide([]);
    const [{ rows }] = (await desk.sql(`SELECT string_agg(d::text, ' ') AS rows FROM visit_decisions d`)) as [
      { rows: string },
    ];
    expect(rows).toContain(desk.appointmentId);
    expect(rows).not.toContain(Buffer.from('treated her').toString('hex'));
    expect(JSON.stringify(await desk.sql('SELECT details FROM audit_entries'))).not.toContain('treated her');
  });
});
