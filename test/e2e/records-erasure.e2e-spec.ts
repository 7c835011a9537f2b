import type { Role } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { pdfOf } from '../support/files.js';
import { RecordsWorker } from '../support/records-worker.js';
import { ClientsDesk, EDIT, MERGE, READ, RESTORE } from './clients-desk.js';

const YEAR = 366 * 86_400_000;
const REPORT = `report { cause removed refusedForVisits kept { part entries firstOn lastOn }
  retention { endsOn jurisdiction because countedFrom years source } }`;
const REQUEST = `mutation ($clientId: ID!, $kind: ClientRequestKind!) { recordClientRequest(input: { clientId: $clientId, kind: $kind }) {
  __typename ... on ClientRequestPayload { request { id clientId kind state version } } ... on Refusal { message }
  ... on VisitsAhead { appointmentIds } ... on RequestIsOpen { requestId } } }`;
const WITHDRAW = `mutation ($id: ID!, $version: Int!) { withdrawClientRequest(id: $id, version: $version) {
  __typename ... on ClientRequestPayload { request { state version } } ... on VersionConflict { currentVersion } } }`;
const REQUESTS = `query ($clientId: ID) { clientRequests(clientId: $clientId) { edges { node { id kind state closedAt ${REPORT} } } } }`;
const REPORTS = `query ($clientId: ID) { recordReports(clientId: $clientId) { edges { node { cause removed kept { part entries } } } } }`;
const RETENTION = `query ($clientId: ID!) { retention(clientId: $clientId) { endsOn jurisdiction because countedFrom years source } }`;
const SET_RULE = `mutation ($input: SetRetentionRuleInput!) { setRetentionRule(input: $input) { __typename
  ... on RetentionRulePayload { rule { jurisdiction years yearsAfterAdulthood source version } } ... on VersionConflict { currentVersion } } }`;
const RULES = `{ retentionRules { jurisdiction years version source } }`;
const CONTACTS = [
  ...['name', 'birth_date', 'contacts', 'preferences', 'emergency_contact', 'guardian', 'other_care'],
  ...['consents_to_messages', 'search_words', 'words_about_visits', 'links', 'planned_messages', 'drafts'],
];
/** None of these words may be left anywhere after an erasure. */
const WORDS = [
  'Wilhelmina',
  'Quickenborn',
  'wq@example',
  '7654321',
  'Elm Lane',
  'panpipes',
  'Aunt Tilda',
  'Dr. Sawbones',
];
const PERSON = {
  birthDate: '1980-05-05',
  email: 'wq@example.com',
  phone: '030 7654321',
  address: 'Elm Lane 5',
  preferences: { music: 'panpipes' },
  emergencyContact: { name: 'Aunt Tilda', phone: '030 7654321' },
  guardian: { name: 'Aunt Tilda' },
  otherCare: [{ kind: 'PHYSICIAN', providerName: 'Dr. Sawbones' }],
};

interface Node {
  readonly id: string;
  readonly state: string;
  readonly report: Readonly<Record<string, unknown>> | null;
}
interface Answer {
  readonly __typename: string;
  readonly request: { readonly id: string; readonly state: string; readonly version: number };
  readonly appointmentIds: string[];
  readonly requestId: string;
  readonly currentVersion: number;
}

let api: TestApi;
let desk: ClientsDesk;
let workers: [RecordsWorker, RecordsWorker];
let today: string;

beforeEach(async () => {
  api = await TestApi.start();
  desk = await ClientsDesk.open(api);
  workers = [await RecordsWorker.on(api.database), await RecordsWorker.on(api.database)];
  today = new Date().toISOString().slice(0, 10);
});
afterEach(async () => {
  await Promise.all([...workers, desk].map((each) => each.close()));
  await api.stop();
});

const ask = (operation: string, variables: object): Promise<Answer> =>
  desk.ask<Answer>(operation, variables as Record<string, unknown>, 'manager');
