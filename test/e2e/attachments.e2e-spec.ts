import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { tokenFor } from '../support/clinic-fixture.js';
import { pdfOf } from '../support/files.js';
import { ClientsDesk, MERGE } from './clients-desk.js';

const SECRET = 'the client is afraid of needles';
const MB = 1024 * 1024;
const LIST = `query ($clientId: ID!, $first: Int, $after: String) { attachments(clientId: $clientId, first: $first, after: $after) {
  edges { node { id clientId kind name mediaType sizeBytes sha256 uploadedAt uploadedBy } } pageInfo { hasNextPage endCursor } } }`;
const BREAK = `mutation ($id: ID!) { breakGlass(input: { clientId: $id, reason: "asked for by the physician" }) { until } }`;

let api: TestApi;
let desk: ClientsDesk;
let elsewhere: ClientsDesk;
/** Treated by the therapist of the desk. */
let client: string;

beforeAll(async () => {
  api = await TestApi.start();
  desk = await ClientsDesk.open(api);
  elsewhere = await ClientsDesk.open(api);
  client = (await desk.add('Ada', 'Attached')).id;
  await desk.visit(client);
});
afterAll(async () => {
  await Promise.all([desk.close(), elsewhere.close()]);
  await api.stop();
});

interface Upload {
  readonly clientId?: string;
  readonly kind?: string;
  readonly type?: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

async function upload(file: Buffer | string, given: Upload = {}): Promise<{ status: number; body: Answer }> {
  const { clientId = client, kind = 'referral', type = 'application/pdf', token = desk.tokens.front_desk } = given;
  const response = await fetch(`${api.url}/attachments?clientId=${clientId}&kind=${kind}`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-file-name': encodeURIComponent('Überweisung.pdf'),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...given.headers,
    },
    body: new Uint8Array(Buffer.from(file as string)),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
interface Answer {
  readonly id: string;
  readonly code: string;
  readonly violations: { field: string; rule: string }[];
}
async function uploaded(file: Buffer, given: Upload = {}): Promise<string> {
  const { status, body } = await upload(file, given);
  expect([status, body.code]).toEqual([201, undefined]);
  return body.id;
}
const download = (id: string, token?: string): Promise<Response> =>
  fetch(`${api.url}/attachments/${id}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});
const rows = async (): Promise<number> => {
  const [{ count } = { count: -1 }] = await api.sql<{ count: number }>('SELECT count(*)::int FROM attachment_chunks');
  return count;
};

describe('a file that the desk uploads', () => {
  it.each([0, 256 * 1024, 10 * MB - 300])('comes back as it was to the therapist: about %d bytes', async (size) => {
    const file = pdfOf(SECRET, size);
    const id = await uploaded(file);
    const response = await download(id, desk.tokens.therapist);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_berweisung.pdf"; filename*=UTF-8''%C3%9Cberweisung.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('stands in the list of its client, under its name, and in the audit with who added and who read it', async () => {
    const file = pdfOf('listed');
    const id = await uploaded(file, { kind: 'clearance' });
    await download(id, desk.tokens.therapist);
    const [first] = await list(client);
    expect(first).toMatchObject({ id, clientId: client, kind: 'CLEARANCE', name: 'Überweisung.pdf' });
    expect(first).toMatchObject({ mediaType: 'application/pdf', sizeBytes: file.length });
    const entries = (await desk.audit(id)).map(({ action, actor_role }) => [action, actor_role]);
    expect(entries).toEqual([
      ['attachment.added', 'front_desk'],
      ['attachment.read', 'therapist'],
    ]);
    const kinds = (await desk.audit(id)).map(({ details }) => details);
    expect(kinds).toEqual([{ kind: 'clearance' }, {}]);
  });

  it('is added once for one key', async () => {
    const file = pdfOf('once');
    const headers = { 'idempotency-key': 'one and the same file' };
    const id = await uploaded(file, { headers });
    const before = await rows();
    expect(await uploaded(file, { headers })).toBe(id);
    expect(await rows()).toBe(before);
    const another = await upload(pdfOf('another'), { headers });
    expect([another.status, another.body.violations[0]!.field]).toEqual([400, 'idempotencyKey']);
    expect(await upload(file, { headers: { 'idempotency-key': 'short' } })).toMatchObject({ status: 400 });
  });

  it('is listed page by page, the last first', async () => {
    const someone = (await desk.add('Paula', 'Pages')).id;
    await desk.visit(someone, { days: 31 });
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.unshift(await uploaded(pdfOf(`page ${n}`), { clientId: someone }));
    const ask = async (after: string | null): Promise<Page> =>
      desk.ask<Page>(LIST, { clientId: someone, first: 2, after }, 'therapist');
    const page = await ask(null);
    expect(page.edges.map(({ node }) => node['id'])).toEqual(ids.slice(0, 2));
    expect(page.pageInfo.hasNextPage).toBe(true);
    const next = await ask(page.pageInfo.endCursor);
    expect(next.edges.map(({ node }) => node['id'])).toEqual(ids.slice(2));
    expect(next.pageInfo.hasNextPage).toBe(false);
  });

  it('is one of the person’s, also when the record was merged', async () => {
    const [source, target] = [(await desk.add('Mia', 'Merged')).id, (await desk.add('Mia', 'Standing')).id];
    await desk.visit(target, { days: 32 });
    const id = await uploaded(pdfOf('of the source'), { clientId: source });
    await desk.ask(MERGE, { input: { sourceId: source, targetId: target } }, 'manager');
    const later = await uploaded(pdfOf('after the merge'), { clientId: source });
    expect((await list(target)).map((node) => [node['id'], node['clientId']])).toEqual([
      [later, target],
      [id, source],
    ]);
    expect((await download(id, desk.tokens.therapist)).status).toBe(200);
  });

  it('is nothing but ciphertext in the database, its name and type included', async () => {
    await uploaded(pdfOf(SECRET), { headers: { 'x-file-name': encodeURIComponent('needles and fear.pdf') } });
    const [found] = await api.sql<{ found: number }>(
      `SELECT (SELECT count(*) FROM attachments a WHERE a::text LIKE ANY (ARRAY[$1, $2, $3]) OR encode(details, 'escape') LIKE ANY (ARRAY[$1, $2, $3]))::int
        + (SELECT count(*) FROM attachment_chunks WHERE encode(content, 'escape') LIKE ANY (ARRAY[$1, $2, $3]))::int AS found`,
      [`%${SECRET}%`, '%needles and fear%', '%/Type /Catalog%'],
    );
    expect(found).toEqual({ found: 0 });
  });

  it('does not open when a chunk is put in another one’s place, or taken away', async () => {
    const id = await uploaded(pdfOf('swapped', 600 * 1024));
    await api.sql('UPDATE attachment_chunks SET number = 100 WHERE attachment_id = $1 AND number = 0', [id]);
    await api.sql('UPDATE attachment_chunks SET number = 0 WHERE attachment_id = $1 AND number = 1', [id]);
    await api.sql('UPDATE attachment_chunks SET number = 1 WHERE attachment_id = $1 AND number = 100', [id]);
    expect((await download(id, desk.tokens.therapist)).status).toBe(500);
    await api.sql('DELETE FROM attachment_chunks WHERE attachment_id = $1 AND number = 1', [id]);
    expect((await download(id, desk.tokens.therapist)).status).toBe(500);
  });
});

interface Page {
  readonly edges: { node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}
async function list(clientId: string): Promise<Readonly<Record<string, unknown>>[]> {
  const { edges } = await desk.ask<Page>(LIST, { clientId }, 'therapist');
  return edges.map(({ node }) => node);
}

describe('who may not', () => {
  let id: string;
  let untreated: string;
  let ofUntreated: string;
  beforeAll(async () => {
    id = await uploaded(pdfOf(SECRET));
    untreated = (await desk.add('Ulla', 'Untreated')).id;
    ofUntreated = await uploaded(pdfOf(SECRET), { clientId: untreated });
  });

  it.each([
    ['the front desk, of anything', () => download(id, desk.tokens.front_desk), 403],
    ['nobody signed in', () => download(id), 401],
    ['a forged token', () => download(id, `${desk.tokens.therapist}x`), 401],
    ['an owner who does not treat the client', () => download(id, desk.tokens.owner), 404],
    ['a manager who does not treat the client', () => download(id, desk.tokens.manager), 404],
    ['a therapist of somebody else’s client', () => download(ofUntreated, desk.tokens.therapist), 404],
    ['the owner of another practice', () => download(id, elsewhere.tokens.owner), 404],
    ['the therapist of another practice', () => download(id, elsewhere.tokens.therapist), 404],
    ['a therapist, of a file that never was', () => download(crypto.randomUUID(), desk.tokens.therapist), 404],
    ['a therapist, of something that is no id', () => download('..%2f..', desk.tokens.therapist), 404],
  ])('read: %s', async (_, ask, status) => {
    const response = await ask();
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).not.toContain('%PDF');
    expect(text).not.toContain('berweisung');
    if (status === 404) expect(text).toBe('{"code":"NOT_FOUND","message":"There is no such attachment."}');
  });

  it.each(['front_desk', 'owner', 'manager'] as const)('list: the %s', async (role) => {
    const { errors } = await desk.respond(LIST, { clientId: client }, role);
    expect(errors?.[0]?.extensions.code).toBe(role === 'front_desk' ? 'FORBIDDEN' : 'NOT_FOUND');
  });

  it('list: another practice', async () => {
    expect(await api.errorCode(LIST, { clientId: client }, elsewhere.tokens.therapist)).toBe('NOT_FOUND');
  });

  it.each([
    ['nobody signed in', () => ({ token: null }), 401],
    ['another practice, to this client', () => ({ token: elsewhere.tokens.front_desk }), 404],
    [
      'a therapist, to a client whom they do not treat',
      () => ({ token: desk.tokens.therapist, clientId: untreated }),
      404,
    ],
    ['the desk, to nobody', () => ({ clientId: crypto.randomUUID() }), 404],
    ['the desk, to no id', () => ({ clientId: 'x' }), 400],
    ['the desk, of no kind', () => ({ kind: 'selfie' }), 400],
    ['the desk, of another type', () => ({ type: 'text/html' }), 415],
  ])('upload: %s', async (_, given, status) => {
    const before = await rows();
    expect((await upload(pdfOf('not taken'), given())).status).toBe(status);
    expect(await rows()).toBe(before);
  });

  it('stay out: breaking the glass opens the files of that client alone', async () => {
    const manager: Role = 'manager';
    await desk.ask(BREAK, { id: untreated }, manager);
    expect((await download(ofUntreated, desk.tokens[manager])).status).toBe(200);
    expect((await download(id, desk.tokens[manager])).status).toBe(404);
  });

  it('hear after the session has ended that it has, and read nothing', async () => {
    const actor = await desk.clinic.actor('front_desk');
    const token = await tokenFor(api.app, actor);
    await desk.clinic.sql('UPDATE sessions SET ended_at = now() WHERE id = $1', [actor.sessionId]);
    expect((await upload(pdfOf('too late'), { token })).status).toBe(401);
  });
});

describe('what is not taken', () => {
  it.each([
    ['a web page as PDF', '<!DOCTYPE html><script>alert(1)</script>', 'application/pdf', 'isMediaType'],
    [
      'a drawing with a script as PNG',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
      'image/png',
      'isMediaType',
    ],
    ['PDF as PNG', pdfOf('declared wrongly'), 'image/png', 'isAsDeclared'],
    ['half a PDF', pdfOf('half').subarray(0, 60), 'application/pdf', 'isWhole'],
    [
      'PDF with an archive behind it',
      Buffer.concat([pdfOf('zip'), Buffer.from('PK\x05\x06')]),
      'application/pdf',
      'isWhole',
    ],
    ['nothing', '', 'application/pdf', 'isNotEmpty'],
  ])('%s', async (_, file, type, rule) => {
    const before = await rows();
    const { status, body } = await upload(file, { type });
    expect([status, body.violations.map((violation) => violation.rule)]).toEqual([400, [rule]]);
    expect(await rows()).toBe(before);
  });

  it.each(['%', '%E0%A4%A', '%FF'])('a name that is no text: %s', async (name) => {
    expect((await upload(pdfOf('named'), { headers: { 'x-file-name': name } })).status).toBe(400);
  });

  it('more than 10 MB, whether the length is told before or not', async () => {
    const before = await rows();
    const file = pdfOf('large', 10 * MB + 1);
    const told = await send(file, { 'content-length': String(file.length) });
    const untold = await send(file, { 'transfer-encoding': 'chunked' });
    expect([told, untold]).toEqual([413, 413]);
    expect(await rows()).toBe(before);
  });

  it('less than was told: an upload that breaks off leaves nothing', async () => {
    const before = await rows();
    const file = pdfOf('broken off', MB);
    const started = begin({ 'content-length': String(file.length) });
    started.write(file.subarray(0, MB / 2));
    await pause(50);
    started.destroy();
    await uploaded(pdfOf('the next one'));
    expect(await rows()).toBe(before + 1);
  });

  it('a ninth at once: eight are in memory, and the ninth is asked to come again', async () => {
    const file = pdfOf('one of eight');
    const asked = { 'content-length': String(file.length), expect: '100-continue' };
    const waiting = Array.from({ length: 8 }, () => begin(asked));
    // Told to go on, each has its place.
    await Promise.all(waiting.map((one) => once(one, 'continue')));
    expect((await upload(pdfOf('the ninth'))).status).toBe(503);
    const answers = waiting.map((one) => answerOf(one));
    for (const one of waiting) one.end(file);
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 8 }, () => 201));
    expect((await upload(pdfOf('the ninth again'))).status).toBe(201);
  });
});

/** A request whose body the test sends itself. */
function begin(headers: Readonly<Record<string, string>>): ClientRequest {
  const started = request(`${api.url}/attachments?clientId=${client}&kind=other`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.tokens.front_desk}`, 'content-type': 'application/pdf', ...headers },
  });
  started.on('error', () => undefined); // whoever breaks off is told so
  return started;
}

async function answerOf(started: ClientRequest): Promise<number | undefined> {
  const [response] = (await once(started, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

async function send(file: Buffer, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const started = begin(headers);
  const answer = answerOf(started);
  started.end(file);
  return answer;
}
