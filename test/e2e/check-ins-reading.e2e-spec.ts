import { newId } from '../../src/kernel/index.js';
import type { StaffActor } from '../../src/kernel/index.js';
import { CheckInsPart } from '../../src/modules/check-ins/index.js';
import { TestApi } from '../support/api.js';
import { checkInLink, CheckInWorker, WELL } from '../support/check-ins.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { violationsOf } from '../support/json-schema.js';
import { Phone } from '../support/phone.js';
import { statementsOf } from '../support/statements.js';
import { addVisit } from '../support/visits.js';

/** Tuesday 24 November 2026, 14:00 to 15:00 in Berlin (UTC+1). */
const [START, END] = ['2026-11-24T13:00:00Z', '2026-11-24T14:00:00Z'];
const HOUR = 3_600_000;

const CHECK_IN = `id appointmentId clientId visitEndedAt state expectedSoreness technique pressure asks { step askAt } suggestsLessPressure
  suggestedAdverseEvent answers { hoursAfter step triage said { soreness sites { region side } trend bruising redFlags otherSymptom
  remark wantsCall pain sleep mood } }`;
const OF_CLIENT = `query ($clientId: ID!, $first: Int, $after: String) { checkIns(clientId: $clientId, first: $first, after: $after) {
  edges { node { ${CHECK_IN} } } pageInfo { hasNextPage endCursor } } }`;
const ONE = `query ($id: ID, $appointmentId: ID) { checkIn(id: $id, appointmentId: $appointmentId) { ${CHECK_IN} } }`;
const DAY = `query ($date: LocalDate!) { myDay(date: $date) { appointmentId
  lastSoreness { text soreness hoursAfter technique pressure triage suggestsLessPressure } } }`;
const DESK_SEES = `query ($clientId: ID!) { client(id: $clientId) { givenName wantsCheckIns }
  followUps(clientId: $clientId) { edges { node { kind audience dueAt client { givenName } } } }
  clientLinks(clientId: $clientId) { edges { node { purpose state } } } }`;
const WISH = `mutation ($clientId: ID!, $wanted: Boolean!) { setCheckInWish(clientId: $clientId, wanted: $wanted) {
  client { wantsCheckIns } } }`;
const SET = `mutation ($input: SetCheckInSettingsInput!) { setCheckInSettings(input: $input) { __typename
  ... on CheckInSettingsPayload { settings { version watchFrom followUpFrom } } ... on VersionConflict { currentVersion } } }`;

interface View {
  readonly id: string;
  readonly appointmentId: string;
  readonly answers: readonly { readonly said: Record<string, unknown> | null; readonly triage: string }[];
  readonly suggestedAdverseEvent: string | null;
}

