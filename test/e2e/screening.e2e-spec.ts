import { BodyRegion, BodySide } from '../../src/modules/practices/domain/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import type { Role } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createScreeningDesk, VISIT_DAY } from './screening-desk.js';
import type { ScreeningDesk } from './screening-desk.js';

const SCREENING = `query ($clientId: ID!, $serviceId: ID!, $date: LocalDate!) {
  screening(clientId: $clientId, serviceId: $serviceId, date: $date) {
    level label decided reasons { ruleId version level text source risk lifted }
    adaptations { code sites { region side } maxPressure text ruleId version } } }`;
const LABEL = `query ($clientId: ID!, $serviceId: ID!, $date: LocalDate!) {
  screeningLabel(clientId: $clientId, serviceId: $serviceId, date: $date) }`;

describe('screening', () => {
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

  const asked = (more: object = {}): Record<string, unknown> => {
    const { clientId, serviceId } = desk;
    return { clientId, serviceId, date: VISIT_DAY, ...more };
  };
  const labelFor = async (token: string, more: object = {}): Promise<string> =>
    (await api.data<{ screeningLabel: string }>(LABEL, asked(more), token)).screeningLabel;

  it('tells the therapist the level, each reason with rule, version and source, and how to adapt', async () => {
    const sites = [{ region: BodyRegion.KNEE, side: BodySide.LEFT }];
    await desk.noteRisks([{ risk: RiskCode.FRACTURE, sites }, { risk: RiskCode.LONG_TERM_STEROIDS }]);
    const { screening } = await api.data<{ screening: Record<string, unknown[]> }>(SCREENING, asked(), desk.therapist);
    expect(screening).toMatchObject({ level: 'CLEARANCE', label: 'CLEARANCE_NEEDED', decided: false });
    expect(screening['reasons']).toEqual([
      {
        ...{ ruleId: 'fracture', version: '1', level: 'CLEARANCE', text: 'A broken bone.', risk: 'FRACTURE' },
        ...{ source: expect.stringMatching(/Werner/) as string, lifted: null },
      },
      expect.objectContaining({ ruleId: 'fracture', level: 'ADAPT' }),
      expect.objectContaining({ ruleId: 'long-term-steroids', level: 'ADAPT' }),
    ]);
    expect(screening['adaptations']).toEqual([
      {
        ...{ code: 'AVOID_SITE', sites: [{ region: 'KNEE', side: 'LEFT' }], maxPressure: null },
        ...{ text: 'Avoid the site.', ruleId: 'fracture', version: '1' },
      },
      {
        ...{ code: 'MAX_PRESSURE', sites: [], maxPressure: 3 },
        ...{ text: 'Pressure 3 at most.', ruleId: 'long-term-steroids', version: '1' },
      },
    ]);
  });

  it.each<[RiskCode[] | null, string]>([
    [null, 'NOT_SCREENED'],
    [[], 'CLEAR'],
    [[RiskCode.RASH], 'ADAPTATIONS_NOTED'],
    [[RiskCode.STROKE], 'CLEARANCE_NEEDED'],
    [[RiskCode.CLOT_CURRENT], 'NOT_NOW'],
  ])('shows the front desk no more than a label: %s is %s', async (risks, label) => {
    if (risks) await desk.noteRisks(risks.map((risk) => ({ risk })));
    for (const role of ['owner', 'manager', 'front_desk', 'therapist'] as const) {
      expect([role, await labelFor(desk.tokens[role])]).toEqual([role, label]);
    }
  });

  it('looks at the date of the visit: what is urgent today is to be asked again in three weeks', async () => {
    await desk.noteRisks([{ risk: RiskCode.CHEST_PAIN }]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await labelFor(desk.tokens.front_desk, { date: today })).toBe('URGENT');
    expect(await labelFor(desk.tokens.front_desk)).toBe('NOT_SCREENED');
  });

  it('keeps the verdict from everybody to whom the record is not open', async () => {
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    const codeFor = (token?: string): Promise<string> => api.errorCode(SCREENING, asked(), token);
    expect(await codeFor()).toBe('UNAUTHENTICATED');
    expect(await codeFor(desk.tokens.front_desk)).toBe('FORBIDDEN');
    for (const token of [desk.tokens.owner, desk.tokens.manager, desk.colleague]) {
      expect(await codeFor(token)).toBe('NOT_FOUND');
    }
    const elsewhere = await createScreeningDesk(api);
    for (const token of Object.values(elsewhere.tokens)) {
      expect(['NOT_FOUND', 'FORBIDDEN']).toContain(await codeFor(token));
      expect(await api.errorCode(LABEL, asked(), token)).toBe('NOT_FOUND');
    }
    await elsewhere.close();
    expect(await api.errorCode(LABEL, asked(), desk.colleague)).toBe('NOT_FOUND');
    expect(await api.errorCode(LABEL, asked())).toBe('UNAUTHENTICATED');
  });

  it('opens the verdict to whoever has broken the glass', async () => {
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    const input = { clientId: desk.clientId, reason: 'She is here, and her therapist is not' };
    await api.data(
      `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { until } }`,
      { input },
      desk.tokens.manager,
    );
    const { screening } = await api.data<{ screening: { level: string } }>(SCREENING, asked(), desk.tokens.manager);
    expect(screening.level).toBe('CLEARANCE');
  });

  it.each(['level', 'reasons { text }', 'adaptations { text }', 'decided'])(
    'refuses the front desk %s without a word of what it says',
    async (field) => {
      await desk.noteRisks([{ risk: RiskCode.STROKE, detail: 'Quinquelixin' }, { risk: RiskCode.RASH }]);
      const query = `query ($clientId: ID!, $serviceId: ID!, $date: LocalDate!) {
        screening(clientId: $clientId, serviceId: $serviceId, date: $date) { ${field} } }`;
      const answer = await api.graphql(query, asked(), desk.tokens.front_desk);
      expect(answer.data).toBeNull();
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(JSON.stringify(answer)).not.toMatch(/stroke|rash|Quinquelixin|clearance|adapt\b/i);
    },
  );

  it('says NOT_FOUND for a service of another practice, and refuses a date that does not exist', async () => {
    const elsewhere = await createScreeningDesk(api);
    expect(await api.errorCode(SCREENING, asked({ serviceId: elsewhere.serviceId }), desk.therapist)).toBe('NOT_FOUND');
    expect(await api.errorCode(LABEL, asked({ date: '2027-02-30' }), desk.therapist)).toBe('BAD_USER_INPUT');
    await elsewhere.close();
  });

  it('leaves who read which record in the audit', async () => {
    await api.data(SCREENING, asked(), desk.therapist);
    await labelFor(desk.tokens.front_desk);
    const entries = await desk.sql(
      `SELECT action, actor_role AS role, subject_ids AS subjects FROM audit_entries
       WHERE practice_id = $1 AND action LIKE '%.read' ORDER BY at`,
      [desk.practiceId],
    );
    expect(entries).toEqual([
      { action: 'clinical_record.read', role: 'therapist', subjects: [desk.clientId] },
      { action: 'client.read', role: 'front_desk', subjects: [desk.clientId] },
    ]);
  });

  it('counts what was answered under another record of the same person', async () => {
    const [, other] = desk.clientIds as [string, string];
    await desk.noteRisks([]);
    await desk.noteRisks([{ risk: RiskCode.CLOT_CURRENT }], { clientId: other });
    expect(await labelFor(desk.tokens.front_desk)).toBe('CLEAR');
    await desk.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [other, desk.clientId]);
    for (const clientId of [desk.clientId, other]) {
      expect(await labelFor(desk.tokens.front_desk, { clientId })).toBe('NOT_NOW');
      expect(
        (await api.data<{ screening: { level: string } }>(SCREENING, asked({ clientId }), desk.therapist)).screening
          .level,
      ).toBe('DEFER');
    }
  });

  it.each<Role>(['owner', 'manager', 'therapist'])(
    'shows a %s the rules, and that a therapist must review them',
    async (role) => {
      const { screeningRules } = await api.data<{ screeningRules: { notice: string; rules: { id: string }[] } }>(
        `{ screeningRules { notice rules { id } } }`,
        {},
        desk.tokens[role],
      );
      expect(screeningRules.notice).toMatch(/licensed therapist must review/);
      expect(screeningRules.rules.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['clot-past', 'answers-too-old']),
      );
    },
  );
});
