import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import type { SystemActor } from '../../src/kernel/index.js';
import { DoesNotOpen, MasterKeys, RecordErased, Vault } from '../../src/platform/crypto/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { RECORDS_KEY, TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const AT = { table: 'session_notes', column: 'content', rowId: newId() };

describe('the vault', () => {
  let database: TestDatabase;
  let clinic: ClinicFixture;
  let sources: DataSource[];
  let [api, worker]: UnitOfWork[] = [];
  let actor: SystemActor;
  let vault: Vault;

  const vaultWith = (recordsKey: string, recordsKeyBefore?: string): Vault =>
    new Vault(new MasterKeys({ recordsKey, recordsKeyBefore }));
  const seal = (by: Vault, clientId: string, text: string): Promise<Buffer> =>
    api!.do(actor, async (tx) => (await by.keyOf(tx, clientId)).seal(AT, text));
  const open = (by: Vault, clientId: string, sealed: Buffer): Promise<string | undefined> =>
    api!.do(actor, async (tx) => (await by.keysOf(tx, [clientId])).get(clientId)?.open(AT, sealed));

  beforeAll(async () => {
    database = await createTestDatabase();
    clinic = await createClinic(database);
    actor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' };
    vault = vaultWith(RECORDS_KEY);
    sources = await Promise.all(
      [database.appUrl, database.workerUrl].map((url) =>
        createDataSource({ url, poolSize: 10, applicationName: 'test' }).initialize(),
      ),
    );
    [api, worker] = sources.map((source) => new UnitOfWork(source, new DatabaseClock()));
  });

  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await clinic.close();
    await database.drop();
  });

  it('makes one key for a client whom many write to at once', async () => {
    const [client] = clinic.clientIds as [string];
    const sealed = await Promise.all(
      Array.from({ length: 10 }, (_, n) => seal(vaultWith(RECORDS_KEY), client, `${n}`)),
    );
    expect(await Promise.all(sealed.map((each) => open(vault, client, each)))).toEqual([...'0123456789']);
    const [{ keys }] = (await clinic.sql<{ keys: number }>(
      'SELECT count(*)::int AS keys FROM vault.client_keys WHERE practice_id = $1',
      [clinic.practiceId],
    )) as [{ keys: number }];
    expect(keys).toBe(1);
  });

  it('opens nothing with another client’s key', async () => {
    const [, one, two] = clinic.clientIds as [string, string, string];
    await seal(vault, two, 'of two');
    const sealed = await seal(vault, one, 'of one');
    await expect(open(vault, two, sealed)).rejects.toThrow(DoesNotOpen);
    expect(await open(vault, one, sealed)).toBe('of one');
  });

  it('opens nothing once the client’s key was destroyed, and makes no new one', async () => {
    const [, , , gone, stays] = clinic.clientIds as [string, string, string, string, string];
    const sealed = await seal(vault, gone, 'of somebody who left');
    const kept = await seal(vault, stays, 'of somebody who stays');
    expect(await worker!.do(actor, (tx) => vault.destroyKey(tx, gone))).toBe(true);
    expect(await worker!.do(actor, (tx) => vault.destroyKey(tx, gone))).toBe(false);
    expect(await open(vault, gone, sealed)).toBeUndefined();
    await expect(seal(vault, gone, 'again')).rejects.toThrow(RecordErased);
    expect(await open(vault, stays, kept)).toBe('of somebody who stays');
  });

  it('lets the API destroy nothing and change nothing', async () => {
    const [, , , , stays] = clinic.clientIds as [string, string, string, string, string];
    await expect(api!.do(actor, (tx) => vault.destroyKey(tx, stays))).rejects.toMatchObject({ code: '42501' });
    for (const statement of [
      'UPDATE vault.client_keys SET wrapped = NULL',
      'DELETE FROM vault.client_keys',
      "UPDATE vault.practice_keys SET wrapped = ''",
      'DELETE FROM vault.practice_keys',
      'TRUNCATE vault.client_keys',
    ]) {
      await expect(api!.do(actor, (tx) => tx.sql(statement))).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('stops the start where its records are encrypted with another key', async () => {
    const sentence =
      'RECORDS_KEY is not the key that the records of this database are encrypted with: set it to that key, or, while keys are rotated, RECORDS_KEY_BEFORE.';
    const other = 'another key, of thirty-two bytes..';
    await expect(TestApi.on(database, { RECORDS_KEY: other })).rejects.toThrow(sentence);
    const started = await TestApi.on(database, { RECORDS_KEY: other, RECORDS_KEY_BEFORE: RECORDS_KEY });
    await started.stop();
  });
});