const requestErasure = (clientId: string): Promise<Answer> => ask(REQUEST, { clientId, kind: 'ERASURE' });
const requests = async (clientId: string): Promise<Node[]> =>
  (await desk.ask<{ edges: { node: Node }[] }>(REQUESTS, { clientId }, 'manager')).edges.map(({ node }) => node);
const reports = async (clientId: string): Promise<Record<string, unknown>[]> =>
  (await desk.ask<{ edges: { node: Record<string, unknown> }[] }>(REPORTS, { clientId }, 'manager')).edges.map(
    ({ node }) => node,
  );

async function upload(clientId: string, role: Role = 'front_desk'): Promise<string> {
  const headers = { authorization: `Bearer ${desk.tokens[role]}`, 'content-type': 'application/pdf' };
  const url = `${api.url}/attachments?clientId=${clientId}&kind=referral`;
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(pdfOf('a letter')) });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}
const get = (path: string): Promise<Response> =>
  fetch(`${api.url}${path}`, { headers: { authorization: `Bearer ${desk.tokens.therapist}` } });

/** Somebody who came yesterday, whom the therapist of the desk treated, and of whom there is a file. */
async function treated(familyName = 'Quickenborn'): Promise<{ id: string; fileId: string; visitId: string }> {
  const { id } = await desk.add('Wilhelmina', familyName, PERSON);
  visits += 1;
  const visitId = await desk.visit(id, { days: -visits });
  await api.sql(`UPDATE appointments SET status = 'completed' WHERE id = $1`, [visitId]);
  return { id, visitId, fileId: await upload(id) };
}
let visits = 0;
beforeEach(() => {
  visits = 0;
});
const inTenYears = (date: string): string => `${Number(date.slice(0, 4)) + 10}${date.slice(4)}`;

