import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { MasterKeys, Vault } from '../../dist/src/platform/crypto/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../dist/src/platform/database/index.js';
import { insertNote, NOTE_CONTENT } from '../../dist/src/modules/session-notes/storage/notes.js';
import { insertRiskProfile } from '../../dist/src/modules/screening/storage/risk-profiles.js';

const CLIENTS = 12;
const NOTES = 200;
const SENTENCE = 'Turns less to the left, tender along the upper border, warmer than the other side. ';
const SITE = { region: 'neck', side: 'left' };
/** About as long as notes are: some 2 kB. */
const NOTE = {
  ...{
    subjective: SENTENCE.repeat(5),
    objective: SENTENCE.repeat(6),
    assessment: SENTENCE.repeat(3),
    reaction: SENTENCE,
  },
  plan: SENTENCE.repeat(2),
  findings: Array.from({ length: 5 }, (_, n) => ({ ...SITE, kind: 'tension', intensity: n, remark: SENTENCE })),
  techniques: [{ technique: 'swedish', pressure: 2, minutes: 45, sites: [SITE] }],
  consent: { treatment: 'given', remark: null, written: [] },
  scoresBefore: [{ instrument: 'pain', movement: null, value: 6 }],
  scoresAfter: [{ instrument: 'pain', movement: null, value: 3 }],
  selfCare: [{ item: 'neck_side_stretch', remark: null }],
  recommendation: { interval: 'P14D', followUp: SENTENCE },
};
const PROFILE = { answeredOn: new Date().toISOString().slice(0, 10), present: [], unknown: [], complete: true };

/**
 * A therapist of the owner's own with a day of 12 clients, each with answers and a signed note, the first one with 200. All of
 * it goes with `remove`; `keys` are the clients', as the program remembers them.
 */
export async function addTherapistsDay({ practice, appUrl, ownerUrl, recordsKey }) {
  const { practiceId, clinicId, serviceId, roomIds, clients } = practice;
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  const rows = async (text, values) => (await db.query(text, values)).rows;
  const therapistId = randomUUID();
  const [{ id: memberId }] = await rows(
    `SELECT id FROM memberships WHERE practice_id = $1 AND role = 'owner' AND ended_at IS NULL LIMIT 1`,
    [practiceId],
  );
  await rows(`INSERT INTO therapists (practice_id, id, name, membership_id) VALUES ($1, $2, 'Bench', $3)`, [
    ...[practiceId, therapistId, memberId],
  ]);
  const clientIds = clients.slice(0, CLIENTS).map(({ id }) => id);
  // Rooms and clients may be taken at any time of the seeded days: these are long before the first of them.
  const visit = (clientId, day, hour) =>
    rows(
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
         therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
       SELECT $1, $2, $3, $4, $5, $6, $7, 'completed', s, e, s, e, s, e, 9000, 'EUR'
       FROM (SELECT timestamptz '2020-06-01T06:00:00Z' - $8 * interval '1 day' + $9 * interval '1 hour') AS b(s), LATERAL (SELECT s + interval '1 hour') AS f(e)
       RETURNING id, client_id AS "clientId", starts_at AS "startsAt"`,
      [practiceId, randomUUID(), clinicId, clientId, therapistId, roomIds[0], serviceId, day, hour],
    );
  for (const [n, clientId] of clientIds.entries()) await visit(clientId, 0, n);
  const earlier = [];
  for (const [n, clientId] of clientIds.entries()) earlier.push(...(await visit(clientId, 1, n)));
  for (let n = 1; n < NOTES; n += 1) earlier.push(...(await visit(clientIds[0], n + 1, 0)));
  const source = await createDataSource({ url: appUrl, poolSize: 2, applicationName: 'bench' }).initialize();
  const vault = new Vault(new MasterKeys({ recordsKey, recordsKeyBefore: undefined }));
  const system = { kind: 'system', practiceId, name: 'bench' };
  const keys = await new UnitOfWork(source, new DatabaseClock()).do(system, async (tx) => {
    for (const clientId of clientIds) {
      const key = await vault.keyOf(tx, clientId);
      insertRiskProfile(tx, key, { id: randomUUID(), covers: [clientId], sourceId: randomUUID(), profile: PROFILE });
    }
    const all = await vault.keysOf(tx, clientIds);
    for (const { id: appointmentId, clientId, startsAt } of earlier) {
      const id = randomUUID();
      insertNote(tx, {
        ...{ id, appointmentId, clientId, therapistId, authorId: memberId, visitStartsAt: startsAt, schemaVersion: 1 },
        ...{ content: all.get(clientId).sealJson(NOTE_CONTENT(id), NOTE), draftedAt: startsAt, signedAt: startsAt },
      });
    }
    return all;
  });
  await source.destroy();
  const remove = async () => {
    await rows('DELETE FROM session_notes WHERE practice_id = $1 AND therapist_id = $2', [practiceId, therapistId]);
    await rows('DELETE FROM risk_profiles WHERE practice_id = $1 AND client_id = ANY($2)', [practiceId, clientIds]);
    await rows('DELETE FROM appointments WHERE practice_id = $1 AND therapist_id = $2', [practiceId, therapistId]);
    await rows('DELETE FROM therapists WHERE practice_id = $1 AND id = $2', [practiceId, therapistId]);
    await db.end();
  };
  return { therapistId, clientIds, keys, date: '2020-06-01', remove };
}
