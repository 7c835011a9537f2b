import { newId } from '../../src/kernel/index.js';
import type { Actor } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import { Technique } from '../../src/modules/practices/domain/index.js';
import { RiskCode, VerdictLevel } from '../../src/modules/screening/domain/index.js';
import type { RiskAnswer, RiskProfile } from '../../src/modules/screening/domain/index.js';
import { NoteRisks, ScreenVisit } from '../../src/modules/screening/index.js';
import type { ScreenedVisit } from '../../src/modules/screening/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { statementsOf } from '../support/statements.js';

const { CLEAR, NOT_SCREENED, CLEARANCE, DEFER } = VerdictLevel;
const DATE = '2026-12-01';
const SWEDISH = { technique: Technique.SWEDISH, pressure: { min: 1, max: 3 } };

describe('what screening keeps', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let system: Actor;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    system = { kind: 'system', practiceId: clinic.practiceId, name: 'test' };
  });
  afterEach(() => clinic.close());

  const inUnit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => api.app.get(UnitOfWork).do(system, work);
  const note = (clientId: string, present: RiskAnswer[], more: Partial<RiskProfile> = {}): Promise<void> => {
    const profile = { answeredOn: '2026-11-26', present, unknown: [], complete: true, ...more };
    const noteRisks = api.app.get(NoteRisks, { strict: false });
    return inUnit((tx) => noteRisks.execute(tx, { clientId, profile, sourceId: newId() }));
  };
  const screenings = (): ScreenVisit => api.app.get(ScreenVisit, { strict: false });
  const screened = (clientId: string, appointmentId?: string): Promise<ScreenedVisit> =>
    inUnit((tx) => screenings().execute(tx, { clientId, appointmentId, treatment: SWEDISH, date: DATE }));
  const levelOf = async (clientId: string): Promise<VerdictLevel> => (await screened(clientId)).level;
  const merge = (source: string, target: string | null): Promise<unknown> =>
    clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [source, target]);

  it('is not screened without answers, and goes by the last ones', async () => {
    const [client] = clinic.clientIds as [string];
    expect(await levelOf(client)).toBe(NOT_SCREENED);
    await note(client, [{ risk: RiskCode.CLOT_CURRENT }]);
    expect(await levelOf(client)).toBe(DEFER);
    await note(client, []);
    expect(await levelOf(client)).toBe(CLEAR);
  });

  it('counts the answers of all merged records, until newer ones stand for all of them', async () => {
    const [source, target, deeper] = clinic.clientIds as [string, string, string];
    await note(target, [{ risk: RiskCode.STROKE }]);
    await note(source, []);
    await note(deeper, [{ risk: RiskCode.CLOT_CURRENT }]);
    await merge(deeper, source);
    await merge(source, target);
    for (const id of [target, source, deeper]) expect([id, await levelOf(id)]).toEqual([id, DEFER]);
    await note(target, [{ risk: RiskCode.ANEURYSM }]);
    expect(await levelOf(target)).toBe(CLEARANCE);
    await merge(source, null);
    expect(await levelOf(target)).toBe(CLEARANCE);
    expect(await levelOf(source)).toBe(DEFER);
  });

  it('knows nothing of other practices', async () => {
    const elsewhere = await createClinic(api.database);
    const [client] = elsewhere.clientIds as [string];
    await expect(note(client, [])).rejects.toThrow('There is no such client.');
    expect(await levelOf(client)).toBe(NOT_SCREENED);
    await elsewhere.close();
  });

  it('has nothing left of a client whose key was destroyed: not clear, but not screened', async () => {
    const [client] = clinic.clientIds as [string];
    await note(client, []);
    await clinic.sql('UPDATE vault.client_keys SET wrapped = NULL, destroyed_at = now() WHERE client_id = $1', [
      client,
    ]);
    expect(await levelOf(client)).toBe(NOT_SCREENED);
  });

  it('keeps the answers sealed', async () => {
    const [client] = clinic.clientIds as [string];
    await note(client, [{ risk: RiskCode.ANTICOAGULANT, detail: 'Quinquelixin 5 mg' }]);
    const [{ rows }] = (await clinic.sql('SELECT string_agg(p::text, chr(32)) AS rows FROM risk_profiles p')) as [
      { rows: string },
    ];
    expect(rows).toContain(client);
    for (const secret of ['Quinquelixin', 'anticoagulant']) {
      expect(rows).not.toContain(secret);
      expect(rows).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('asks twice, in one journey, whatever there is to know', async () => {
    const [client, other] = clinic.clientIds as [string, string];
    const asked = async (clientId: string, visits: number): Promise<number> => {
      let sent: string[] = [];
      await inUnit(async (tx) => {
        sent = await statementsOf(() =>
          screenings().many(tx, {
            clientId,
            visits: Array.from({ length: visits }, () => ({ treatment: SWEDISH, date: DATE, appointmentId: newId() })),
          }),
        );
      });
      return sent.length;
    };
    for (let n = 0; n < 5; n += 1) await note(client, [{ risk: RiskCode.STROKE }]);
    expect(await asked(client, 1)).toBe(2);
    expect(await asked(client, 20)).toBe(2);
    expect(await asked(other, 1)).toBe(2);
  });

  it.each([
    'risk_profiles',
    'rule_overrides',
    'clearances',
    'clearance_records',
    'clearance_ends',
    'visit_decisions',
    'visit_decision_ends',
  ])('%s cannot be changed, deleted or emptied by those who serve', async (table) => {
    for (const statement of [
      `UPDATE ${table} SET practice_id = practice_id`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
    ]) {
      await expect(inUnit((tx) => tx.sql(statement))).rejects.toMatchObject({ code: '42501' });
      for (const role of ['unknot_app', 'unknot_worker']) {
        await clinic.sql('BEGIN');
        await clinic.sql(`SET LOCAL ROLE ${role}`);
        await expect(clinic.sql(statement)).rejects.toMatchObject({ code: '42501' });
        await clinic.sql('ROLLBACK');
      }
    }
  });
});