describe('what clients say to check-ins', () => {
  let api: TestApi;
  let worker: CheckInWorker;
  let clinic: ClinicFixture;
  let clientId: string;
  let therapist: StaffActor;
  let token: string;

  beforeAll(async () => {
    api = await TestApi.start();
    worker = await CheckInWorker.over(api.database);
  });
  afterAll(async () => {
    await worker.stop();
    await api.stop();
  });
  beforeEach(async () => {
    clinic = await createClinic(api.database, { clients: 14 });
    clientId = clinic.clientIds[0]!;
    therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
    token = await tokenFor(api.app, therapist);
    at(1);
  });
  afterEach(() => clinic.close());

  /** So many hours after the end of the session. */
  const at = (hours: number): void => {
    worker.now = new Date(Date.parse(END) + hours * HOUR).toISOString();
    api.clock.offset = worker.clock.offset;
  };
  const service = async (technique: string, pressure: number): Promise<string> => {
    const id = newId();
    await clinic.sql(
      `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor)
       VALUES ($1, $2, $3, $3, $4, 5, 60, 9000)`,
      [clinic.practiceId, id, technique, pressure],
    );
    return id;
  };
  const completed = async (startsAt = START, client = clientId): Promise<string> => {
    const visit = { clientId: client, serviceId: await service('deep_tissue', 4), status: 'completed', startsAt };
    const id = await addVisit(clinic, visit);
    await worker.tell(clinic.practiceId, 'appointment.completed', { appointmentId: id });
    return id;
  };
  const answer = async (appointmentId: string, fields: Readonly<Record<string, string | string[]>>): Promise<void> => {
    const link = await checkInLink(api, clinic, appointmentId);
    const phone = new Phone(api);
    const page = await phone.submit(await phone.get(link.path));
    expect((await phone.submit(page, { ...WELL, ...fields })).status).toBe(200);
  };
  const list = async (variables: object, as = token) =>
    (
      await api.data<{ checkIns: { edges: { node: View }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }>(
        OF_CLIENT,
        { clientId, ...variables },
        as,
      )
    ).checkIns;

  it('are the therapist’s to read beside the visit, with what triage made of them', async () => {
    const visit = await completed();
    at(24);
    await answer(visit, { 'a.soreness': '6', 'a.sites': 'neck:left', 'a.remark': 'Stiff.', 'a.trend': 'worse' });
    at(49);
    await answer(visit, { 'a.soreness': '8' });
    at(7 * 24 + 1);
    await answer(visit, { 'a.pain': '4', 'a.sleep': '3', 'a.mood': '5' });
    const [{ node }] = (await list({})).edges as [{ node: View }];
    expect(node).toMatchObject({
      ...{ appointmentId: visit, clientId, visitEndedAt: new Date(END).toISOString(), state: 'ANSWERED' },
      ...{ expectedSoreness: 'HIGH', technique: 'DEEP_TISSUE', pressure: 4, suggestsLessPressure: true },
      asks: [{ step: 'FIRST' }, { step: 'SECOND' }, { step: 'WATCH' }, { step: 'FOLLOW_UP' }],
      answers: [
        {
          ...{ hoursAfter: 24, step: 'FIRST', triage: 'WATCH' },
          said: {
            soreness: 6,
            sites: [{ region: 'NECK', side: 'LEFT' }],
            trend: 'WORSE',
            remark: 'Stiff.',
            pain: null,
          },
        },
        { hoursAfter: 49, step: 'SECOND', triage: 'FOLLOW_UP', said: { soreness: 8, mood: null } },
        { hoursAfter: 169, step: 'FOLLOW_UP', triage: 'EXPECTED', said: { soreness: 0, pain: 4, sleep: 3, mood: 5 } },
      ],
    });
    const byVisit = await api.data<{ checkIn: View }>(ONE, { appointmentId: visit }, token);
    const byId = await api.data<{ checkIn: View }>(ONE, { id: node.id }, token);
    expect([byVisit.checkIn, byId.checkIn]).toEqual([node, node]);
    expect(await api.errorCode(ONE, { id: node.id, appointmentId: visit }, token)).toBe('BAD_USER_INPUT');
    expect(await api.audited(clinic.practiceId)).toEqual(
      expect.arrayContaining(['check_in.read', 'clinical_record.read', 'check_in.answered']),
    );
  });

  it('are read page by page, the latest visit first, under every record of the person', async () => {
    const twin = clinic.clientIds[1]!;
    const visits = [
      await completed('2026-11-20T13:00:00Z', twin),
      await completed('2026-11-22T13:00:00Z'),
      await completed(),
    ];
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [twin, clientId]);
    const first = await list({ first: 2 });
    const second = await list({ first: 2, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node.appointmentId)).toEqual([...visits].reverse());
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('are nobody’s who does not treat the client, until the glass is broken, and never the desk’s', async () => {
    const visit = await completed();
    at(24);
    await answer(visit, { 'a.remark': 'the stairwell' });
    const other = await tokenFor(api.app, await clinic.actor('therapist', clinic.therapistIds[1]));
    const manager = await tokenFor(api.app, await clinic.actor('manager'));
    const desk = await tokenFor(api.app, await clinic.actor('front_desk'));
    for (const stranger of [other, manager]) {
      expect(await api.errorCode(OF_CLIENT, { clientId }, stranger)).toBe('NOT_FOUND');
      expect(await api.errorCode(ONE, { appointmentId: visit }, stranger)).toBe('NOT_FOUND');
    }
    expect(await api.errorCode(OF_CLIENT, { clientId }, desk)).toBe('FORBIDDEN');
    expect(await api.errorCode(ONE, { appointmentId: visit }, desk)).toBe('FORBIDDEN');
    await api.data(
      `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { until } }`,
      { input: { clientId, reason: 'asked for by the client' } },
      manager,
    );
    expect((await list({}, manager)).edges).toHaveLength(1);
  });

  it('reach the front desk as no word, and no outcome', async () => {
    const visit = await completed();
    at(24);
    await answer(visit, { 'a.unusual': 'chest_pain', 'a.remark': 'the stairwell', 'a.soreness': '9' });
    const desk = await tokenFor(api.app, await clinic.actor('front_desk'));
    const seen = await api.data<{ followUps: { edges: { node: object }[] } }>(DESK_SEES, { clientId }, desk);
    expect(seen.followUps.edges.map(({ node }) => node)).toEqual([
      expect.objectContaining({ kind: 'URGENT', audience: 'DESK' }),
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/stairwell|chest|sore|watch|refer|emergency|triage/i);
    const own = await api.data<{ followUps: { edges: { node: object }[] } }>(
      DESK_SEES.replace(/clientLinks.*$/, '}'),
      { clientId },
      token,
    );
    expect(own.followUps.edges.map(({ node }) => node)).toMatchObject([
      { kind: 'SORENESS_EMERGENCY', audience: 'THERAPIST' },
    ]);
  });

  it('of bruises propose an adverse event, until one is recorded for the visit', async () => {
    const visit = await completed();
    at(24);
    await answer(visit, { 'a.bruising': 'yes' });
    const proposed = async () => (await list({})).edges[0]!.node.suggestedAdverseEvent;
    expect(await proposed()).toBe('BRUISING');
    await api.data(
      `mutation ($input: RecordAdverseEventInput!) { recordAdverseEvent(input: $input) { adverseEvent { id } } }`,
      { input: { clientId, appointmentId: visit, kind: 'BRUISING', severity: 'MILD', description: 'On the calf.' } },
      token,
    );
    expect(await proposed()).toBeNull();
  });

  it('are a part of the record that is handed over, in the shape that it promises', async () => {
    const visit = await completed();
    at(24);
    await answer(visit, { 'a.soreness': '6', 'a.sites': 'neck:left', 'a.unusual': 'other', 'a.remark': 'Stiff.' });
    const response = await fetch(`${api.url}/records/${clientId}?format=json&purpose=client`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const document = (await response.json()) as { parts: { checkIns: { data: object }[] } };
    expect(document.parts.checkIns).toHaveLength(1);
    const { data } = document.parts.checkIns[0]!;
    expect(data).toMatchObject({
      appointmentId: visit,
      triage: 'follow_up',
      soreness: 6,
      after: { technique: 'deep_tissue' },
    });
    expect(violationsOf(new CheckInsPart(worker.vault).schema, data)).toEqual([]);
  });

  it('are read no more once the record was erased', async () => {
    const visit = await completed();
    at(24);
    await answer(visit, { 'a.soreness': '6' });
    await worker.units.do({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }, (tx) =>
      worker.vault.destroyKey(tx, clientId),
    );
    expect((await list({})).edges[0]!.node.answers).toMatchObject([{ triage: 'WATCH', said: null }]);
  });

  describe('in the therapist’s day', () => {
    const next = (client: string, startsAt = '2026-11-28T10:00:00Z') =>
      addVisit(clinic, { clientId: client, startsAt });
    const day = async (date = '2026-11-28') =>
      (await api.data<{ myDay: { appointmentId: string; lastSoreness: object | null }[] }>(DAY, { date }, token)).myDay;

    it('are one line beside the next visit', async () => {
      const visit = await completed();
      at(24);
      await answer(visit, { 'a.soreness': '6' });
      at(49);
      await answer(visit, { 'a.soreness': '2' });
      const ahead = await next(clientId);
      await next(clinic.clientIds[1]!, '2026-11-28T12:00:00Z');
      expect(await day()).toMatchObject([
        {
          appointmentId: ahead,
          lastSoreness: {
            text: 'Sore 6/10 at 24 h after deep tissue at pressure 4',
            ...{ soreness: 6, hoursAfter: 24, technique: 'DEEP_TISSUE', pressure: 4, triage: 'WATCH' },
            suggestsLessPressure: false,
          },
        },
        { lastSoreness: null },
      ]);
    });

    it('are never of a later visit, and of every record of the person', async () => {
      const twin = clinic.clientIds[1]!;
      const visit = await completed(START, twin);
      at(24);
      await answer(visit, { 'a.soreness': '3' });
      await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [twin, clientId]);
      await next(clientId, '2026-11-24T08:00:00Z');
      await next(clientId);
      expect(await day('2026-11-24')).toMatchObject([{ lastSoreness: null }, {}]);
      expect(await day()).toMatchObject([{ lastSoreness: { soreness: 3 } }]);
    });

    it('take as many statements with twelve clients as with one', async () => {
      for (const [n, client] of clinic.clientIds.slice(0, 12).entries()) {
        const visit = await completed(`2026-11-${String(10 + n)}T13:00:00Z`, client);
        at(1);
        await answer(visit, { 'a.soreness': '1' });
        await next(client, new Date(Date.parse('2026-11-28T07:00:00Z') + n * HOUR).toISOString());
      }
      await next(clientId, '2026-11-29T10:00:00Z');
      const [one, twelve] = [await statementsOf(() => day('2026-11-29')), await statementsOf(() => day())];
      expect((await day()).filter(({ lastSoreness }) => lastSoreness)).toHaveLength(12);
      expect(twelve.length).toBe(one.length);
      expect(twelve.filter((text) => text.includes('FROM check_in'))).toHaveLength(2);
    });
  });

  it('feed the plan: two sessions to watch suggest less pressure and a consultation', async () => {
    const plan = {
      clientId,
      clinicId: clinic.clinicId,
      goal: 'WELLNESS',
      pressure: { min: 2, max: 4 },
      startsOn: '2026-11-01',
    };
    at(-24 * 20);
    const first = await completed('2026-11-10T13:00:00Z');
    const { proposeSessionPlan } = await api.data<{ proposeSessionPlan: { plan: { id: string; version: number } } }>(
      `mutation ($input: ProposePlanInput!) { proposeSessionPlan(input: $input) { ... on SessionPlanPayload { plan { id version } } } }`,
      { input: plan },
      token,
    );
    const { id: planId, version } = proposeSessionPlan.plan;
    await api.data(
      `mutation ($input: PlanStepInput!) { acceptSessionPlan(input: $input) { __typename } }`,
      { input: { planId, version } },
      token,
    );
    const suggested = async (): Promise<[string[], string[]]> => {
      const { sessionPlan } = await api.data<{
        sessionPlan: { reviewReasons: string[]; suggestions: { kind: string }[] };
      }>(`query ($id: ID!) { sessionPlan(planId: $id) { reviewReasons suggestions { kind } } }`, { id: planId }, token);
      return [sessionPlan.reviewReasons, sessionPlan.suggestions.map(({ kind }) => kind)];
    };
    const second = await completed();
    at(24);
    await answer(first, { 'a.soreness': '1' }); // a fortnight later: to refer, and so more than to watch
    await answer(first, { 'a.soreness': '1' });
    expect((await suggested())[0]).not.toContain('SORE_REPEATEDLY');
    await answer(second, { 'a.soreness': '5' });
    const [reasons, suggestions] = await suggested();
    expect(reasons).toContain('SORE_REPEATEDLY');
    expect(suggestions).toEqual(expect.arrayContaining(['LESS_PRESSURE', 'CONSULTATION']));
  });

  it('can be wished for, by whoever works with the client', async () => {
    await completed();
    const [desk, stranger] = [
      await tokenFor(api.app, await clinic.actor('front_desk')),
      await tokenFor(api.app, await clinic.actor('therapist', clinic.therapistIds[1])),
    ];
    const wish = async (as: string, wanted: boolean) =>
      (await api.data<{ setCheckInWish: { client: object } }>(WISH, { clientId, wanted }, as)).setCheckInWish.client;
    expect(await wish(desk, true)).toEqual({ wantsCheckIns: true });
    expect(await wish(token, false)).toEqual({ wantsCheckIns: false });
    expect(await api.errorCode(WISH, { clientId, wanted: true }, stranger)).toBe('NOT_FOUND');
    await clinic.sql('UPDATE clients SET archived_at = now(), erased_at = now() WHERE id = $1', [clientId]);
    expect(await api.errorCode(WISH, { clientId, wanted: true }, desk)).toBe('NOT_FOUND');
    const wishes = await clinic.sql('SELECT wanted FROM check_in_wishes WHERE client_id = $1', [clientId]);
    expect(wishes).toEqual([{ wanted: false }]);
  });

  it('are judged by the practice’s own thresholds, which the management sets one after the other', async () => {
    const manager = await tokenFor(api.app, await clinic.actor('manager'));
    const set = async (input: object) =>
      (await api.data<{ setCheckInSettings: object }>(SET, { input }, manager)).setCheckInSettings;
    expect(await set({ version: 0, watchFrom: 3, followUpFrom: 3 })).toMatchObject({
      settings: { version: 1, watchFrom: 3, followUpFrom: 3 },
    });
    expect(await set({ version: 0, watchFrom: 4 })).toEqual({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await api.errorCode(SET, { input: { version: 1, watchFrom: 8 } }, manager)).toBe('BAD_USER_INPUT');
    const visit = await completed();
    at(24);
    await answer(visit, { 'a.soreness': '3' });
    expect((await list({})).edges[0]!.node.answers).toMatchObject([{ triage: 'FOLLOW_UP' }]);
    expect(await set({ version: 1 })).toMatchObject({ settings: { version: 2, watchFrom: 5 } });
  });
});
