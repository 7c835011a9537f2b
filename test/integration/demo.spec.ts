import { readConfig } from '../../src/platform/config/index.js';
import { DEMO_LOGINS, DEMO_PASSWORD, fillDemo } from '../../src/seed/index.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { accessToken me { role } } } }`;

/** It books some hundred visits, which takes its time on a machine that is busy. */
const FILLING_MS = 240_000;

describe('the demo practice', () => {
  let api: TestApi;
  let config: ReturnType<typeof readConfig>;

  beforeAll(async () => {
    api = await TestApi.start();
    const { appUrl: DATABASE_URL } = api.database;
    config = readConfig({
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL,
      ACCESS_TOKEN_SECRET: TOKEN_SECRET,
      RECORDS_KEY,
      LOG_LEVEL: 'silent',
    });
    expect(await fillDemo(config, api.database.ownerUrl)).toBe(true);
  }, FILLING_MS);

  afterAll(() => api.stop());

  it('lets each of its people sign in as who they are', async () => {
    for (const { email, role } of DEMO_LOGINS) {
      const input = { email, password: DEMO_PASSWORD };
      const { signIn } = await api.data<{ signIn: { me: { role: string } } }>(SIGN_IN, { input });
      expect(signIn.me.role).toBe(role.toUpperCase());
    }
  });

  it('has full days on both boards, and slots that are open', async () => {
    const { signIn } = await api.data<{ signIn: { accessToken: string } }>(SIGN_IN, {
      input: { email: 'desk@demo.example', password: DEMO_PASSWORD },
    });
    const ask = <T>(query: string, variables: Record<string, unknown> = {}) =>
      api.data<T>(query, variables, signIn.accessToken);
    const { clinics, services } = await ask<{ clinics: { id: string }[]; services: { id: string; name: string }[] }>(
      `{ clinics { id } services { id name } }`,
    );
    const from = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    for (const { id } of clinics) {
      const { calendar } = await ask<{ calendar: { days: { visits: object[] }[] } }>(
        `query ($id: ID!, $from: LocalDate!) { calendar(clinicId: $id, from: $from, days: 7) { days { visits { id } } } }`,
        { id, from },
      );
      expect(calendar.days.filter(({ visits }) => visits.length >= 6).length).toBeGreaterThanOrEqual(5);
    }
    const { openSlots } = await ask<{ openSlots: { edges: object[] } }>(
      `query ($s: ID!, $c: [ID!]!, $from: LocalDate!) { openSlots(serviceId: $s, clinicIds: $c, from: $from, first: 5) { edges { cursor } } }`,
      { s: services.find(({ name }) => name === 'Swedish 60')!.id, c: clinics.map(({ id }) => id), from },
    );
    expect(openSlots.edges).toHaveLength(5);
  });

  it('has records worth looking at: intake, signed notes, scores that move, plans, and notes that wait', async () => {
    const { signIn } = await api.data<{ signIn: { accessToken: string } }>(SIGN_IN, {
      input: { email: 'therapist@demo.example', password: DEMO_PASSWORD },
    });
    const ask = <T>(query: string, variables: Record<string, unknown> = {}) =>
      api.data<T>(query, variables, signIn.accessToken);
    const [{ clientId }] = (await api.sql(
      `SELECT client_id AS "clientId" FROM session_notes GROUP BY client_id ORDER BY count(*) DESC, client_id LIMIT 1`,
    )) as [{ clientId: string }];
    const record = await ask<{
      intakeNotes: { edges: { node: { answers: { text: string | null }[]; signedBy: string } }[] };
      sessionNotes: { edges: { node: { content: { subjective: string } } }[] };
      outcomeChart: string;
      myUnsignedDrafts: { edges: object[] };
    }>(
      `query ($clientId: ID!) {
        intakeNotes(clientId: $clientId) { edges { node { signedBy answers { text } } } }
        sessionNotes(clientId: $clientId) { edges { node { content { subjective } } } }
        outcomeChart(clientId: $clientId, instrument: PAIN)
        myUnsignedDrafts { edges { cursor } } }`,
      { clientId },
    );
    expect(record.intakeNotes.edges).toHaveLength(1);
    expect(record.intakeNotes.edges[0]!.node.signedBy).toMatch(/\S+ \S+/);
    expect(record.sessionNotes.edges.length).toBeGreaterThanOrEqual(3);
    expect(record.sessionNotes.edges.at(-1)!.node.content.subjective).toMatch(/^First visit\. /);
    expect(record.outcomeChart).toMatch(/^<svg /);
    expect(record.myUnsignedDrafts.edges.length).toBeGreaterThanOrEqual(2);
    const [{ plans, levels }] = (await api.sql(
      `SELECT (SELECT count(*)::int FROM session_plans WHERE status = 'active') AS plans,
         (SELECT array_agg(DISTINCT verdict_level) FROM intake_notes) AS levels`,
    )) as [{ plans: number; levels: string[] }];
    expect(plans).toBeGreaterThanOrEqual(5);
    expect(levels.length).toBeGreaterThanOrEqual(3);
  });

  it('is made once', async () => {
    expect(await fillDemo(config, api.database.ownerUrl)).toBe(false);
  });
});
