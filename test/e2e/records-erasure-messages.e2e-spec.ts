import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { RecordsWorker } from '../support/records-worker.js';
import { CONSENT, ClientsDesk } from './clients-desk.js';

const REQUEST = `mutation ($clientId: ID!) { recordClientRequest(input: { clientId: $clientId, kind: ERASURE }) { __typename } }`;

/** Somebody who came yesterday, is asked how sore they are, and is to be reminded of the next visit. */
describe('a client who asks for erasure, and to whom messages are planned', () => {
  let api: TestApi;
  let desk: ClientsDesk;
  let worker: RecordsWorker;
  let clientId: string;
  let otherId: string;

  beforeEach(async () => {
    api = await TestApi.start();
    desk = await ClientsDesk.open(api);
    worker = await RecordsWorker.on(api.database);
    const reached = { email: 'kim@client.example', language: 'de', timeZone: 'Pacific/Nauru' };
    clientId = (await desk.add('Kim', 'Quickenborn', reached)).id;
    otherId = (await desk.add('Mira', 'Stays', { email: 'mira@client.example' })).id;
    for (const id of [clientId, otherId]) {
      for (const purpose of ['SERVICE', 'RECALL']) {
        await desk.ask(CONSENT, { input: { clientId: id, channel: 'EMAIL', purpose, granted: true } });
      }
    }
  });
  afterEach(async () => {
    await Promise.all([worker, desk].map((each) => each.close()));
    await api.stop();
  });

  const erase = async (): Promise<void> => {
    await desk.ask(REQUEST, { clientId }, 'manager');
    expect(await worker.answerRequests()).toBe(1);
  };
  const plan = async (to: string, kind: string, state: 'planned' | 'sent' = 'planned'): Promise<void> => {
    const { practiceId, clinicId } = desk.clinic;
    await api.sql(
      `INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, clinic_id, due_at, ready_at, look_at, state, created_at)
       VALUES ($1, $2, $3, $4, 'v1', 'first', 'email', $5, $6, now(), now(), CASE WHEN $7 = 'planned' THEN now() END, $7, now())`,
      [practiceId, newId(), kind, newId(), to, clinicId, state],
    );
  };
  const messagesTo = (id: string) =>
    api.sql('SELECT kind, state, reason FROM messages WHERE client_id = $1 ORDER BY kind', [id]);

  it('hears nothing more, whatever it was about, and others hear what was planned', async () => {
    await plan(clientId, 'booking_confirmation', 'sent');
    await plan(clientId, 'recall_reminder');
    await plan(clientId, 'soreness_check_in');
    await plan(otherId, 'recall_reminder');
    await erase();
    expect(await messagesTo(clientId)).toEqual([
      { kind: 'booking_confirmation', state: 'sent', reason: null },
      { kind: 'recall_reminder', state: 'dropped', reason: 'erased' },
      { kind: 'soreness_check_in', state: 'dropped', reason: 'erased' },
    ]);
    expect(await messagesTo(otherId)).toEqual([{ kind: 'recall_reminder', state: 'planned', reason: null }]);
    expect(await api.sql(`SELECT 1 FROM message_events WHERE state = 'dropped' AND reason = 'erased'`)).toHaveLength(2);
  });

  it('is forgotten as one who stopped messages, unless somebody else is reached there', async () => {
    const shared = 'home@client.example';
    await api.sql(`UPDATE clients SET guardian_email = $1`, [shared]);
    await plan(clientId, 'booking_confirmation', 'sent');
    await api.sql('UPDATE messages SET number_key = sha256(id::text::bytea)');
    for (const address of ['kim@client.example', shared, 'mira@client.example']) {
      await api.sql(
        `INSERT INTO stopped_addresses (practice_id, channel, address, stopped_at, stopped_by) VALUES ($1, 'email', $2, now(), 'recipient')`,
        [desk.clinic.practiceId, address],
      );
    }
    await erase();
    expect(await api.sql('SELECT address FROM stopped_addresses ORDER BY address')).toEqual([
      { address: shared },
      { address: 'mira@client.example' },
    ]);
    expect(await api.sql('SELECT number_key AS key FROM messages')).toEqual([{ key: null }]);
  });

  it('opens no link any more', async () => {
    for (const id of [clientId, otherId]) {
      await api.sql(
        `INSERT INTO client_links (practice_id, id, client_id, purpose, subject_id, token_hash, created_at, expires_at)
         VALUES ($1, $2, $3, 'book', $4, sha256($5::bytea), now(), now() + interval '1 day')`,
        [desk.clinic.practiceId, newId(), id, newId(), id],
      );
    }
    await erase();
    const open = await api.sql('SELECT client_id AS id FROM client_links WHERE revoked_at IS NULL');
    expect(open).toEqual([{ id: otherId }]);
  });

  it('is kept with no consent, language or zone, and those who wait for a word of them are told', async () => {
    await erase();
    const consents = await api.sql('SELECT DISTINCT client_id AS id FROM client_consents');
    expect(consents).toEqual([{ id: otherId }]);
    expect(
      await api.sql('SELECT language, time_zone AS zone, deceased_at AS died FROM clients WHERE erased_at IS NOT NULL'),
    ).toEqual([{ language: null, zone: null, died: null }]);
    const facts = await api.sql<{ fact: string }>(`SELECT fact FROM outbox WHERE payload = $1`, [
      JSON.stringify({ clientId }),
    ]);
    expect(facts.map(({ fact }) => fact)).toEqual(expect.arrayContaining(['client.changed', 'record.erased']));
  });

  it('is asked about soreness no more, and their wish to be asked is forgotten', async () => {
    const visitId = await desk.visit(clientId, { days: -1 });
    await api.sql(`UPDATE appointments SET status = 'completed' WHERE id = $1`, [visitId]);
    const { practiceId, clinicId, therapistIds } = desk.clinic;
    await api.sql(
      `INSERT INTO check_ins (practice_id, id, appointment_id, client_id, therapist_id, clinic_id, visit_ends_at, level, basis, state, channel, asks,
         closes_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, now(), 'high', 'service', 'open', 'email', '[]', now() + interval '3 days', now(), now())`,
      [practiceId, newId(), visitId, clientId, therapistIds[0], clinicId],
    );
    for (const id of [clientId, otherId]) {
      await api.sql(
        'INSERT INTO check_in_wishes (practice_id, client_id, wanted, set_by, set_at) VALUES ($1, $2, true, $3, now())',
        [practiceId, id, desk.membershipOfManager],
      );
    }
    await erase();
    expect(await api.sql('SELECT state, closes_at AS "closesAt" FROM check_ins')).toEqual([
      { state: 'called_off', closesAt: null },
    ]);
    expect(await api.sql('SELECT client_id AS id FROM check_in_wishes')).toEqual([{ id: otherId }]);
  });
});
