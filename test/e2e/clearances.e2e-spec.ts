import { newId } from '../../src/kernel/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { TestApi } from '../support/api.js';
import { createScreeningDesk, TODAY, VISIT_DAY } from './screening-desk.js';
import type { ScreeningDesk } from './screening-desk.js';

const LIST = `query ($clientId: ID!) { clearances(clientId: $clientId) { edges { node { id clientId status openedAt recordedAt endedAt } } } }`;
const DETAILS = `query ($clientId: ID!) { clearances(clientId: $clientId) { edges { node { status details {
  requestNote givenBy techniques givenOn expiresOn note attachmentId withdrawnBecause } } } } }`;
const REQUEST = `mutation ($input: RequestClearanceInput!) { requestClearance(input: $input) { clearance { id status } } }`;
const CHANGED = `__typename ... on ClearancePayload { clearance { id status } } ... on ClearanceNotOpen { message status }`;
const RECORD = `mutation ($input: RecordClearanceInput!) { recordClearance(input: $input) { ${CHANGED} } }`;
const WITHDRAW = `mutation ($input: WithdrawClearanceInput!) { withdrawClearance(input: $input) { ${CHANGED} } }`;
const LABEL = `query ($clientId: ID!, $serviceId: ID!, $date: LocalDate!) {
  screeningLabel(clientId: $clientId, serviceId: $serviceId, date: $date) }`;

interface Changed {
  readonly __typename: string;
  readonly clearance: { readonly id: string; readonly status: string };
}
const plus = (days: number): string => new Date(Date.parse(VISIT_DAY) + days * 86_400_000).toISOString().slice(0, 10);

