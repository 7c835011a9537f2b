import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import type { SystemActor } from '../../src/kernel/index.js';
import { DoesNotOpen, MasterKeys, RecordErased, RotateKeys, Vault } from '../../src/platform/crypto/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { RECORDS_KEY, TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';
import { statementsOf } from '../support/statements.js';

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

  describe('reads the keys of a unit', () => {
    const keysRead = (sent: readonly string[]): number =>
      sent.filter((text) => text.includes('vault.client_keys')).length;

    it('once, whoever asks for them, but for those of clients who had none', async () => {
      const [first, second] = [newId(), newId()];
      const sealed = await seal(vault, first, 'of the first');
      await api!.do(actor, async (tx) => {
        expect(keysRead(await statementsOf(() => vault.keysOf(tx, [first, second])))).toBe(1);
        expect(keysRead(await statementsOf(() => vault.keysOf(tx, [first.toUpperCase()])))).toBe(0);
        expect((await vault.keysOf(tx, [first])).get(first)!.open(AT, sealed)).toBe('of the first');
        // Another unit makes the first key of a client, and writes under it.
        const later = await seal(vault, second, 'of the second');
        expect((await vault.keysOf(tx, [first, second])).get(second)!.open(AT, later)).toBe('of the second');
      });
    });

    it('anew once it has waited for a lock: the record may have been erased meanwhile', async () => {
      const client = newId();
      await seal(vault, client, 'of somebody who leaves');
      await api!.do(actor, async (tx) => {
        expect((await vault.keysOf(tx, [client])).size).toBe(1);
        await worker!.do(actor, (other) => vault.destroyKey(other, client));
        await expect(vault.keyOf(tx, client)).rejects.toThrow(RecordErased);
        await tx.lock([client]);
        expect((await vault.keysOf(tx, [client])).size).toBe(0);
      });
    });

    it('anew once it has destroyed one of them', async () => {
      const client = newId();
      await seal(vault, client, 'of somebody who leaves');
      await worker!.do(actor, async (tx) => {
        expect((await vault.keysOf(tx, [client])).size).toBe(1);
        await vault.destroyKey(tx, client);
        expect((await vault.keysOf(tx, [client])).size).toBe(0);
      });
    });
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

  describe('rotates its keys', () => {
    const NEW = 'the key to the records from now on, 32 bytes';
    const rotate = async (by: Vault): Promise<number> => {
      let clients = 0;
      for await (const practice of new RotateKeys(sources[1]!, worker!, by).execute()) clients += practice.clients;
      return clients;
    };
    const keysNow = () =>
      clinic.sql<{ masterId: string; version: number }>(
        `SELECT DISTINCT p.master_id AS "masterId", p.version FROM vault.practice_keys p WHERE practice_id = $1`,
        [clinic.practiceId],
      );

    it('while records are read and written, and loses none of them', async () => {
      const serving = vaultWith(NEW, RECORDS_KEY);
      const written = new Map<string, Buffer>();
      const more = Array.from({ length: 60 }, () => newId());
      for (const id of more.slice(0, 30)) written.set(id, await seal(vault, id, id));
      let over = false;
      const busy = async (ids: readonly string[]): Promise<void> => {
        for (const id of ids) {
          if (!written.has(id)) written.set(id, await seal(serving, id, id));
          expect(await open(serving, id, written.get(id)!)).toBe(id);
        }
        if (!over) await busy(ids);
      };
      const work = [busy(more.slice(0, 30)), busy(more.slice(30, 45)), busy(more.slice(45))];
      await Promise.all([rotate(serving), rotate(serving)]);
      over = true;
      await Promise.all(work);

      // Those whose key was made under the older one while it was going away are found by another run.
      await rotate(serving);
      const [present, ...others] = await keysNow();
      expect([present!.masterId, others]).toEqual([
        new MasterKeys({ recordsKey: NEW, recordsKeyBefore: undefined }).present.id,
        [],
      ]);
      const after = vaultWith(NEW);
      for (const [id, sealed] of written) expect(await open(after, id, sealed)).toBe(id);
      // Who has the old key only cannot read any more: not even what was written under it.
      await expect(open(vaultWith(RECORDS_KEY), more[0]!, written.get(more[0]!)!)).rejects.toThrow(
        'which is not given',
      );
      await rotate(vaultWith(RECORDS_KEY, NEW));
    });

    it('and leaves copies of the old ones worthless, once the key outside is thrown away', async () => {
      const client = newId();
      const sealed = await seal(vault, client, 'kept for ten years');
      const backup = await clinic.sql<{ wrapped: Buffer; version: number; master: Buffer }>(
        `SELECT c.wrapped, p.version, p.wrapped AS master FROM vault.client_keys c
         JOIN vault.practice_keys p ON (p.practice_id, p.version) = (c.practice_id, c.practice_key_version) WHERE client_id = $1`,
        [client],
      );
      await worker!.do(actor, (tx) => vault.destroyKey(tx, client));
      await rotate(vaultWith(NEW, RECORDS_KEY));
      // Somebody puts the keys of the backup back.
      await clinic.sql(
        `WITH key AS (INSERT INTO vault.practice_keys (practice_id, version, master_id, wrapped, created_at)
           SELECT $1, $2, 'the old one', $3, now() RETURNING version)
         UPDATE vault.client_keys SET wrapped = $4, destroyed_at = NULL, practice_key_version = key.version FROM key WHERE client_id = $5`,
        [clinic.practiceId, backup[0]!.version, backup[0]!.master, backup[0]!.wrapped, client],
      );
      await expect(open(vaultWith(NEW), client, sealed)).rejects.toThrow('which is not given');
      await clinic.sql('DELETE FROM vault.client_keys WHERE client_id = $1', [client]);
      await clinic.sql(`DELETE FROM vault.practice_keys WHERE master_id = 'the old one'`);
      await rotate(vaultWith(RECORDS_KEY, NEW));
    });
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