/** The tables in which one of the words still stands in the clear. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const tables = await api.sql<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'vault') AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const patterns = words.map((word) => `%${word}%`);
    const rows = await api.sql(`SELECT 1 FROM ${name} t WHERE t::text ILIKE ANY ($1) LIMIT 1`, [patterns]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe('a client who asks for erasure', () => {
  it('is erased at once where there is no clinical record, search words included, and the report says so', async () => {
    const { id } = await desk.add('Wilhelmina', 'Quickenborn', PERSON);
    await desk.add('Wilhelm', 'Quickenborn');
    expect(await tablesWith(WORDS)).toEqual(['public.client_name_words', 'public.client_other_care', 'public.clients']);
    expect((await requestErasure(id)).request).toMatchObject({ state: 'OPEN', version: 1 });
    expect(await workers[0].answerRequests()).toBe(1);

    const [request] = await requests(id);
    expect(request).toMatchObject({ state: 'DONE', report: { cause: 'ERASURE', removed: CONTACTS, kept: [] } });
    expect(request!.report).toMatchObject({ retention: null, refusedForVisits: false });
    expect(await tablesWith(WORDS.filter((word) => word !== 'Quickenborn'))).toEqual([]);
    expect(await desk.found('quickenborn', { includeArchived: true })).toEqual(['Wilhelm Quickenborn']);
    expect(await desk.read(id)).toMatchObject({
      ...{ givenName: 'Erased', familyName: id.slice(-8), birthDate: null, email: null, phone: null, address: null },
      ...{ preferences: { music: null }, emergencyContact: null, guardian: null, otherCare: [], consents: [] },
    });
  });

  it('must have no visit ahead, and is told which there are', async () => {
    const { id } = await desk.add('Wilhelmina', 'Quickenborn');
    const later = await desk.visit(id, { days: 31 });
    const next = await desk.visit(id, { days: 30 });
    expect(await requestErasure(id)).toMatchObject({ __typename: 'VisitsAhead', appointmentIds: [next, later] });
    await api.sql(`UPDATE appointments SET status = 'cancelled', cancel_reason = 'other'`);
    expect((await requestErasure(id)).__typename).toBe('ClientRequestPayload');
  });

  it('is booked no more from then on', async () => {
    const { id } = await desk.add('Wilhelmina', 'Quickenborn');
    await requestErasure(id);
    expect((await desk.read(id))['archivedAt']).not.toBeNull();
    const { clinicId, serviceId } = desk.clinic;
    const startsAt = `${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`;
    const book = `mutation ($input: BookAppointmentInput!) { bookAppointment(idempotencyKey: "book the erased", input: $input) { __typename } }`;
    const input = { clientId: id, slot: { clinicId, serviceId, startsAt } };
    expect(await api.errorCode(book, { input }, desk.tokens.front_desk)).toBe('BAD_USER_INPUT');
  });

  it('is not erased when the desk has restored and booked them meanwhile', async () => {
    const { id } = await desk.add('Wilhelmina', 'Quickenborn');
    await requestErasure(id);
    await desk.ask(RESTORE, { id, version: 2 });
    await desk.visit(id);
    await workers[0].answerRequests();
    const [request] = await requests(id);
    expect(request).toMatchObject({ state: 'REFUSED', report: { removed: [], refusedForVisits: true } });
    expect(await desk.read(id)).toMatchObject({ givenName: 'Wilhelmina' });
  });

  it('keeps the clinical record until its retention ends: the report says what, why and until when', async () => {
    const { id, fileId, visitId } = await treated();
    await api.sql(`UPDATE appointments SET cancel_note = 'Aunt Tilda rang' WHERE id = $1`, [visitId]);
    await requestErasure(id);
    await workers[0].answerRequests();
    const [request] = await requests(id);
    expect(request!.report).toEqual({
      cause: 'ERASURE',
      removed: CONTACTS,
      refusedForVisits: false,
      kept: [{ part: 'attachments', entries: 1, firstOn: today, lastOn: today }],
      retention: {
        endsOn: inTenYears(today),
        jurisdiction: 'DE',
        because: 'LAST_VISIT',
        countedFrom: today,
        years: 10,
        source: 'BGB § 630f (3); for minors the default of the program',
      },
    });
    expect(await tablesWith(WORDS)).toEqual([]);
    expect((await get(`/attachments/${fileId}`)).status).toBe(200);
    const { parts } = (await (await get(`/records/${id}?format=json&purpose=client`)).json()) as { parts: Parts };
    expect([parts['attachments']!.length, parts['visits']!.length]).toEqual([1, 1]);
  });

  it('is nobody whom the desk could change any more', async () => {
    const { id } = await desk.add('Wilhelmina', 'Quickenborn');
    await requestErasure(id);
    await workers[0].answerRequests();
    const { version } = await desk.read(id);
    const { front_desk: token } = desk.tokens;
    expect(await api.errorCode(RESTORE, { id, version }, token)).toBe('NOT_FOUND');
    expect(await api.errorCode(EDIT, { input: { id, version, givenName: 'Back' } }, token)).toBe('NOT_FOUND');
    expect(await api.errorCode(REQUEST, { clientId: id, kind: 'ERASURE' }, desk.tokens.manager)).toBe('NOT_FOUND');
    expect(await api.errorCode(READ, { id }, token).catch(() => 'readable')).toBe('readable');
  });

  it('may think better of it in time, and asks once', async () => {
    const { id } = await desk.add('Wilhelmina', 'Quickenborn');
    const { request } = await requestErasure(id);
    expect(await requestErasure(id)).toMatchObject({ __typename: 'RequestIsOpen', requestId: request.id });
    expect(await ask(WITHDRAW, { id: request.id, version: 2 })).toMatchObject({ currentVersion: 1 });
    expect((await ask(WITHDRAW, { id: request.id, version: 1 })).request).toEqual({ state: 'WITHDRAWN', version: 2 });
    expect(await ask(WITHDRAW, { id: request.id, version: 2 })).toMatchObject({ currentVersion: 2 });
    expect(await workers[0].answerRequests()).toBe(0);
    expect(await desk.read(id)).toMatchObject({ givenName: 'Wilhelmina' });
    expect(await requests(id)).toMatchObject([{ state: 'WITHDRAWN', report: null }]);
  });
});

type Parts = Readonly<Record<string, unknown[]>>;

describe('a client who asks for access', () => {
  it('gets a report of what is held and until when, and nothing is removed', async () => {
    const { id } = await treated();
    await ask(REQUEST, { clientId: id, kind: 'ACCESS' });
    await workers[0].answerRequests();
    const [request] = await requests(id);
    expect(request).toMatchObject({ state: 'DONE', report: { cause: 'ACCESS', removed: [] } });
    expect(request!.report).toMatchObject({ kept: [{ part: 'attachments', entries: 1 }] });
    expect(request!.report).toMatchObject({ retention: { endsOn: inTenYears(today) } });
    expect(await desk.read(id)).toMatchObject({ givenName: 'Wilhelmina', archivedAt: null });
  });
});

describe('the retention of a record', () => {
  const later = (years: number): number => Date.parse(`${inTenYears(today)}T12:00Z`) - Date.now() + years * YEAR;
  const travel = (offset: number): void => {
    for (const worker of workers) worker.offset = offset;
  };

  it('ends for whoever has not come again: nothing of theirs opens, and others’ records do', async () => {
    const gone = await treated();
    const stays = await treated('Stays');
    travel(later(0) - 2 * 86_400_000);
    expect(await workers[0].endRetention()).toBe(2); // both are looked at, and put off until their end
    expect((await get(`/attachments/${gone.fileId}`)).status).toBe(200);

    await api.sql(
      `UPDATE appointments SET starts_at = s, ends_at = s + interval '1 hour', therapist_blocked_from = s, therapist_blocked_to = s + interval '1 hour',
         room_blocked_from = s, room_blocked_to = s + interval '1 hour' FROM (SELECT now() + interval '5 years' AS s) AS at WHERE id = $1`,
      [stays.visitId],
    );
    const [sealed] = await api.sql<{ content: Buffer }>(
      'SELECT content FROM attachment_chunks WHERE attachment_id = $1',
      [gone.fileId],
    );
    travel(later(0));
    await workers[0].endRetention();
    expect(await reports(gone.id)).toEqual([
      { cause: 'RETENTION_ENDED', removed: [...CONTACTS, 'clinical_record'], kept: [] },
    ]);
    expect(await reports(stays.id)).toEqual([]);

    // As a backup would bring it back: the row is there again, and the key is not.
    const manager = await desk.clinic.actor('manager');
    await api.sql(
      `INSERT INTO attachments (practice_id, id, client_id, kind, details, uploaded_by, uploaded_at) VALUES ($1, $2, $3, 'other', $4, $5, now())`,
      [desk.clinic.practiceId, gone.fileId, gone.id, sealed!.content, manager.membershipId],
    );
    expect((await get(`/attachments/${gone.fileId}`)).status).toBe(404);
    const { parts, client } = (await (await get(`/records/${gone.id}?format=json&purpose=client`)).json()) as {
      parts: Parts;
      client: { givenName: string };
    };
    expect([client.givenName, parts['attachments']]).toEqual(['Erased', []]);
    expect((await fetchUpload(gone.id)).status).toBe(404);
    expect((await get(`/attachments/${stays.fileId}`)).status).toBe(200);
    expect(await desk.read(stays.id)).toMatchObject({ givenName: 'Wilhelmina', familyName: 'Stays' });

    const audit = await desk.audit(gone.id);
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['client.created', 'attachment.added']));
    expect(audit.find(({ action }) => action === 'record.erased')).toMatchObject({
      details: { cause: 'retention_ended', keptUntil: null },
    });
  });

  it('ends after an erasure that had to keep the record', async () => {
    const { id, fileId } = await treated();
    await requestErasure(id);
    await workers[0].answerRequests();
    travel(later(0) - 2 * 86_400_000);
    expect(await workers[0].endRetention()).toBe(0);
    expect((await get(`/attachments/${fileId}`)).status).toBe(200);
    travel(later(0));
    expect(await workers[0].endRetention()).toBe(1);
    expect((await get(`/attachments/${fileId}`)).status).toBe(404);
    expect((await reports(id)).map(({ cause }) => cause)).toEqual(['RETENTION_ENDED', 'ERASURE']);
  });

  it('ends once where two workers look at once, and so does a request', async () => {
    const people: string[] = [];
    for (let n = 0; n < 6; n += 1) people.push((await treated(`Number${n}`)).id);
    for (const id of people) await ask(REQUEST, { clientId: id, kind: 'ACCESS' });
    const answered = await Promise.all(workers.map((worker) => worker.answerRequests()));
    expect(answered[0]! + answered[1]!).toBe(6);
    travel(later(0));
    const looked = await Promise.all(workers.map((worker) => worker.endRetention()));
    expect(looked[0]! + looked[1]!).toBe(6);
    for (const id of people) {
      expect((await reports(id)).map(({ cause }) => cause)).toEqual(['RETENTION_ENDED', 'ACCESS']);
    }
  });

  it('is that of the whole person: records that were merged go together', async () => {
    const [source, target] = [await treated('Source'), await treated('Target')];
    await desk.ask(MERGE, { input: { sourceId: source.id, targetId: target.id } }, 'manager');
    travel(later(0));
    await workers[0].endRetention();
    for (const { id, fileId } of [source, target]) {
      expect((await get(`/attachments/${fileId}`)).status).toBe(404);
      expect(await desk.read(id)).toMatchObject({ givenName: 'Erased' });
    }
    const keys = await api.sql('SELECT 1 FROM vault.client_keys WHERE wrapped IS NOT NULL');
    expect(keys).toEqual([]);
    expect((await reports(source.id)).length + (await reports(target.id)).length).toBe(1);
  });

  it('is put off while a visit is ahead', async () => {
    const { id, fileId } = await treated();
    const ahead = await desk.visit(id);
    travel(later(0));
    await workers[0].endRetention();
    expect((await get(`/attachments/${fileId}`)).status).toBe(200);
    await api.sql(`UPDATE appointments SET status = 'cancelled', cancel_reason = 'other' WHERE id = $1`, [ahead]);
    travel(later(0) + 31 * 86_400_000);
    await workers[0].endRetention();
    expect((await get(`/attachments/${fileId}`)).status).toBe(404);
  });

  it('is as the practice sets it, also for records that are there', async () => {
    const { id, fileId } = await treated();
    expect(await ask(RETENTION, { clientId: id })).toMatchObject({ endsOn: inTenYears(today), years: 10 });
    const rule = { jurisdiction: 'DE', years: 1, yearsAfterAdulthood: 0, version: 0 };
    expect(await ask(SET_RULE, { input: rule })).toMatchObject({
      rule: { jurisdiction: 'DE', years: 1, version: 1, source: 'Set by the practice' },
    });
    expect(await ask(SET_RULE, { input: { ...rule, years: 3 } })).toMatchObject({ currentVersion: 1 });
    expect((await ask(SET_RULE, { input: { ...rule, years: 2, version: 1 } })).__typename).toBe('RetentionRulePayload');
    const rules = await desk.ask<{ jurisdiction: string; years: number; version: number }[]>(RULES, {}, 'manager');
    expect(rules.find(({ jurisdiction }) => jurisdiction === 'DE')).toMatchObject({ years: 2, version: 2 });
    travel(3 * YEAR);
    await workers[0].endRetention();
    expect((await get(`/attachments/${fileId}`)).status).toBe(404);
  });

  it('is none where nothing is clinical', async () => {
    const { id } = await desk.add('Wilhelmina', 'Quickenborn');
    const { data } = await desk.respond(RETENTION, { clientId: id }, 'manager');
    expect(data).toEqual({ retention: null });
  });
});

const fetchUpload = (clientId: string): Promise<Response> =>
  fetch(`${api.url}/attachments?clientId=${clientId}&kind=other`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.tokens.front_desk}`, 'content-type': 'application/pdf' },
    body: new Uint8Array(pdfOf('too late')),
  });

describe('what the reports say', () => {
  it.each(['unknot_app', 'unknot_worker'] as const)('is for good: %s changes and removes none', async (role) => {
    for (const statement of [`UPDATE record_reports SET content = '{}'`, 'DELETE FROM record_reports']) {
      await expect(api.sql(`SET ROLE ${role}; ${statement}`)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
