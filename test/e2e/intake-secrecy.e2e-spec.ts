import { Client } from 'pg';
import type { Role } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { postgresLogOf } from '../support/cluster.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { denials, IntakeDesk, NOTES, ONE_NOTE, READ, SAVE, START, SUBMIT, treats } from './intake-desk.js';
import type { Intake, Note } from './intake-desk.js';

const PLANTED = 'zyxwarfarin and a zyxhernia';

describe('what clients answer', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: IntakeDesk;
  let client: string;
  let therapist: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    [therapist] = clinic.therapistIds as [string];
    [client] = clinic.clientIds as [string];
    await treats(clinic, client, therapist);
    desk = await IntakeDesk.of(api, await clinic.actor('therapist', therapist));
  });
  afterEach(() => clinic.close());

  const filled = async (): Promise<{ note: Note; intake: Intake }> => {
    const note = await desk.complete(client, { questionId: 'medicines_named', text: PLANTED });
    const { intake } = await desk.save(await desk.start(client), [
      { questionId: 'changes', options: ['medicines'] },
      { questionId: 'red_flags', options: ['chest_pain'] },
    ]);
    return { note, intake };
  };
  const operations = ({ note, intake }: { note: Note; intake: Intake }): [string, object][] => [
    [START, { clientId: client }],
    [READ, { id: intake.id }],
    [SAVE, { input: { intakeId: intake.id, version: intake.version, answers: [{ questionId: 'pain', scale: 1 }] } }],
    [SUBMIT, { input: { intakeId: intake.id, version: intake.version } }],
    [NOTES, { clientId: client }],
    [ONE_NOTE, { id: note.id }],
  ];

  it.each<[Role, boolean, string]>([
    ['front_desk', false, 'FORBIDDEN'],
    ['front_desk', true, 'FORBIDDEN'],
    ['therapist', false, 'NOT_FOUND'],
    ['manager', false, 'NOT_FOUND'],
    ['owner', false, 'NOT_FOUND'],
  ])('is not for a %s (who treats the client: %s): %s', async (role, treating, code) => {
    const both = await filled();
    const own = treating ? therapist : role === 'therapist' ? clinic.therapistIds[1] : undefined;
    const token = await tokenFor(api.app, await clinic.actor(role, own));
    const before = await rowsOf();
    for (const [document, variables] of operations(both)) {
      const answer = await api.graphql(document, { ...variables }, token);
      expect([document, answer.data, answer.errors?.[0]?.extensions.code]).toEqual([document, null, code]);
      expect(JSON.stringify(answer)).not.toMatch(/zyx|chest/);
    }
    expect(await rowsOf()).toBe(before);
  });

  it('is not for a stranger, and not for whoever is not signed in', async () => {
    const both = await filled();
    const elsewhere = await createClinic(api.database);
    const stranger = await tokenFor(api.app, await elsewhere.actor('owner', elsewhere.therapistIds[0]));
    const before = await rowsOf();
    for (const [document, variables] of operations(both)) {
      expect(await api.errorCode(document, { ...variables }, stranger)).toBe('NOT_FOUND');
      expect(await api.errorCode(document, { ...variables })).toBe('UNAUTHENTICATED');
    }
    expect(await rowsOf()).toBe(before);
    await elsewhere.close();
  });

  it('has words in the place of an id reach neither the database nor its log', async () => {
    expect(await api.errorCode(READ, { id: 'afraid of needles' }, desk.token)).toBe('NOT_FOUND');
    expect(await postgresLogOf(api.database)).not.toContain('needles');
  });

  it.each<Role>(['owner', 'manager', 'therapist'])('is for a %s who has broken the glass', async (role) => {
    const { note } = await filled();
    const token = await tokenFor(api.app, await clinic.actor(role));
    const input = { clientId: client, reason: 'She fainted on the table' };
    await api.data(`mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { until } }`, { input }, token);
    const { intakeNote } = await api.data<{ intakeNote: Note }>(ONE_NOTE, { id: note.id }, token);
    expect(intakeNote).toEqual(note);
  });

  it('opens nowhere else: not in another row, for another client, or for a draft', async () => {
    const [, other] = clinic.clientIds as [string, string];
    await treats(clinic, other, therapist);
    const [mine, theirs] = [await desk.complete(client), await desk.complete(other)];
    await clinic.sql(
      'UPDATE intake_notes SET content = (SELECT content FROM intake_notes WHERE id = $1) WHERE id = $2',
      [mine.id, theirs.id],
    );
    expect(await api.errorCode(ONE_NOTE, { id: theirs.id }, desk.token)).toBe('INTERNAL_SERVER_ERROR');
    await clinic.sql('UPDATE intake_notes SET client_id = $1 WHERE id = $2', [other, mine.id]);
    expect(await api.errorCode(ONE_NOTE, { id: mine.id }, desk.token)).toBe('INTERNAL_SERVER_ERROR');
  });

  it('can be read no more once the client’s key is destroyed, and the note says so', async () => {
    const { note } = await filled();
    await clinic.sql('UPDATE vault.client_keys SET wrapped = NULL, destroyed_at = now() WHERE client_id = $1', [
      client,
    ]);
    const { intakeNote } = await api.data<{ intakeNote: Note }>(ONE_NOTE, { id: note.id }, desk.token);
    expect(intakeNote).toMatchObject({ id: note.id, answers: null, signedBy: null, changedSections: null });
  });

  it('stands in plain text nowhere in the database', async () => {
    const { intake } = await filled();
    await desk.save(intake, [{ questionId: 'medicines_named', text: `${PLANTED} again` }]);
    // What is plain is found: a name of a client is.
    await clinic.sql(`UPDATE clients SET given_name = 'Zyxa' WHERE id = $1`, [clinic.clientIds[1]]);
    const tables = await clinic.sql<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind IN ('r', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg_toast%'`,
    );
    const holding = async (pattern: string): Promise<string[]> => {
      const found: string[] = [];
      for (const { name } of tables) {
        const rows = await clinic.sql(`SELECT FROM ${name} t WHERE t::text ~* $1 LIMIT 1`, [pattern]);
        if (rows.length > 0) found.push(name);
      }
      return found.sort();
    };
    expect(await holding(`zyx|${Buffer.from('zyx').toString('hex')}`)).toEqual(['client_name_words', 'clients']);
    expect(await holding('Ann Example')).toEqual([]);
    // A form names every answer that can be given, and no client.
    expect(await holding('chest_pain')).toEqual(['intake_form_versions']);
  });

  it('is written down whenever it is read or written, with ids alone', async () => {
    const { note, intake } = await filled();
    await api.data(NOTES, { clientId: client }, desk.token);
    const entries = await clinic.sql<{ action: string; subjects: string[]; details: object }>(
      `SELECT action, subject_ids AS subjects, details FROM audit_entries WHERE practice_id = $1
         AND action ~ '^(intake|clinical_record)' ORDER BY at, id`,
      [clinic.practiceId],
    );
    const written = entries.filter(({ action }) => action !== 'clinical_record.read');
    expect(written).toEqual([
      ...['intake.started', 'intake.saved', 'intake.saved'].map((action) => ({
        ...{ action, subjects: [expect.any(String), client], details: {} },
      })),
      { action: 'intake_note.submitted', subjects: [note.id, client], details: {} },
      { action: 'intake.started', subjects: [intake.id, client], details: {} },
      { action: 'intake.saved', subjects: [intake.id, client], details: {} },
    ]);
    expect(entries.filter(({ action }) => action === 'clinical_record.read').length).toBeGreaterThanOrEqual(7);
  });

  describe('once it is submitted', () => {
    it('is changed by nothing that the API offers', async () => {
      const note = await desk.complete(client);
      const before = await rowsOf('intake_notes');
      const open = { intakeId: note.id, version: 1 };
      const answers = [{ questionId: 'pain', scale: 1 }];
      expect(await api.errorCode(SAVE, { input: { ...open, answers } }, desk.token)).toBe('NOT_FOUND');
      expect(await api.errorCode(SUBMIT, { input: open }, desk.token)).toBe('NOT_FOUND');
      expect(await api.errorCode(READ, { id: note.id }, desk.token)).toBe('NOT_FOUND');
      expect(await rowsOf('intake_notes')).toBe(before);
    });

    it('cannot be submitted twice, also by two at once', async () => {
      const begun = await desk.start(client);
      const { intake } = await desk.save(begun, denials(begun));
      const submit = () =>
        api.graphql<{ submitIntake: { __typename: string } }>(
          SUBMIT,
          { input: { intakeId: intake.id, version: intake.version } },
          desk.token,
        );
      const both = await Promise.all([submit(), submit()]);
      const outcomes = both.map(({ data, errors }) => data?.submitIntake.__typename ?? errors?.[0]?.extensions.code);
      expect(outcomes.sort()).toEqual(['NOT_FOUND', 'SubmitIntakePayload']);
      const notes = await clinic.sql('SELECT id FROM intake_notes WHERE client_id = $1', [client]);
      expect(notes).toHaveLength(1);
    });

    const statements = ['intake_notes', 'intake_form_versions'].flatMap((table) => [
      `UPDATE ${table} SET id = gen_random_uuid()`,
      `UPDATE ${table} SET ${table === 'intake_notes' ? `content = '\\x00'` : `form = '{}'`}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
      `SELECT FROM ${table} FOR UPDATE`,
      `INSERT INTO ${table} SELECT * FROM ${table} ON CONFLICT (practice_id, id) DO UPDATE SET id = excluded.id`,
      `MERGE INTO ${table} AS t USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE`,
      `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
      `DROP TABLE ${table} CASCADE`,
    ]);

    it.each(statements)('is out of reach of the role that serves the API: %s', async (statement) => {
      await desk.complete(client);
      const before = [await rowsOf('intake_notes'), await rowsOf('intake_form_versions')];
      const actor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' } as const;
      await expect(api.app.get(UnitOfWork).do(actor, (tx) => tx.sql(statement))).rejects.toMatchObject({
        code: '42501',
      });
      expect([await rowsOf('intake_notes'), await rowsOf('intake_form_versions')]).toEqual(before);
    });

    it.each(statements)('is out of reach of the worker’s role: %s', async (statement) => {
      await desk.complete(client);
      const before = [await rowsOf('intake_notes'), await rowsOf('intake_form_versions')];
      const worker = new Client({ connectionString: api.database.workerUrl });
      await worker.connect();
      try {
        await worker.query(`SELECT set_config('app.practice', $1, false)`, [clinic.practiceId]);
        await expect(worker.query(statement)).rejects.toMatchObject({ code: '42501' });
      } finally {
        await worker.end();
      }
      expect([await rowsOf('intake_notes'), await rowsOf('intake_form_versions')]).toEqual(before);
    });
  });

  /** All rows of the practice, in one text. */
  async function rowsOf(...tables: string[]): Promise<string> {
    const names =
      tables.length > 0 ? tables : ['intake_notes', 'intake_drafts', 'risk_profiles', 'follow_ups', 'outbox'];
    const texts: string[] = [];
    for (const name of names) {
      const [row] = await clinic.sql<{ rows: string }>(
        `SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '') AS rows FROM ${name} t WHERE practice_id = $1`,
        [clinic.practiceId],
      );
      texts.push(row!.rows);
    }
    return texts.join('\n');
  }
});
