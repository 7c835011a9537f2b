import type { StaffActor } from '../../src/kernel/index.js';
import { MergeClients } from '../../src/modules/clients/merge-clients.js';
import { Technique } from '../../src/modules/practices/domain/index.js';
import { RiskCode, VerdictLevel } from '../../src/modules/screening/domain/index.js';
import { DecideScreening } from '../../src/modules/screening/decide-screening.js';
import { RecordClearance } from '../../src/modules/screening/record-clearance.js';
import { ScreenVisit } from '../../src/modules/screening/index.js';
import type { ScreenedVisit } from '../../src/modules/screening/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { createScreeningDesk, TODAY, VISIT_DAY } from '../e2e/screening-desk.js';
import type { ScreeningDesk } from '../e2e/screening-desk.js';
import { TestApi } from '../support/api.js';

const ROUNDS = 8;
const { CLEAR, ADAPT, CLEARANCE } = VerdictLevel;
const SWEDISH = { technique: Technique.SWEDISH, pressure: { min: 1, max: 3 } };

describe('what is permitted while answers come in', () => {
  let api: TestApi;
  let desk: ScreeningDesk;
  let therapist: StaffActor;

  beforeAll(async () => {
    api = await TestApi.start({ DATABASE_POOL_SIZE: '12' });
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    desk = await createScreeningDesk(api);
    therapist = await desk.actor('therapist', desk.therapistIds[0]);
  });
  afterEach(() => desk.close());

  const screened = (clientId = desk.clientId): Promise<ScreenedVisit> => {
    const asked = { clientId, appointmentId: desk.appointmentId, treatment: SWEDISH, date: VISIT_DAY };
    const screenVisit = api.app.get(ScreenVisit, { strict: false });
    return api.app
      .get(UnitOfWork)
      .do({ kind: 'system', practiceId: desk.practiceId, name: 'test' }, (tx) => screenVisit.execute(tx, asked));
  };
  const decide = () =>
    api.app.get(DecideScreening, { strict: false }).execute(therapist, {
      appointmentId: desk.appointmentId,
      lift: [ADAPT, CLEARANCE],
      reason: 'I have spoken with her',
    });
  const recordClearance = () =>
    api.app.get(RecordClearance, { strict: false }).execute(therapist, {
      clientId: desk.clientId,
      ...{ clearanceId: null, attachmentId: null },
      content: {
        techniques: [Technique.SWEDISH],
        givenOn: TODAY,
        expiresOn: VISIT_DAY,
        givenBy: 'Dr. Eze',
        note: null,
      },
    });

  it('a decision was taken in view of the new risk, or it is void', async () => {
    const ends = new Set<string>();
    for (let round = 0; round < ROUNDS; round += 1) {
      await desk.noteRisks([{ risk: RiskCode.OSTEOPOROSIS }]);
      const rash = () => desk.noteRisks([{ risk: RiskCode.OSTEOPOROSIS }, { risk: RiskCode.RASH }]);
      await Promise.all(round % 2 === 0 ? [decide(), rash()] : [rash(), decide()]);
      const { level, decided } = await screened();
      ends.add(`${decided} ${level}`);
    }
    expect([...ends].filter((end) => end !== `true ${CLEAR}` && end !== `false ${ADAPT}`)).toEqual([]);
  });

  it('a clearance was recorded after the new risk, or it is void', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await desk.noteRisks([]);
      const stroke = () => desk.noteRisks([{ risk: RiskCode.STROKE }]);
      await Promise.all(round % 2 === 0 ? [recordClearance(), stroke()] : [stroke(), recordClearance()]);
      const [last] = await desk.sql<{ after: boolean; ended: boolean }>(
        `SELECT r.recorded_at > p.noted_at AS after, e.ended_at IS NOT NULL AS ended
         FROM clearance_records r LEFT JOIN clearance_ends e USING (practice_id, clearance_id),
           (SELECT noted_at FROM risk_profiles WHERE practice_id = $1 ORDER BY position DESC LIMIT 1) p
         WHERE r.practice_id = $1 ORDER BY r.recorded_at DESC LIMIT 1`,
        [desk.practiceId],
      );
      expect([round, last!.after]).toEqual([round, !last!.ended]);
      expect([round, (await screened()).level]).toEqual([round, last!.after ? CLEAR : CLEARANCE]);
      await desk.noteRisks([{ risk: RiskCode.STROKE }, { risk: RiskCode.FEVER }]);
    }
  });

  it('answers given while the record is merged count for whoever stands for both', async () => {
    const manager = await desk.actor('manager');
    const merge = (sourceId: string, targetId: string) =>
      api.app.get(MergeClients, { strict: false }).execute(manager, { sourceId, targetId });
    const [, target, ...sources] = desk.clientIds as [string, string, ...string[]];
    for (const [round, source] of sources.slice(0, 5).entries()) {
      await desk.noteRisks([], { clientId: target });
      const stroke = () => desk.noteRisks([{ risk: RiskCode.STROKE }], { clientId: source });
      await Promise.all(round % 2 === 0 ? [stroke(), merge(source, target)] : [merge(source, target), stroke()]);
      expect([round, (await screened(target)).level]).toEqual([round, CLEARANCE]);
      expect([round, (await screened(source)).level]).toEqual([round, CLEARANCE]);
    }
  });

  it('of many forms of one client at once the last counts, and none is lost', async () => {
    const risks = [
      RiskCode.STROKE,
      RiskCode.RASH,
      RiskCode.ANEURYSM,
      RiskCode.FRACTURE,
      RiskCode.BURN,
      RiskCode.BRUISE,
    ];
    await Promise.all(risks.map((risk) => desk.noteRisks([{ risk }])));
    const rows = await desk.sql('SELECT FROM risk_profiles WHERE practice_id = $1', [desk.practiceId]);
    expect(rows).toHaveLength(risks.length);
    const { reasons } = await screened();
    expect(new Set(reasons.map(({ risk }) => risk)).size).toBe(1);
  });
});
