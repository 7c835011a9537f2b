import { join } from 'node:path';
import { IntakeDesk, NOTES, treats } from '../e2e/intake-desk.js';
import type { Note } from '../e2e/intake-desk.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { programFolder } from '../support/cluster.js';
import { ProgramRun } from '../support/program-run.js';

const NEW_KEY = 'the key to the records from now on, 32 bytes';

describe('keys that are rotated by the command', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: IntakeDesk;

  beforeAll(async () => {
    const before = await TestApi.start();
    api = await TestApi.on(before.database, { RECORDS_KEY: NEW_KEY, RECORDS_KEY_BEFORE: RECORDS_KEY });
    clinic = await createClinic(api.database);
    desk = await IntakeDesk.of(before, await clinic.actor('therapist', clinic.therapistIds[0]));
    for (const id of clinic.clientIds.slice(0, 4)) {
      await treats(clinic, id, clinic.therapistIds[0]!);
      await desk.complete(id);
    }
    await before.app.close();
    desk = await IntakeDesk.of(api, await clinic.actor('therapist', clinic.therapistIds[0]));
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
    await api.database.drop();
  });

  const rotate = (env: Readonly<Record<string, string>>): ProgramRun =>
    new ProgramRun(join(programFolder(), 'src', 'rotate-keys.js'), {
      DATABASE_URL: api.database.appUrl,
      DATABASE_WORKER_URL: api.database.workerUrl,
      ACCESS_TOKEN_SECRET: TOKEN_SECRET,
      ...env,
    });
  const notesOf = async (clientId: string): Promise<Note[]> => {
    const { intakeNotes } = await api.data<{ intakeNotes: { edges: { node: Note }[] } }>(
      NOTES,
      { clientId },
      desk.token,
    );
    return intakeNotes.edges.map(({ node }) => node);
  };
  const masterKeys = async (): Promise<number> =>
    (await clinic.sql('SELECT DISTINCT master_id FROM vault.practice_keys')).length;

  it('open all records while they change, and afterwards with the new key alone', async () => {
    const [one, two, three, four, fresh] = clinic.clientIds as [string, string, string, string, string];
    const sealed = await clinic.sql('SELECT id, content FROM intake_notes ORDER BY id');
    await treats(clinic, fresh, clinic.therapistIds[0]!);
    const command = rotate({ RECORDS_KEY: NEW_KEY, RECORDS_KEY_BEFORE: RECORDS_KEY });
    let over = false;
    void command.ending.then(() => (over = true));
    let reads = 0;
    while (!over) {
      for (const id of [one, two, three, four]) {
        expect((await notesOf(id))[0]!.answers!.length).toBeGreaterThan(20);
        reads += 1;
      }
    }
    const { code, stdout, stderr } = await command.ending;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${clinic.practiceId}: a new key, and 4 clients’ keys under it`);
    expect(reads).toBeGreaterThan(4);
    expect(await clinic.sql('SELECT id, content FROM intake_notes ORDER BY id')).toEqual(sealed);
    await desk.complete(fresh);

    const after = await TestApi.on(api.database, { RECORDS_KEY: NEW_KEY });
    const again = await IntakeDesk.of(after, await clinic.actor('therapist', clinic.therapistIds[0]));
    const { intakeNotes } = await after.data<{ intakeNotes: { edges: { node: Note }[] } }>(
      NOTES,
      { clientId: one },
      again.token,
    );
    expect(intakeNotes.edges[0]!.node.answers!.length).toBeGreaterThan(20);
    await after.app.close();
    expect(await masterKeys()).toBe(1);
    await expect(TestApi.on(api.database)).rejects.toThrow('RECORDS_KEY is not the key that the records');
  });

  it('stay as they are where the command is given neither of them', async () => {
    const { code, stderr } = await rotate({ RECORDS_KEY: 'a key of somebody else, of 32 bytes..' }).ending;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^RECORDS_KEY is not the key that the records of this database are encrypted with/);
    expect(await masterKeys()).toBe(1);
  });
});
