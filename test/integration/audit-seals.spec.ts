import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import { AuditHeads } from '../../src/modules/audit/audit-heads.js';
import { SealAudit } from '../../src/modules/audit/seal-audit.js';
import { TellHeads } from '../../src/modules/audit/tell-heads.js';
import { VerifyAudit } from '../../src/modules/audit/verify-audit.js';
import { readConfig } from '../../src/platform/config/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase, programFolder } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';
import { ProgramRun } from '../support/program-run.js';

describe('the seals of the audit', () => {
  let database: TestDatabase;
  let worker: DataSource;
  let units: UnitOfWork;
  let clinic: ClinicFixture;
  let folder: string;
  let env: Record<string, string>;
  let sealer: SealAudit;
  let verifier: VerifyAudit;

  beforeEach(async () => {
    database = await createTestDatabase();
    worker = await createDataSource({ url: database.workerUrl, poolSize: 8, applicationName: 'test' }).initialize();
    units = new UnitOfWork(worker, new DatabaseClock());
    clinic = await createClinic(database, { therapists: 1, rooms: 1 });
    folder = await mkdtemp(join(tmpdir(), 'unknot-heads-'));
    env = {
      ...{ NODE_ENV: 'test', DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl },
      ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, AUDIT_KEY: 'a key of tests, of thirty-two bytes' },
      ...{ AUDIT_HEADS_FILE: join(folder, 'heads.jsonl'), LOG_LEVEL: 'silent' },
    };
    [sealer, verifier] = partsWith(env);
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
    await clinic.close();
    await worker.destroy();
    await database.drop();
  });

  const headsOf = (settings: Record<string, string>): AuditHeads =>
    new AuditHeads(readConfig(settings), pino({ level: 'silent' }));
  const partsWith = (settings: Record<string, string>): [SealAudit, VerifyAudit] => {
    const config = readConfig(settings);
    const heads = headsOf(settings);
    return [new SealAudit(config, worker, units, heads), new VerifyAudit(config, worker, units, heads)];
  };

  const act = (count: number, practiceId = clinic.practiceId): Promise<void> =>
    units.do({ kind: 'system', practiceId, name: 'test' }, (tx) => {
      for (let n = 0; n < count; n += 1) {
        tx.record({ action: 'test.acted', subjectIds: [newId()], details: { n, by: 'who “reads” it' } });
      }
      return Promise.resolve();
    });

  const verdictOf = async (practiceId = clinic.practiceId) => {
    for await (const { practiceId: id, ...verdict } of verifier.execute()) if (id === practiceId) return verdict;
    return undefined;
  };
  /** The id of the entry that a seal is for. */
  const entryAt = async (sequence: number): Promise<string> =>
    (
      await clinic.sql<{ id: string }>(
        'SELECT entry_id AS id FROM audit_seals WHERE practice_id = $1 AND sequence = $2',
        [clinic.practiceId, sequence],
      )
    )[0]!.id;

  it('come soon after the entries, each once, in chains of their practices', async () => {
    const other = await createClinic(database);
    await act(3);
    await act(2, other.practiceId);
    expect(await verdictOf()).toEqual({ sealed: 0, waiting: 3, late: 0, faults: [] });
    expect(await sealer.execute()).toBe(5);
    expect(await sealer.execute()).toBe(0);
    await act(1);
    expect(await sealer.execute()).toBe(1);
    expect(await verdictOf()).toEqual({ sealed: 4, waiting: 0, late: 0, faults: [] });
    expect(await verdictOf(other.practiceId)).toEqual({ sealed: 2, waiting: 0, late: 0, faults: [] });
    await other.close();
  });

  it('reach every entry of more than one batch, whoever of several workers writes them', async () => {
    for (let n = 0; n < 5; n += 1) await act(500);
    const all = await Promise.all(Array.from({ length: 4 }, () => sealer.execute()));
    expect(all.reduce((sum, one) => sum + one, 0) + (await sealer.execute())).toBe(2_500);
    expect(await verdictOf()).toEqual({ sealed: 2_500, waiting: 0, late: 0, faults: [] });
  });

  it('reach an entry that commits after later ones', async () => {
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    const slow = units.do({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }, async (tx) => {
      await tx.sql(
        `INSERT INTO audit_entries (practice_id, id, actor_kind, actor_id, action, subject_ids) VALUES ($1, $2, 'system', 'slow', 'test.slow', '{}')`,
        [tx.practiceId, newId()],
      );
      await held;
    });
    // Until the entry has been written, and so has its time.
    for (;;) {
      const [busy] = await clinic.sql<{ n: string }>(
        `SELECT count(*) AS n FROM pg_stat_activity WHERE state = 'idle in transaction' AND query LIKE 'INSERT INTO audit_entries%' AND datname = current_database()`,
      );
      if (busy!.n === '1') break;
    }
    await act(2);
    expect(await sealer.execute()).toBe(2);
    commit();
    await slow;
    expect(await sealer.execute()).toBe(1);
    expect(await verdictOf()).toEqual({ sealed: 3, waiting: 0, late: 0, faults: [] });
  });

  it('reach what comes before the time of an entry whose clock was ahead', async () => {
    await clinic.sql(
      `INSERT INTO audit_entries (practice_id, id, at, actor_kind, actor_id, action, subject_ids) VALUES ($1, $2, now() + interval '1 hour', 'staff', 'x', 'test.ahead', '{}')`,
      [clinic.practiceId, newId()],
    );
    await sealer.execute();
    await act(2);
    await sealer.execute();
    expect(await verdictOf()).toEqual({ sealed: 3, waiting: 0, late: 0, faults: [] });
  });

  it('are told again where a line was torn', async () => {
    await act(1);
    await sealer.execute();
    await writeFile(env['AUDIT_HEADS_FILE']!, '\n{"practiceId":"01a2');
    await act(1);
    await sealer.execute();
    expect((await verdictOf())!.faults).toEqual([]);
  });

  it('cannot be changed, taken away or seen by those who serve', async () => {
    await act(1);
    await sealer.execute();
    const tries: [string, string][] = [
      ['unknot_worker', 'UPDATE audit_seals SET sequence = sequence + 1'],
      ['unknot_worker', 'DELETE FROM audit_seals'],
      ['unknot_worker', 'UPDATE audit_entries SET action = action'],
      ['unknot_app', 'SELECT FROM audit_seals'],
      ['unknot_app', `SELECT gate.practices_to_seal(interval '1 minute', 1)`],
      ['unknot_app', 'SELECT gate.all_practices()'],
    ];
    for (const [role, statement] of tries) {
      const tried = clinic.sql(`SET LOCAL ROLE ${role}; ${statement}`);
      await expect(tried).rejects.toMatchObject({ code: '42501' });
    }
  });

  describe('name the place', () => {
    beforeEach(async () => {
      await act(5);
      await sealer.execute();
    });

    it.each([
      ['an action', `action = 'test.else'`],
      ['a detail', `details = details || '{"n": 9}'`],
      ['a subject', 'subject_ids = subject_ids || practice_id'],
      ['who it was', `actor_id = 'nobody'`],
      ['when it was', `at = at + interval '1 microsecond'`],
    ])('of %s that was changed', async (_, change) => {
      const id = await entryAt(3);
      await clinic.sql(`UPDATE audit_entries SET ${change} WHERE id = $1`, [id]);
      expect((await verdictOf())!.faults).toEqual([
        `Entry ${id} does not fit seal #3: it was changed, or the seals were reordered.`,
      ]);
    });

    it('of an entry that was deleted, with its seal or without', async () => {
      const [second, third] = [await entryAt(2), await entryAt(3)];
      await clinic.sql('DELETE FROM audit_entries WHERE id = ANY($1)', [[second, third]]);
      await clinic.sql('DELETE FROM audit_seals WHERE entry_id = $1', [third]);
      expect((await verdictOf())!.faults).toEqual([
        `Entry ${second}, sealed as #2, was deleted.`,
        'Seal #3 is missing, so the next one cannot be judged.',
      ]);
    });

    it('of entries that changed places', async () => {
      const [second, third] = [await entryAt(2), await entryAt(3)];
      const put = (sequence: number, id: string) =>
        clinic.sql('UPDATE audit_seals SET entry_id = $3 WHERE practice_id = $1 AND sequence = $2', [
          ...[clinic.practiceId, sequence, id],
        ]);
      await put(2, newId());
      await put(3, second);
      await put(2, third);
      expect((await verdictOf())!.faults).toEqual([
        `Entry ${third} does not fit seal #2: it was changed, or the seals were reordered.`,
        `Entry ${second} does not fit seal #3: it was changed, or the seals were reordered.`,
      ]);
    });

    it('of an end that was cut off, as the file outside the database knows', async () => {
      await clinic.sql('DELETE FROM audit_seals WHERE practice_id = $1 AND sequence > 3', [clinic.practiceId]);
      expect((await verdictOf())!.faults).toEqual(['Seals #4 to #5 are missing.']);
      const heads = await readFile(env['AUDIT_HEADS_FILE']!, 'utf8');
      expect(JSON.parse(heads)).toEqual({
        ...{ practiceId: clinic.practiceId, sequence: 5 },
        mac: expect.stringMatching(/^[\w+/]{43}=$/),
      });
    });

    it('of an entry that somebody has slipped in with an earlier time', async () => {
      const id = newId();
      await clinic.sql(
        `INSERT INTO audit_entries (practice_id, id, at, actor_kind, actor_id, action, subject_ids) VALUES ($1, $2, now() - interval '1 hour', 'staff', 'x', 'client.read', '{}')`,
        [clinic.practiceId, id],
      );
      await act(1);
      await sealer.execute();
      expect(await verdictOf()).toEqual({
        ...{ sealed: 6, waiting: 0, late: 0 },
        faults: [`Entries without a seal, too old to get one: 1, the first of them ${id}.`],
      });
    });

    it('of nothing in particular where an entry was slipped into a quiet time, but counts it', async () => {
      await clinic.sql(`UPDATE audit_seals SET sealed_to = now() - interval '30 days' WHERE practice_id = $1`, [
        clinic.practiceId,
      ]);
      await clinic.sql(
        `INSERT INTO audit_entries (practice_id, id, at, actor_kind, actor_id, action, subject_ids) VALUES ($1, $2, now() - interval '20 days', 'staff', 'x', 'client.read', '{}')`,
        [clinic.practiceId, newId()],
      );
      await sealer.execute();
      expect(await verdictOf()).toEqual({ sealed: 6, waiting: 0, late: 1, faults: [] });
      await clinic.sql(`UPDATE audit_seals SET sealed_at = now() - interval '20 days' WHERE sequence = 6`);
      expect((await verdictOf())!.faults).toHaveLength(1);
    });

    it('of a chain whose file was taken away', async () => {
      await rm(env['AUDIT_HEADS_FILE']!);
      expect((await verdictOf())!.faults).toEqual(['Nothing outside the database knows of this chain.']);
      const teller = new TellHeads(worker, units, headsOf(env));
      expect([await teller.execute(), await teller.execute()]).toEqual([1, 0]);
      expect((await verdictOf())!.faults).toEqual([]);
    });

    it('of everything where the key is another one', async () => {
      [, verifier] = partsWith({ ...env, AUDIT_KEY: 'another key, of thirty-two bytes..' });
      expect((await verdictOf())!.faults).toHaveLength(5);
    });
  });

  it('are compared by a command, which ends with 1 where one does not fit', async () => {
    await act(2);
    await sealer.execute();
    const verify = () => new ProgramRun(join(programFolder(), 'src/verify-audit.js'), env).ending;
    expect(await verify()).toEqual({
      ...{ code: 0, stderr: '' },
      stdout: `${clinic.practiceId}: 2 entries, as they were sealed; 0 wait for their seal\n`,
    });
    const id = await entryAt(2);
    await clinic.sql('DELETE FROM audit_entries WHERE id = $1', [id]);
    const { code, stdout, stderr } = await verify();
    expect([code, stderr]).toEqual([1, 'The audit of 1 practices is not as it was sealed.']);
    expect(stdout).toContain(`Entry ${id}, sealed as #2, was deleted.`);
  });
});
