import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

/**
 * Every table with ciphertext of a client, written down by hand: a new one is either counted by the extent of a part of the
 * record, since otherwise erasure would take it for nothing and destroy its key, or stands here with the reason why not.
 */
const COUNTED = [
  'adverse_events',
  'attachments',
  'check_in_answers',
  'clearances',
  'intake_notes',
  'measurements',
  'risk_profiles',
  'session_note_drafts',
  'session_notes',
  'visit_decisions',
];
const NOT_COUNTED = [
  'check_ins', // of a visit that is counted; what was done in it stands in its note
  'glass_breaks', // about who read, and gone with the record
  'intake_drafts', // nobody's history until it is submitted
  'messages', // the hash of a number, which goes with the contacts
];

describe('the parts of the record', () => {
  let database: TestDatabase;
  let clinic: ClinicFixture;
  beforeAll(async () => {
    database = await createTestDatabase();
    clinic = await createClinic(database);
  });
  afterAll(async () => {
    await clinic.close();
    await database.drop();
  });

  it('count whatever is sealed for a client', async () => {
    const tables = await clinic.sql<{ name: string }>(
      `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c
       JOIN information_schema.columns s ON s.table_schema = c.table_schema AND s.table_name = c.table_name AND s.data_type = 'bytea'
       WHERE c.table_schema = 'public' AND c.column_name = 'client_id' AND s.column_name NOT LIKE '%\\_hash' ORDER BY 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual([...COUNTED, ...NOT_COUNTED].sort());
  });
});