describe('clearances', () => {
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

  const given = (more: object = {}): object => ({
    ...{ clientId: desk.clientId, givenBy: 'Dr. Adaeze Eze, cardiologist', techniques: ['SWEDISH'] },
    ...{ givenOn: TODAY, expiresOn: plus(30), ...more },
  });
  const request = async (token = desk.tokens.front_desk, note?: string): Promise<string> => {
    const input = { clientId: desk.clientId, note };
    return (await api.data<{ requestClearance: Changed }>(REQUEST, { input }, token)).requestClearance.clearance.id;
  };
  const record = async (more: object = {}, token = desk.tokens.front_desk): Promise<Changed> =>
    (await api.data<{ recordClearance: Changed }>(RECORD, { input: given(more) }, token)).recordClearance;
  const withdraw = async (id: string, token = desk.tokens.front_desk): Promise<Changed> => {
    const input = { id, reason: 'The surgery has called it back' };
    return (await api.data<{ withdrawClearance: Changed }>(WITHDRAW, { input }, token)).withdrawClearance;
  };
  const label = async (date = VISIT_DAY, serviceId = desk.serviceId): Promise<string> => {
    const asked = { clientId: desk.clientId, serviceId, date };
    return (await api.data<{ screeningLabel: string }>(LABEL, asked, desk.tokens.front_desk)).screeningLabel;
  };
  const listed = async (token = desk.tokens.front_desk): Promise<Record<string, unknown>[]> => {
    const variables = { clientId: desk.clientId };
    const { clearances } = await api.data<{ clearances: { edges: { node: Record<string, unknown> }[] } }>(
      LIST,
      variables,
      token,
    );
    return clearances.edges.map(({ node }) => node);
  };
  const details = async (token: string): Promise<unknown[]> => {
    const variables = { clientId: desk.clientId };
    const { clearances } = await api.data<{ clearances: { edges: { node: { details: unknown } }[] } }>(
      DETAILS,
      variables,
      token,
    );
    return clearances.edges.map(({ node }) => node.details);
  };

  it('are asked for, given and withdrawn; the visit is possible in between', async () => {
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    const id = await request();
    expect(await label()).toBe('CLEARANCE_NEEDED');
    expect(await record({ clearanceId: id })).toMatchObject({ clearance: { id, status: 'RECORDED' } });
    expect(await label()).toBe('CLEAR');
    expect(await withdraw(id)).toMatchObject({ clearance: { id, status: 'WITHDRAWN' } });
    expect(await label()).toBe('CLEARANCE_NEEDED');
    expect(await listed()).toMatchObject([{ id, status: 'WITHDRAWN', recordedAt: expect.any(String) as string }]);
  });

  it('open as they were sealed, also where the request was named in capitals', async () => {
    const [, other] = desk.clientIds as [string, string];
    await desk.noteRisks([{ risk: RiskCode.STROKE }], { clientId: other });
    const asked = { input: { clientId: other } };
    const { requestClearance } = await api.data<{ requestClearance: Changed }>(REQUEST, asked, desk.tokens.owner);
    await record({ clientId: other, clearanceId: requestClearance.clearance.id.toUpperCase() });
    const label = { clientId: other, serviceId: desk.serviceId, date: VISIT_DAY };
    expect(await api.data(LABEL, label, desk.tokens.front_desk)).toEqual({ screeningLabel: 'CLEAR' });
  });

  it('count on the day of the visit alone: from the first to the last', async () => {
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    await record({ expiresOn: VISIT_DAY });
    expect([await label(), await label(plus(1))]).toEqual(['CLEAR', 'CLEARANCE_NEEDED']);
  });

  it('count for the techniques that they name', async () => {
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    await record({ techniques: ['SHIATSU'] });
    expect(await label()).toBe('CLEARANCE_NEEDED');
    const shiatsu = newId();
    await desk.sql(
      `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, required_features)
       VALUES ($1, $2, 'Shiatsu', 'shiatsu', 2, 4, 60, 9000, '{}')`,
      [desk.practiceId, shiatsu],
    );
    expect(await label(VISIT_DAY, shiatsu)).toBe('CLEAR');
  });

  it('are void once new risks are known, and stand as they were with the same answers', async () => {
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    await record();
    const waiting = await request();
    await desk.noteRisks([{ risk: RiskCode.STROKE }]);
    expect(await label()).toBe('CLEAR');
    await desk.noteRisks([{ risk: RiskCode.STROKE }, { risk: RiskCode.HEART_FAILURE }]);
    expect(await label()).toBe('CLEARANCE_NEEDED');
    expect((await listed()).map(({ id, status }) => (id === waiting ? 'waiting' : status))).toEqual([
      'waiting',
      'VOIDED',
    ]);
    await desk.noteRisks([]);
    expect(await api.audited(desk.practiceId)).toEqual(
      expect.arrayContaining(['clearance.recorded', 'clearance.voided']),
    );
  });

  it('stand where they stand: nothing is recorded twice or withdrawn twice', async () => {
    const id = await request();
    await record({ clearanceId: id });
    expect(await record({ clearanceId: id })).toMatchObject({ __typename: 'ClearanceNotOpen', status: 'RECORDED' });
    await withdraw(id);
    expect(await withdraw(id)).toMatchObject({ __typename: 'ClearanceNotOpen', status: 'WITHDRAWN' });
    expect(await record({ clearanceId: id })).toMatchObject({ __typename: 'ClearanceNotOpen', status: 'WITHDRAWN' });
  });

  it('are given once where two record one request at once', async () => {
    const clearanceId = await request();
    const both = await Promise.all([record({ clearanceId }), record({ clearanceId })]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['ClearanceNotOpen', 'ClearancePayload']);
  });

  it.each([
    [{ expiresOn: '2020-01-01' }, 'expiresOn', 'order'],
    [{ givenOn: VISIT_DAY }, 'givenOn', 'past'],
    [{ givenOn: '2026-01-15', expiresOn: '2027-01-16' }, 'expiresOn', 'tooLong'],
    [{ techniques: [] }, 'techniques', 'arrayNotEmpty'],
    [{ givenBy: ' ' }, 'givenBy', 'isLength'],
  ])('are not taken as %j', async (more, field, rule) => {
    const { errors } = await api.graphql(RECORD, { input: given(more) }, desk.tokens.front_desk);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', violations: [{ field, rule }] });
  });

  it('cannot be read back at the desk, nor by who has no access to the record; the therapist reads all of it', async () => {
    const id = await request(desk.tokens.front_desk, 'Ask about the Quinquelixin');
    await record({ clearanceId: id, note: 'Light pressure only' });
    await withdraw(id);
    const all = {
      ...{
        requestNote: 'Ask about the Quinquelixin',
        givenBy: 'Dr. Adaeze Eze, cardiologist',
        techniques: ['SWEDISH'],
      },
      ...{ givenOn: TODAY, expiresOn: plus(30), note: 'Light pressure only', attachmentId: null },
      withdrawnBecause: 'The surgery has called it back',
    };
    expect(await details(desk.therapist)).toEqual([all]);
    expect(await details(desk.tokens.owner)).toEqual([null]);
    expect(await details(desk.tokens.manager)).toEqual([null]);
    expect(await api.errorCode(DETAILS, { clientId: desk.clientId }, desk.tokens.front_desk)).toBe('FORBIDDEN');
    expect(await api.errorCode(DETAILS, { clientId: desk.clientId }, desk.colleague)).toBe('NOT_FOUND');
    expect(await api.errorCode(LIST, { clientId: desk.clientId }, desk.colleague)).toBe('NOT_FOUND');
    expect(JSON.stringify(await listed())).not.toMatch(/Eze|Quinquelixin|pressure|SWEDISH|surgery/);
    const [{ rows }] = (await desk.sql(
      `SELECT string_agg(t, ' ') AS rows FROM (SELECT c::text AS t FROM clearances c UNION ALL
         SELECT r::text FROM clearance_records r UNION ALL SELECT e::text FROM clearance_ends e) AS all_of_them`,
    )) as [{ rows: string }];
    for (const secret of ['Quinquelixin', 'Adaeze', 'swedish', 'called it back']) {
      expect(rows).not.toContain(secret);
      expect(rows).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('are written for clients whose record is open to the therapist, and by the desk for all', async () => {
    for (const token of [desk.tokens.front_desk, desk.tokens.owner, desk.therapist]) {
      expect(await withdraw(await request(token), token)).toMatchObject({ clearance: { status: 'WITHDRAWN' } });
    }
    const id = await request();
    expect(await api.errorCode(REQUEST, { input: { clientId: desk.clientId } }, desk.colleague)).toBe('NOT_FOUND');
    expect(await api.errorCode(RECORD, { input: given() }, desk.colleague)).toBe('NOT_FOUND');
    expect(await api.errorCode(WITHDRAW, { input: { id, reason: 'no need' } }, desk.colleague)).toBe('NOT_FOUND');
    const elsewhere = await createScreeningDesk(api);
    for (const token of Object.values(elsewhere.tokens)) {
      expect(await api.errorCode(REQUEST, { input: { clientId: desk.clientId } }, token)).toBe('NOT_FOUND');
      expect(await api.errorCode(RECORD, { input: given() }, token)).toBe('NOT_FOUND');
      expect(await api.errorCode(WITHDRAW, { input: { id, reason: 'no need' } }, token)).toBe('NOT_FOUND');
      expect(await api.errorCode(LIST, { clientId: desk.clientId }, token)).toBe('NOT_FOUND');
    }
    await elsewhere.close();
  });

  it('take a request and a document of this very client only', async () => {
    const [, other] = desk.clientIds as [string, string];
    const clearanceId = await request();
    const mine = await document(desk.clientId, 'clearance');
    const theirs = await document(other, 'clearance');
    const referral = await document(desk.clientId, 'referral');
    const violated = async (more: object): Promise<unknown> =>
      (await api.graphql(RECORD, { input: given(more) }, desk.tokens.front_desk)).errors?.[0]?.extensions['violations'];
    expect(await violated({ clientId: other, clearanceId })).toMatchObject([{ field: 'clearanceId', rule: 'client' }]);
    for (const attachmentId of [theirs, referral]) {
      expect(await violated({ attachmentId })).toMatchObject([{ field: 'attachmentId', rule: 'clearance' }]);
    }
    await record({ clearanceId, attachmentId: mine });
    expect(await details(desk.therapist)).toMatchObject([{ attachmentId: mine }]);
  });

  const document = async (clientId: string, kind: string): Promise<string> => {
    const id = newId();
    await desk.sql(
      `INSERT INTO attachments (practice_id, id, client_id, kind, details, uploaded_by, uploaded_at)
       SELECT $1, $2, $3, $4, 'sealed', id, now() FROM memberships WHERE practice_id = $1 LIMIT 1`,
      [desk.practiceId, id, clientId, kind],
    );
    return id;
  };
});
