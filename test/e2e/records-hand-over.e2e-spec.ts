import { TestApi } from '../support/api.js';
import { pdfOf } from '../support/files.js';
import { violationsOf } from '../support/json-schema.js';
import { ClientsDesk, MERGE } from './clients-desk.js';

let api: TestApi;
let desk: ClientsDesk;
let elsewhere: ClientsDesk;
let client: string;
let merged: string;

const PERSON = {
  birthDate: '1990-02-28',
  email: 'zoe@example.com',
  phone: '030 123456',
  address: 'Straße 1\n10115 Berlin',
  preferences: { pressure: 3, music: 'none' },
  emergencyContact: { name: 'Ωμέγα Жуков', phone: '030 654321' },
  otherCare: [{ kind: 'PHYSICIAN', providerName: 'Dr. Müller' }],
};

beforeAll(async () => {
  api = await TestApi.start();
  desk = await ClientsDesk.open(api);
  elsewhere = await ClientsDesk.open(api);
  client = (await desk.add('Zoë', 'שלום 🙂', PERSON)).id;
  merged = (await desk.add('Zoe', 'Twice')).id;
  await desk.visit(client);
  await upload(merged, 'of the record that was merged');
  await desk.ask(MERGE, { input: { sourceId: merged, targetId: client } }, 'manager');
  await upload(client, 'of the record that stands');
});
afterAll(async () => {
  await Promise.all([desk.close(), elsewhere.close()]);
  await api.stop();
});

async function upload(clientId: string, text: string): Promise<void> {
  const authorization = `Bearer ${desk.tokens.front_desk}`;
  const headers = { authorization, 'content-type': 'application/pdf', 'x-file-name': encodeURIComponent(text) };
  const url = `${api.url}/attachments?clientId=${clientId}&kind=referral`;
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(pdfOf(text)) });
  expect(response.status).toBe(201);
}

const ask = (query: string, token?: string, id = client): Promise<Response> =>
  fetch(`${api.url}/records/${id}?${query}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});

interface Document {
  readonly client: Readonly<Record<string, unknown>>;
  readonly recordIds: string[];
  readonly parts: Readonly<
    Record<string, { id: string; recordId: string; at: string; data: Record<string, unknown> }[]>
  >;
}

describe('a whole record as JSON', () => {
  it('is valid by the schema that anybody may read, and a change of shape is not', async () => {
    const schema = (await (await fetch(`${api.url}/records/schema/unknot.record.v1.json`)).json()) as object;
    const document = (await (await ask('format=json&purpose=client', desk.tokens.therapist)).json()) as Document;
    expect(violationsOf(schema, document)).toEqual([]);
    expect(violationsOf(schema, { ...document, version: 2 })).toEqual(['/version must be equal to constant']);
    expect(violationsOf(schema, { ...document, client: { ...document.client, phone: 1 } })).toEqual([
      '/client/phone must be string,null',
    ]);
    expect(violationsOf(schema, { ...document, parts: { ...document.parts, visits: [{}] } })).toContain(
      "/parts/visits/0 must have required property 'data'",
    );
  });

  it('holds all of the person, those of merged records included', async () => {
    const response = await ask('format=json&purpose=clinic', desk.tokens.therapist, merged);
    const document = (await response.json()) as Document;
    expect(document).toMatchObject({ format: 'unknot.record', version: 1, purpose: 'clinic' });
    expect(document).toMatchObject({ practice: { name: 'Harbour', country: 'DE' }, recordIds: [client, merged] });
    expect(document.client).toEqual({
      id: client,
      givenName: 'Zoë',
      familyName: 'שלום 🙂',
      birthDate: '1990-02-28',
      email: 'zoe@example.com',
      phone: '+49 30 123456',
      address: 'Straße 1\n10115 Berlin',
      preferences: { pressure: 3, music: 'none', aroma: null, draping: null },
      emergencyContact: { name: 'Ωμέγα Жуков', phone: '+49 30 654321', relationship: null },
      guardian: null,
      otherCare: [{ kind: 'physician', providerName: 'Dr. Müller', providerPhone: null }],
      consents: [],
    });
    expect(document.parts['attachments']!.map(({ recordId, data }) => [recordId, data['name']])).toEqual([
      [merged, 'of the record that was merged.pdf'],
      [client, 'of the record that stands.pdf'],
    ]);
    expect(document.parts['visits']!.map(({ data }) => data)).toMatchObject([
      { status: 'booked', clinic: 'Quay', service: 'Swedish 60', technique: 'swedish', therapist: 'Therapist 1' },
    ]);
  });

  it('is for saving, kept nowhere on the way, and in the audit with purpose and all ids of the person', async () => {
    const response = await ask('format=json&purpose=clinic', desk.tokens.therapist);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="record.json"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    const entries = (await desk.audit(merged)).filter(({ action }) => action === 'record.handed_over');
    expect(entries.at(-1)).toMatchObject({ actor_role: 'therapist', details: { purpose: 'clinic', format: 'json' } });
    const inBoth = (await desk.audit(client)).filter(({ action }) => action === 'record.handed_over');
    expect(inBoth).toHaveLength(entries.length);
  });
});

describe('a whole record is not handed over', () => {
  it.each([
    ['by the front desk', () => ask('format=json&purpose=client', desk.tokens.front_desk), 403],
    ['by nobody signed in', () => ask('format=json&purpose=client'), 401],
    ['by an owner who does not treat the client', () => ask('format=json&purpose=client', desk.tokens.owner), 404],
    ['by a manager who does not treat the client', () => ask('format=json&purpose=client', desk.tokens.manager), 404],
    ['by another practice', () => ask('format=json&purpose=client', elsewhere.tokens.owner), 404],
    ['by a therapist of another practice', () => ask('format=json&purpose=client', elsewhere.tokens.therapist), 404],
    ['of nobody', () => ask('format=json&purpose=client', desk.tokens.therapist, crypto.randomUUID()), 404],
    ['of no id', () => ask('format=json&purpose=client', desk.tokens.therapist, 'x'), 404],
    ['for no purpose', () => ask('format=json', desk.tokens.therapist), 400],
    ['for another purpose', () => ask('format=json&purpose=marketing', desk.tokens.therapist), 400],
    ['in another format', () => ask('format=xml&purpose=client', desk.tokens.therapist), 400],
  ])('%s', async (_, send, status) => {
    const before = (await desk.audit(client)).length;
    const response = await send();
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('Zoë');
    expect((await desk.audit(client)).length).toBe(before);
  });
});
