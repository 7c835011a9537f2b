import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { TestApi } from '../support/api.js';
import { createScreeningDesk, VISIT_DAY } from './screening-desk.js';
import type { ScreeningDesk } from './screening-desk.js';

const RULE = `id version level until disabled overrides reason adaptations { code maxPressure text }`;
const OVERRIDE = `mutation ($input: OverrideScreeningRuleInput!) { overrideScreeningRule(input: $input) { __typename
  ... on ScreeningRulePayload { rule { ${RULE} } } ... on VersionConflict { currentVersion } } }`;
const HISTORY = `query ($ruleId: String!, $first: Int = 25, $after: String) { ruleOverrides(ruleId: $ruleId, first: $first, after: $after) {
  edges { node { number until disabled setByMembershipId } } pageInfo { hasNextPage endCursor } } }`;
const SCREENING = `query ($clientId: ID!, $serviceId: ID!, $date: LocalDate!) {
  screening(clientId: $clientId, serviceId: $serviceId, date: $date) { level reasons { ruleId version text } } }`;

interface Page {
  readonly edges: readonly { readonly node: Record<string, unknown> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe('the rules of a practice', () => {
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

  const override = async (input: object, token = desk.tokens.manager) =>
    (await api.data<{ overrideScreeningRule: Record<string, unknown> }>(OVERRIDE, { input }, token))
      .overrideScreeningRule;
  const screening = async () => {
    const { clientId, serviceId } = desk;
    const asked = { clientId, serviceId, date: VISIT_DAY };
    return (await api.data<{ screening: { level: string; reasons: object[] } }>(SCREENING, asked, desk.therapist))
      .screening;
  };

  it('may wait longer, say it otherwise, and be as shipped again; each verdict names the version', async () => {
    const eightWeeksBefore = new Date(Date.parse(VISIT_DAY) - 56 * 86_400_000).toISOString().slice(0, 10);
    await desk.noteRisks([{ risk: RiskCode.HEAD_OR_NECK_TRAUMA, on: eightWeeksBefore }]);
    expect((await screening()).level).toBe('CLEAR');
    const changes = { until: 'P8W', reason: 'We wait for 8 weeks.' };
    expect(await override({ ruleId: 'head-or-neck-trauma', overrides: 0, ...changes })).toEqual({
      __typename: 'ScreeningRulePayload',
      rule: {
        ...{ id: 'head-or-neck-trauma', version: '1+1', level: 'CLEARANCE', disabled: false, overrides: 1 },
        ...{ ...changes, adaptations: [] },
      },
    });
    expect(await screening()).toEqual({
      level: 'CLEARANCE',
      reasons: [{ ruleId: 'head-or-neck-trauma', version: '1+1', text: 'We wait for 8 weeks.' }],
    });
    expect(await override({ ruleId: 'head-or-neck-trauma', overrides: 1 })).toMatchObject({
      rule: { version: '1', until: 'P6W', overrides: 2 },
    });
    expect((await screening()).level).toBe('CLEAR');
  });

  it('are the practice’s own', async () => {
    const elsewhere = await createScreeningDesk(api);
    await desk.noteRisks([{ risk: RiskCode.RASH }]);
    await override({ ruleId: 'rash', overrides: 0, disabled: true }, elsewhere.tokens.owner);
    expect((await screening()).level).toBe('ADAPT');
    await override({ ruleId: 'rash', overrides: 0, disabled: true });
    expect((await screening()).level).toBe('CLEAR');
    const asked = { ruleId: 'rash' };
    const { ruleOverrides } = await api.data<{ ruleOverrides: Page }>(HISTORY, asked, elsewhere.tokens.owner);
    expect(ruleOverrides.edges).toHaveLength(1);
    await elsewhere.close();
  });

  it.each([
    ['stroke', { disabled: true }, 'disabled', 'fixed'],
    ['bone-metastasis', { level: 'ADAPT' }, 'level', 'fixed'],
    ['red-flag-chest-pain', { disabled: true }, 'disabled', 'fixed'],
    ['no-answers', { disabled: true }, 'disabled', 'fixed'],
    ['surgery', { until: 'six weeks' }, 'until', 'duration'],
    ['neuropathy', { maxPressure: 7 }, 'maxPressure', 'range'],
    ['surgery', { reason: ' ' }, 'reason', 'length'],
    ['allergy-nut', { adaptationTexts: [{ code: 'NO_HEAT', text: 'None.' }] }, 'adaptationTexts', 'unused'],
  ])('do not bear everything: %s with %j', async (ruleId, changes, field, rule) => {
    const input = { ruleId, overrides: 0, ...changes };
    const { errors } = await api.graphql(OVERRIDE, { input }, desk.tokens.owner);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', violations: [{ field, rule }] });
    expect(await desk.sql('SELECT FROM rule_overrides WHERE practice_id = $1', [desk.practiceId])).toEqual([]);
  });

  it('are changed by one at a time: of two who have read the same, one is told', async () => {
    const input = { ruleId: 'rash', overrides: 0, level: 'DEFER' };
    const both = await Promise.all([override(input), override(input, desk.tokens.owner)]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['ScreeningRulePayload', 'VersionConflict']);
    expect(await override(input)).toEqual({ __typename: 'VersionConflict', currentVersion: 1 });
  });

  it('keep their history, for the management, page by page, and in the audit', async () => {
    for (const [overrides, until] of ['P7W', 'P8W', 'P9W'].entries())
      await override({ ruleId: 'surgery', overrides, until });
    const page = async (variables: object): Promise<Page> =>
      (await api.data<{ ruleOverrides: Page }>(HISTORY, { ruleId: 'surgery', ...variables }, desk.tokens.manager))
        .ruleOverrides;
    const first = await page({ first: 2 });
    expect(first.edges.map(({ node }) => [node['number'], node['until']])).toEqual([
      [3, 'P9W'],
      [2, 'P8W'],
    ]);
    const rest = await page({ first: 2, after: first.pageInfo.endCursor });
    expect([rest.edges.map(({ node }) => node['until']), rest.pageInfo.hasNextPage]).toEqual([['P7W'], false]);
    const audited = await desk.sql<{ details: object }>(
      `SELECT details FROM audit_entries WHERE practice_id = $1 AND action = 'screening_rule.overridden' ORDER BY at`,
      [desk.practiceId],
    );
    expect(audited.map(({ details }) => details)).toMatchObject([
      { number: 1 },
      { number: 2 },
      { ruleId: 'surgery', number: 3 },
    ]);
  });

  it('are the management’s to change', async () => {
    const input = { ruleId: 'rash', overrides: 0, disabled: true };
    for (const role of ['front_desk', 'therapist'] as const) {
      expect(await api.errorCode(OVERRIDE, { input }, desk.tokens[role])).toBe('FORBIDDEN');
      expect(await api.errorCode(HISTORY, { ruleId: 'rash' }, desk.tokens[role])).toBe('FORBIDDEN');
    }
    expect(await api.errorCode(`{ screeningRules { id } }`, {}, desk.tokens.front_desk)).toBe('FORBIDDEN');
    expect(await api.errorCode(OVERRIDE, { input: { ...input, ruleId: 'no-such-rule' } }, desk.tokens.owner)).toBe(
      'NOT_FOUND',
    );
    expect(await api.errorCode(HISTORY, { ruleId: 'no-such-rule' }, desk.tokens.owner)).toBe('NOT_FOUND');
  });
});
