import { Client } from 'pg';
import type { Role, StaffActor } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import {
  ADD,
  EVENTS,
  FULL,
  PAGE,
  READ,
  READ_DRAFT,
  RECORD,
  Room,
  SAVE,
  SIGN,
  START,
  UNSIGNED,
} from './session-notes-room.js';
import type { DraftView, NoteView } from './session-notes-room.js';

const SECRETS = ['quokka-subjective', 'quokka-finding', 'quokka-addendum', 'quokka-event', 'quokka-draft'];
const BREAK = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { until } }`;

describe('who reads and writes session notes', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let room: Room;
  let therapist: StaffActor;
  let token: string;
  let client: string;
  let signed: NoteView;
  let draft: DraftView;
  let draftVisit: string;
  let eventId: string;

  const event = () => ({ clientId: client, kind: 'BRUISING', severity: 'MODERATE', description: 'quokka-event' });

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    room = new Room(api, clinic);
    therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
    token = await room.token(therapist);
    client = clinic.clientIds[0]!;
    const own = { clientId: client, therapistId: therapist.therapistId! };
    const findings = [{ ...FULL.findings[0]!, remark: 'quokka-finding' }];
    signed = await room.sign(await room.visit({ ...own, startsIn: -300 }), token, {
      ...FULL,
      findings,
      subjective: 'quokka-subjective',
    });
    await room.ask(ADD, { input: { noteId: signed.id, reason: 'Forgotten.', text: 'quokka-addendum' } }, token);
    draftVisit = await room.visit(own);
    draft = await room.save(draftVisit, token, { ...FULL, plan: 'quokka-draft' });
    eventId = await recordEvent();
  });
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  async function recordEvent(): Promise<string> {
    const answer = (await room.ask(RECORD, { input: event() }, token)) as unknown as { adverseEvent: { id: string } };
    return answer.adverseEvent.id;
  }

  const reads = (): [string, string, object][] => [
    ['the note', READ, { id: signed.id }],
    ['the visit’s note', READ, { appointmentId: signed.appointmentId }],
    ['the list', PAGE, { clientId: client }],
    ['the events', EVENTS, { clientId: client }],
  ];
  const writes = (): [string, string, object][] => [
    ['a draft', SAVE, { input: { appointmentId: draftVisit, version: 1, note: FULL } }],
    ['a new draft', SAVE, { input: { appointmentId: signed.appointmentId, note: FULL } }],
    ['from the last note', START, { appointmentId: draftVisit }],
    ['a signature', SIGN, { id: draft.id, version: 1 }],
    ['an addendum', ADD, { input: { noteId: signed.id, reason: 'No.', text: 'No.' } }],
    ['an event', RECORD, { input: event() }],
  ];
  const codes = async (of: [string, string, object][], by: string): Promise<Record<string, string>> => {
    const entries: [string, string][] = [];
    for (const [name, document, variables] of of) {
      const { data, errors } = await api.graphql(document, variables as Record<string, unknown>, by);
      const answer = JSON.stringify({ data, errors });
      if (errors) for (const secret of SECRETS) expect(answer).not.toContain(secret);
      entries.push([name, errors?.[0]?.extensions.code ?? 'ANSWER']);
    }
    return Object.fromEntries(entries);
  };
  const all = (of: [string, string, object][], code: string) => Object.fromEntries(of.map(([name]) => [name, code]));
  const rows = () =>
    clinic.sql(
      `SELECT (SELECT count(*) FROM session_notes) notes, (SELECT sum(version) FROM session_note_drafts) drafts,
         (SELECT count(*) FROM session_note_addenda) addenda, (SELECT count(*) FROM adverse_events) events`,
    );

  it('the therapist of the visit reads all of it', async () => {
    expect(await codes(reads(), token)).toEqual(all(reads(), 'ANSWER'));
  });

  it('a therapist who treats the client too reads what is signed, and writes no note of the other’s visit', async () => {
    const colleague = await clinic.actor('therapist', clinic.therapistIds[1]);
    await room.visit({ clientId: client, therapistId: colleague.therapistId!, startsIn: 2000, status: 'booked' });
    const theirs = await room.token(colleague);
    expect(await codes(reads(), theirs)).toEqual(all(reads(), 'ANSWER'));
    expect(await room.ask(READ_DRAFT, { appointmentId: draftVisit }, theirs)).toBeNull();
    const [save, begin, start, sign] = writes();
    const tried = [save!, begin!, start!, sign!];
    expect(await codes(tried, theirs)).toEqual(all(tried, 'NOT_FOUND'));
  });

  it.each<[string, Role, number | undefined]>([
    ['another therapist', 'therapist', 2],
    ['a therapist without a record', 'therapist', undefined],
    ['an owner who treats nobody', 'owner', undefined],
    ['a manager', 'manager', undefined],
  ])('%s finds nothing and changes nothing', async (_, role, nth) => {
    const stranger = await room.token(
      await clinic.actor(role, nth === undefined ? undefined : clinic.therapistIds[nth]),
    );
    const before = await rows();
    expect(await codes(reads(), stranger)).toEqual(all(reads(), 'NOT_FOUND'));
    expect(await codes(writes(), stranger)).toEqual(all(writes(), 'NOT_FOUND'));
    expect(await room.ask(READ_DRAFT, { appointmentId: draftVisit }, stranger)).toBeNull();
    expect(await rows()).toEqual(before);
  });

  it('what is not theirs and what is not there are told in the same words', async () => {
    const stranger = await room.token(await clinic.actor('therapist', clinic.therapistIds[2]));
    const [theirs, nowhere] = [signed.id, '0192f000-0000-7000-8000-000000000000'];
    const messages = await Promise.all([theirs, nowhere].map((id) => room.error(READ, { id }, stranger)));
    expect(messages[0]!.message).toBe(messages[1]!.message);
    const signing = await Promise.all([draft.id, nowhere].map((id) => room.error(SIGN, { id, version: 1 }, stranger)));
    expect(signing[0]!.message).toBe(signing[1]!.message);
  });

  it('the front desk gets no clinical field, not even where it is a therapist’s account', async () => {
    for (const desk of [await clinic.actor('front_desk'), await clinic.actor('front_desk', clinic.therapistIds[2])]) {
      const theirs = await room.token(desk);
      const asked = [...reads(), ...writes(), ['unsigned', UNSIGNED, {}] as [string, string, object]];
      expect(await codes(asked, theirs)).toEqual(all(asked, 'FORBIDDEN'));
    }
  });

  it('another practice’s owner, who is a therapist there, finds nothing', async () => {
    const elsewhere = await createClinic(api.database);
    const stranger = await room.token(await elsewhere.actor('owner', elsewhere.therapistIds[0]));
    expect(await codes(reads(), stranger)).toEqual(all(reads(), 'NOT_FOUND'));
    expect(await codes(writes(), stranger)).toEqual(all(writes(), 'NOT_FOUND'));
    await elsewhere.close();
  });

  it.each(['owner', 'manager', 'therapist'] as const)(
    'a %s who has broken the glass reads, and does not write',
    async (role) => {
      const therapistId = role === 'therapist' ? clinic.therapistIds[2] : undefined;
      const stranger = await room.token(await clinic.actor(role, therapistId));
      await api.data(BREAK, { input: { clientId: client, reason: 'Her own therapist is away today.' } }, stranger);
      expect(await codes(reads(), stranger)).toEqual(all(reads(), 'ANSWER'));
      const before = await rows();
      const refused = await codes(writes(), stranger);
      // A therapist does not see another one's visit, nor that one's draft; owners see visits, and no draft either.
      const ofVisit = role === 'therapist' ? 'NOT_FOUND' : 'FORBIDDEN';
      expect(refused).toEqual({
        ...{ 'a draft': ofVisit, 'a new draft': ofVisit, 'from the last note': ofVisit, 'a signature': 'NOT_FOUND' },
        ...{ 'an addendum': 'FORBIDDEN', 'an event': 'FORBIDDEN' },
      });
      expect(await rows()).toEqual(before);
    },
  );

  it('each read stands in the audit with the note’s id', async () => {
    await room.ask(READ, { id: signed.id }, token);
    const entries = await clinic.sql<{ subjects: string[] }>(
      `SELECT subject_ids AS subjects FROM audit_entries WHERE practice_id = $1 AND action = 'session_note.read' ORDER BY at DESC LIMIT 1`,
      [clinic.practiceId],
    );
    expect(entries[0]!.subjects).toEqual([signed.id]);
  });

  it('an adverse event gives the management a task, which says nothing of it', async () => {
    const tasks = await clinic.sql(`SELECT kind, audience, client_id, done_at FROM follow_ups WHERE subject_id = $1`, [
      eventId,
    ]);
    expect(tasks).toEqual([{ kind: 'adverse_event', audience: 'management', client_id: client, done_at: null }]);
  });

  it('an event names no visit of somebody else', async () => {
    const theirs = await room.visit({
      clientId: clinic.clientIds[3]!,
      therapistId: therapist.therapistId!,
      startsIn: -900,
    });
    const { extensions } = await room.error(RECORD, { input: { ...event(), appointmentId: theirs } }, token);
    expect(extensions.code).toBe('NOT_FOUND');
  });

  describe('what is signed or recorded', () => {
    const TABLES = ['session_notes', 'session_note_addenda', 'adverse_events'] as const;
    const attempts = TABLES.flatMap((table) => [
      [table, `UPDATE ${table} SET content = content`],
      [table, `UPDATE ${table} SET author_id = author_id`],
      [table, `DELETE FROM ${table}`],
      [table, `TRUNCATE ${table} CASCADE`],
      [table, `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`],
      [table, `DROP TABLE ${table}`],
    ]);

    const as = async (url: string, statement: string): Promise<string | undefined> => {
      const db = new Client({ connectionString: url });
      await db.connect();
      try {
        await db.query('BEGIN');
        await db.query(`SELECT set_config('app.practice', $1, true)`, [clinic.practiceId]);
        await db.query(statement);
        await db.query('COMMIT');
        return undefined;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await db.end();
      }
    };

    it.each(attempts)('%s stands against unknot_app and unknot_worker: %s', async (table, statement) => {
      const before = await clinic.sql(`SELECT * FROM ${table} ORDER BY id`);
      expect(before.length).toBeGreaterThan(0);
      for (const url of [api.database.appUrl, api.database.workerUrl]) expect(await as(url, statement)).toBe('42501');
      expect(await clinic.sql(`SELECT * FROM ${table} ORDER BY id`)).toEqual(before);
    });

    it.each(TABLES)('%s takes no second row of one id, from either role', async (table) => {
      const before = await clinic.sql(`SELECT * FROM ${table} ORDER BY id`);
      const columns = await clinic.sql<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'`,
        [table],
      );
      const list = columns.map(({ name }) => name).join(', ');
      for (const url of [api.database.appUrl, api.database.workerUrl]) {
        const copy = `INSERT INTO ${table} (${list}) SELECT ${list} FROM ${table} LIMIT 1`;
        expect(await as(url, copy)).toBe('23505');
        expect(await as(url, `${copy} ON CONFLICT (practice_id, id) DO UPDATE SET content = excluded.content`)).toBe(
          '42501',
        );
      }
      expect(await clinic.sql(`SELECT * FROM ${table} ORDER BY id`)).toEqual(before);
    });

    it('a note has no second note beside it for its visit, and its addenda no gap', async () => {
      const another = (columns: string) =>
        `INSERT INTO session_notes (practice_id, id, ${columns}) SELECT practice_id, gen_random_uuid(), ${columns} FROM session_notes LIMIT 1`;
      const columns =
        'appointment_id, client_id, therapist_id, author_id, visit_starts_at, schema_version, content, drafted_at, signed_at';
      expect(await as(api.database.appUrl, another(columns))).toBe('23505');
      const gap = (sequence: number) =>
        `INSERT INTO session_note_addenda (practice_id, id, note_id, sequence, author_id, content, written_at)
         SELECT practice_id, gen_random_uuid(), note_id, ${sequence}, author_id, content, written_at FROM session_note_addenda LIMIT 1`;
      expect(await as(api.database.appUrl, gap(9))).toBe('23503');
      expect(await as(api.database.appUrl, gap(1))).toBe('23505');
    });

    it('is not changed by the API: neither draft nor signature reaches a signed note', async () => {
      const before = await clinic.sql('SELECT * FROM session_notes ORDER BY id');
      const [save, start] = [
        await room.ask(SAVE, { input: { appointmentId: signed.appointmentId, note: FULL } }, token),
        await room.ask(START, { appointmentId: signed.appointmentId }, token),
      ];
      expect([save.__typename, start.__typename]).toEqual(['AlreadySigned', 'NoEarlierNote']);
      expect(await room.ask(SIGN, { id: signed.id, version: 1 }, token)).toEqual({
        __typename: 'AlreadySigned',
        noteId: signed.id,
      });
      const { __schema: schema } = await api.data<{ __schema: { mutationType: { fields: { name: string }[] } } }>(
        '{ __schema { mutationType { fields { name } } } }',
      );
      const ofNotes = schema.mutationType.fields
        .map(({ name }) => name)
        .filter((name) => /note|addend|adverse/i.test(name));
      expect(ofNotes.filter((name) => !/intake/i.test(name)).sort()).toEqual([
        ...['addAddendum', 'recordAdverseEvent', 'saveSessionNoteDraft', 'signSessionNote', 'startFromLastNote'],
      ]);
      expect(await clinic.sql('SELECT * FROM session_notes ORDER BY id')).toEqual(before);
    });
  });

  // A bytea is hexadecimal in a row's text.
  it('no row of any table holds a word of it, and the audit and the outbox neither', async () => {
    const tables = await clinic.sql<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'vault') AND table_type = 'BASE TABLE'`,
    );
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['public.session_notes', 'vault.client_keys']),
    );
    for (const { name } of tables) {
      const found = await clinic.sql(`SELECT 1 FROM ${name} t WHERE t::text ~ $1`, [
        `quokka|${Buffer.from('quokka').toString('hex')}`,
      ]);
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('a content opens in no other row and no other column', async () => {
    const elsewhere = await room.visit({ clientId: client, therapistId: therapist.therapistId!, startsIn: -2000 });
    const moved = await room.sign(elsewhere, token, { ...FULL, subjective: 'Mine.' });
    await clinic.sql(
      'UPDATE session_notes SET content = (SELECT content FROM session_notes WHERE id = $2) WHERE id = $1',
      [moved.id, signed.id],
    );
    const { extensions, message } = await room.error(READ, { id: moved.id }, token);
    expect(extensions.code).toBe('INTERNAL_SERVER_ERROR');
    for (const secret of SECRETS) expect(message).not.toContain(secret);
  });
});
