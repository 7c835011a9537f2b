import type { DataSource, QueryRunner } from 'typeorm';
import { CreateRecords20261126000700 } from '../../migrations/20261126000700-create-records.js';
import { LetWorkerEraseContacts20261126000890 } from '../../migrations/20261126000890-let-worker-erase-contacts.js';
import { createDataSource, migrate } from '../../src/platform/database/index.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

const MADE = '2026-03-01T12:00:00Z';

/** A database whose later migrations ran before there was a clock. */
describe('the clock of retention', () => {
  let database: TestDatabase;
  let source: DataSource;
  let clinic: ClinicFixture;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await createDataSource({
      ...{ url: database.ownerUrl, poolSize: 1, applicationName: 'test' },
    }).initialize();
    clinic = await createClinic(database, { clients: 3 });
    await withoutClock(source.createQueryRunner());
  });
  afterAll(async () => {
    await clinic.close();
    await source.destroy();
    await database.drop();
  });

  const withoutClock = async (runner: QueryRunner): Promise<void> => {
    await new LetWorkerEraseContacts20261126000890().down(runner);
    await new CreateRecords20261126000700().down(runner);
    await runner.query('DELETE FROM migrations WHERE name = ANY($1)', [
      [CreateRecords20261126000700.name, LetWorkerEraseContacts20261126000890.name],
    ]);
  };
  const looks = () =>
    clinic.sql('SELECT client_id AS id, look_on::text AS "lookOn" FROM record_looks WHERE practice_id = $1', [
      clinic.practiceId,
    ]);
  const keep = (clientId: string, wrapped: Buffer | null): Promise<unknown> =>
    clinic.sql(
      `INSERT INTO vault.client_keys (practice_id, client_id, practice_key_version, wrapped, created_at, destroyed_at)
       VALUES ($1, $2, 1, $3, $4, CASE WHEN $3::bytea IS NULL THEN $4::timestamptz END)`,
      [clinic.practiceId, clientId, wrapped, MADE],
    );

  it('has begun for records that were there before it, but not for those that are gone', async () => {
    const [there, gone, later] = clinic.clientIds as [string, string, string];
    await clinic.sql(
      `INSERT INTO vault.practice_keys (practice_id, version, master_id, wrapped, created_at) VALUES ($1, 1, 'test', '\\x00', now())`,
      [clinic.practiceId],
    );
    await keep(there, Buffer.from('sealed'));
    await keep(gone, null);
    await migrate(database);
    expect(await looks()).toEqual([{ id: there, lookOn: '2027-03-01' }]);
    await keep(later, Buffer.from('sealed'));
    expect(await looks()).toContainEqual({ id: later, lookOn: '2027-03-01' });
  });
});
