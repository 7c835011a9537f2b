import { Client } from 'pg';
import { IntakeNotesPart } from '../../src/modules/intake-notes/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { violationsOf } from '../support/json-schema.js';
import { IntakeDesk, treats } from './intake-desk.js';

interface Entry {
  readonly id: string;
  readonly data: { readonly answers: { questionId: string; question: string; state: string; answer: object | null }[] };
}

describe('intake notes in a client’s whole record', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: IntakeDesk;
  let client: string;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    [client] = clinic.clientIds as [string];
    await treats(clinic, client, clinic.therapistIds[0]!);
    desk = await IntakeDesk.of(api, await clinic.actor('therapist', clinic.therapistIds[0]));
  });
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  const part = (): IntakeNotesPart => api.app.get(IntakeNotesPart, { strict: false });
  const system = () => ({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }) as const;
  const read = () => api.app.get(UnitOfWork).do(system(), (tx) => part().read(tx, [client]));

  it('stand there oldest first, with each question in the words in which it was asked', async () => {
    const first = await desk.complete(
      client,
      { questionId: 'surgery', yes: true, detail: 'my knee' },
      { questionId: 'surgery_on', date: '2026-10-01' },
      { questionId: 'surgery_where', sites: [{ region: 'KNEE', side: 'LEFT' }] },
      { questionId: 'aims', options: ['sleep', 'stress'] },
      { questionId: 'pain', scale: 4 },
      { questionId: 'bones', refused: true },
    );
    const second = await desk.complete(client, { questionId: 'changes', options: ['nothing'] });
    const headers = { authorization: `Bearer ${desk.token}` };
    const answer = await fetch(`${api.url}/records/${client}?format=json&purpose=clinic`, { headers });
    const document = (await answer.json()) as { parts: { intakeNotes: Entry[] } };
    const schema = (await (await fetch(`${api.url}/records/schema/unknot.record.v1.json`)).json()) as object;
    expect(violationsOf(schema, document)).toEqual([]);
    expect(document.parts.intakeNotes.map(({ id }) => id)).toEqual([first.id, second.id]);
    const [entry] = document.parts.intakeNotes as [Entry];
    expect(entry.data).toMatchObject({
      ...{ formVersion: 1, filledInBy: 'staff', filler: 'adult', signedBy: 'Ann Example', changed: null },
    });
    const said = (id: string) => entry.data.answers.find(({ questionId }) => questionId === id);
    expect(said('surgery_where')).toEqual({
      questionId: 'surgery_where',
      question: 'Where were you operated on?',
      state: 'answered',
      answer: { kind: 'body_map', sites: [{ region: 'knee', side: 'left' }] },
    });
    expect(said('bones')).toMatchObject({ state: 'refused', answer: null });
    expect(said('fracture_where')).toMatchObject({ state: 'not_asked', answer: null });
    const again = {
      ...document,
      parts: { ...document.parts, intakeNotes: [{ ...entry, data: { ...entry.data, filler: 'x' } }] },
    };
    expect(violationsOf(schema, again)).toEqual([
      '/parts/intakeNotes/0/data/filler must be equal to one of the allowed values',
    ]);
  });

  it('are printed section by section, in plain words', async () => {
    const [{ print }] = (await read()) as [Awaited<ReturnType<typeof read>>[number]];
    const rows = print.flatMap((each) => (each.kind === 'table' ? each.rows : []));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['Have you had an operation in the last year?', 'Yes: my knee'],
        ['When was the last one?', 'October 1, 2026'],
        ['What would you like your visits to help with?', 'Stress\nSleep'],
        ['How strong is your pain, if you have any?', '4 / 10'],
        ['Does any of this apply to your bones?', 'Refused'],
        ['In your own words', 'Not answered'],
      ]),
    );
    expect(rows.map(([question]) => question)).not.toContain('Where is the break?');
  });

  it('say how many there are and from when to when, and are none once the record is erased', async () => {
    const extent = () => api.app.get(UnitOfWork).do(system(), (tx) => part().extent(tx, [client]));
    expect((await extent())?.entries).toBe(2);
    await clinic.sql('UPDATE vault.client_keys SET wrapped = NULL, destroyed_at = now() WHERE client_id = $1', [
      client,
    ]);
    expect(await read()).toEqual([]);
    expect((await extent())?.entries).toBe(2);
  });

  it('lose, with an erasure, what was never submitted, by the worker', async () => {
    const [, another] = clinic.clientIds as [string, string];
    await treats(clinic, another, clinic.therapistIds[0]!);
    await desk.start(another);
    const worker = new Client({ connectionString: api.database.workerUrl });
    await worker.connect();
    try {
      await worker.query(`SELECT set_config('app.practice', $1, false)`, [clinic.practiceId]);
      const { rowCount } = await worker.query('DELETE FROM intake_drafts WHERE client_id = $1', [another]);
      expect(rowCount).toBe(1);
    } finally {
      await worker.end();
    }
    await desk.start(another);
    await api.app.get(UnitOfWork).do(system(), (tx) => part().discard(tx, [another]));
    expect(await clinic.sql('SELECT id FROM intake_drafts WHERE client_id = $1', [another])).toEqual([]);
  });
});
