import { newId } from '../../src/kernel/index.js';
import { checkContent } from '../../src/modules/attachments/check-content.js';
import { EMPTY_NOTE } from '../../src/modules/session-notes/domain/session-note.js';
import { Vault } from '../../src/platform/crypto/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
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

/** Signed notes of one visit each, of days that are past, the first with an addendum and an adverse event. */
async function signNotes(clientId: string, count: number): Promise<void> {
  const actor = await desk.clinic.actor('therapist');
  const { practiceId, therapistIds } = desk.clinic;
  for (let n = 0; n < count; n += 1) {
    const [noteId, addendumId, eventId] = [newId(), newId(), newId()];
    const visitId = await desk.visit(clientId, { days: -1 - n });
    const content = {
      ...EMPTY_NOTE,
      subjective: `Note ${n}: tight since the move. כאב בצוואר 7/10, μέτρια, боль, ألم, 🙂`,
      findings: [{ region: 'neck', side: 'left', kind: 'tension', intensity: 7, remark: null }],
      techniques: [{ technique: 'swedish', pressure: 3, sites: [], minutes: 40 }],
    };
    const sealed = await api.app.get(UnitOfWork).do(actor, async (tx) => {
      const key = await api.app.get(Vault).keyOf(tx, clientId);
      const at = (table: string, rowId: string) => ({ table, column: 'content', rowId });
      return {
        note: key.sealJson(at('session_notes', noteId), content),
        addendum: key.sealJson(at('session_note_addenda', addendumId), { reason: 'Forgotten', text: 'Slept well.' }),
        event: key.sealJson(at('adverse_events', eventId), {
          ...{ kind: 'bruising', severity: 'mild', description: 'A bruise on the calf.', noticedOn: '2026-11-20' },
        }),
      };
    });
    await api.sql(
      `INSERT INTO session_notes (practice_id, id, appointment_id, client_id, therapist_id, author_id, visit_starts_at, schema_version,
         content, drafted_at, signed_at)
       SELECT $1, $2, id, $4, $5, $6, starts_at, 1, $7, now(), now() FROM appointments WHERE id = $3`,
      [practiceId, noteId, visitId, clientId, therapistIds[0], actor.membershipId, sealed.note],
    );
    if (n > 0) continue;
    await api.sql(
      `INSERT INTO session_note_addenda (practice_id, id, note_id, sequence, author_id, content, written_at) VALUES ($1, $2, $3, 1, $4, $5, now())`,
      [practiceId, addendumId, noteId, actor.membershipId, sealed.addendum],
    );
    await api.sql(
      `INSERT INTO adverse_events (practice_id, id, client_id, appointment_id, source, author_id, content, recorded_at)
       VALUES ($1, $2, $3, $4, 'staff', $5, $6, now())`,
      [practiceId, eventId, clientId, visitId, actor.membershipId, sealed.event],
    );
  }
}

describe('what therapists have written', () => {
  let person: string;
  beforeAll(async () => {
    person = (await desk.add('Nora', 'Noted')).id;
    await signNotes(person, 30);
  });

  it('is handed over with addenda and adverse events, oldest first, valid by the schema', async () => {
    const schema = (await (await fetch(`${api.url}/records/schema/unknot.record.v1.json`)).json()) as object;
    const document = (await (
      await ask('format=json&purpose=clinic', desk.tokens.therapist, person)
    ).json()) as Document;
    expect(violationsOf(schema, document)).toEqual([]);
    const notes = document.parts['sessionNotes']!;
    expect(notes).toHaveLength(30);
    expect(notes.map(({ at }) => at)).toEqual(notes.map(({ at }) => at).sort());
    expect(notes.at(-1)!.data).toMatchObject({
      signedBy: 'Sam',
      note: {
        subjective: expect.stringContaining('Note 0: tight') as string,
        findings: [{ region: 'neck', intensity: 7 }],
      },
      addenda: [{ sequence: 1, reason: 'Forgotten', text: 'Slept well.', writtenBy: 'Sam' }],
    });
    expect(document.parts['adverseEvents']!.map(({ data }) => data)).toMatchObject([
      { kind: 'bruising', description: 'A bruise on the calf.', noticedOn: '2026-11-20' },
    ]);
  });

  it('is handed over on paper: a whole PDF of several pages with fonts of its own, in any script', async () => {
    const response = await ask('format=pdf&purpose=client', desk.tokens.therapist, person);
    const file = Buffer.from(await response.arrayBuffer());
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await checkContent(file, 'application/pdf')).toBe('application/pdf');
    const text = file.toString('latin1');
    expect(Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(text)![1])).toBeGreaterThan(5);
    expect(text).toContain('DejaVuSans');
    expect(text).not.toContain('/Helvetica');
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
