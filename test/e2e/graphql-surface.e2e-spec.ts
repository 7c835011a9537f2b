import { serverAudits } from 'graphql-http';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

/** Audits of graphql-http that do not pass, by id, each for a reason (docs/decisions/0009). */
const DEVIATIONS: Readonly<Record<string, string>> = {
  '3E3A': 'MAY use 400 status code if parameters are invalid',
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
  '6A70': 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
  '8764': 'MAY use 4xx or 5xx status codes if parameters are invalid',
  D6D5: 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  LKJ1: 'MAY use 400 status code on number {query} parameter',
  LKJ2: 'MAY use 400 status code on boolean {query} parameter',
};

describe('GraphQL over HTTP', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let token: string;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    token = await tokenFor(api.app, await clinic.actor('manager'));
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  it('passes the audits of graphql-http, but for the listed ones', async () => {
    const results = await Promise.all(
      serverAudits({ url: `${api.url}/graphql`, fetchFn: fetch }).map(async (audit) => ({
        audit,
        result: await audit.fn(),
      })),
    );
    const failing = results.filter(({ result }) => result.status !== 'ok');
    expect(results.length).toBeGreaterThan(50);
    expect(failing.map(({ audit }) => `${audit.id} ${audit.name}`).sort()).toEqual(
      Object.entries(DEVIATIONS)
        .map(([id, name]) => `${id} ${name}`)
        .sort(),
    );
  });

  it('serves GraphiQL as one page that asks nobody else', async () => {
    const response = await fetch(`${api.url}/graphiql`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(page).toContain('renderYogaGraphiQL');
    expect(page).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)=["'](?:https?:)?\/\//);
    expect(page).not.toMatch(/@import\s+(?:url\()?["']?https?:/);
  });

  it('tells whether it lives and is ready, with headers that keep browsers careful', async () => {
    const [health, ready] = await Promise.all([fetch(`${api.url}/health`), fetch(`${api.url}/ready`)]);
    expect([health.status, await health.json()]).toEqual([200, { status: 'up' }]);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    expect(health.headers.get('x-content-type-options')).toBe('nosniff');
    expect(health.headers.get('x-frame-options')).toBe('DENY');
  });

  describe('limits', () => {
    const refusal = async (document: string) => (await api.graphql(document, {}, token)).errors?.[0]?.message;
    const nested = (levels: number) =>
      `{ clinics ${'{ rooms { clinic '.repeat(levels)} { id } ${'} }'.repeat(levels)} }`;

    it.each([
      ['depth', nested(8), /depth/i],
      ['aliases', `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: clinics { id }`).join(' ')} }`, /alias/i],
      ['directives', `{ __typename ${'@include(if: true) '.repeat(60)} }`, /directive/i],
      ['tokens', `{ ${'__typename '.repeat(4_000)} }`, /token/i],
    ])('hold the %s', async (_, document, message) => {
      expect(await refusal(document)).toMatch(message);
    });

    it('let through what a screen of the console asks', async () => {
      const document = `query ($c: ID!, $from: DateTime!, $to: DateTime!) {
        appointments(clinicId: $c, from: $from, to: $to, first: 50) { edges { cursor node { id status startsAt endsAt version
          client { id givenName familyName phone preferences { pressure } } therapist { id name } room { id name features }
          service { id name durationMinutes } clinic { id name timeZone } history { at kind by } } } pageInfo { hasNextPage endCursor } } }`;
      const variables = { c: clinic.clinicId, from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
      expect((await api.graphql(document, variables, token)).errors).toBeUndefined();
    });

    it('take one operation a request', async () => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
      });
      expect(response.status).toBe(400);
    });

    it('keep simple requests of foreign pages out', async () => {
      const response = await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: '{"query":"{ __typename }"}',
      });
      expect([400, 415]).toContain(response.status);
    });
  });

  describe('bad values', () => {
    const AFFECTED = `query ($c: ID!, $from: DateTime!) { affectedVisits(clinicId: $c, from: $from) { brokenRules { rule } } }`;
    const DAY = `query ($c: ID!, $from: LocalDate!) { calendar(clinicId: $c, from: $from) { days { date } } }`;

    it.each(['garbage', true, 12, '2026-02-31T10:00:00Z', '2026-03-01T10:00:00', '2026-03-01'])(
      'are no instant: %p',
      async (from) => {
        expect(await api.errorCode(AFFECTED, { c: clinic.clinicId, from }, token)).toBe('BAD_USER_INPUT');
      },
    );

    it.each(['garbage', 20260301, '2026-02-31', '2026-3-1', '2026-03-01T10:00:00Z'])(
      'are no date: %p',
      async (from) => {
        expect(await api.errorCode(DAY, { c: clinic.clinicId, from }, token)).toBe('BAD_USER_INPUT');
      },
    );

    it('with U+0000 are refused by name, in variables and in the document', async () => {
      const create = `mutation ($input: AddRoomInput!) { addRoom(input: $input) { __typename } }`;
      const { errors } = await api.graphql(create, { input: { clinicId: clinic.clinicId, name: 'a\u0000b' } }, token);
      expect(errors![0]!.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        violations: [{ field: 'name', rule: 'noNul' }],
      });
      expect(await api.errorCode(`{ searchClients(query: "a\\u0000b") { __typename } }`, {}, token)).toBe(
        'BAD_USER_INPUT',
      );
    });

    it.each([
      ['SQL in a cursor', `' OR 1=1 --`],
      ['another list’s cursor', Buffer.from('["x"]').toString('base64url')],
      ['an object in a cursor', Buffer.from('[{"a":1},{"b":2}]').toString('base64url')],
    ])('as cursors are refused: %s', async (_, after) => {
      const list = `query ($c: ID!, $after: String) { appointments(clinicId: $c, after: $after, from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z") { pageInfo { endCursor } } }`;
      expect(await api.errorCode(list, { c: clinic.clinicId, after }, token)).toBe('BAD_USER_INPUT');
    });

    it('cannot smuggle a role or a price into an input', async () => {
      const create = `mutation ($input: AddRoomInput!) { addRoom(input: $input) { __typename } }`;
      const input = { clinicId: clinic.clinicId, name: 'Elm', practiceId: clinic.practiceId, role: 'owner' };
      expect(await api.errorCode(create, { input }, token)).toBe('BAD_USER_INPUT');
    });
  });
});
