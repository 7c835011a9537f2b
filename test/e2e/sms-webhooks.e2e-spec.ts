import { createHmac } from 'node:crypto';
import { newId } from '../../src/kernel/index.js';
import { NumberKeys } from '../../src/modules/messaging/number-keys.js';
import { TestApi, TOKEN_SECRET } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { addVisit } from '../support/visits.js';

const ACCOUNT = { SMS_ACCOUNT: 'AC1', SMS_TOKEN: 'the token of the account', SMS_FROM: '+4930999' };
const PUBLIC_URL = 'https://booking.example.com/unknot';
const NUMBER = '+49301234567';
/** Unlike any that another test has written to. */
let numbers = 0;

describe('what the provider of SMS tells', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let clientId: string;
  let other: string;
  let from: string;

  beforeAll(async () => {
    api = await TestApi.start({ ...ACCOUNT, PUBLIC_URL });
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    numbers += 1;
    from = `${NUMBER}${numbers}`;
    clinic = await createClinic(api.database);
    [clientId, other] = clinic.clientIds as [string, string];
    await clinic.sql(`UPDATE clinics SET phone = '+49 30 1 & 2' WHERE practice_id = $1`, [clinic.practiceId]);
    await clinic.sql('UPDATE clients SET phone = $2, phone_key = $3 WHERE id = $1', [clientId, from, from.slice(1)]);
  });
  afterEach(() => clinic.close());

  const post = (
    path: string,
    fields: Record<string, string>,
    { token = ACCOUNT.SMS_TOKEN, url = PUBLIC_URL }: { readonly token?: string; readonly url?: string } = {},
  ) => {
    const said = Object.keys(fields).sort();
    const hmac = createHmac('sha1', token).update(`${url}${path}`);
    for (const name of said) hmac.update(`${name}${fields[name]}`);
    const headers = { 'x-twilio-signature': hmac.digest('base64') };
    return fetch(`${api.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers });
  };
  const text = async (body: string, over: Record<string, string> = {}): Promise<string> => {
    const response = await post('/webhooks/sms/inbound', { MessageSid: newId(), From: from, Body: body, ...over });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    return /<Response>(.*)<\/Response>/.exec(await response.text())![1]!;
  };
  const key = (): Buffer => new NumberKeys({ accessTokenSecret: TOKEN_SECRET }).of(from);
  /** A message that went to the number, as the ledger has it. */
  const wrote = async (
    { to = clientId, kind = 'appointment_reminder', subjectId = newId(), version = 'v', sid = newId() } = {},
    at: ClinicFixture = clinic,
  ): Promise<string> => {
    const id = newId();
    await at.sql(
      `INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, clinic_id, due_at, ready_at, state,
         provider_id, number_key, sent_at, created_at)
       VALUES ($1, $2, $3, $4, $5, '24h', 'sms', $6, $7, now(), now(), 'sent', $8, $9, clock_timestamp(), now())`,
      [at.practiceId, id, kind, subjectId, version, to, at.clinicId, sid, key()],
    );
    return id;
  };
  const reminded = async (): Promise<{ visitId: string; messageId: string }> => {
    const startsAt = new Date(Date.now() + 7 * 24 * 3_600_000);
    startsAt.setUTCHours(9, 0, 0, 0);
    const visitId = await addVisit(clinic, { startsAt, clientId });
    const [visit] = await clinic.sql<{ at: Date }>('SELECT starts_at AS at FROM appointments WHERE id = $1', [visitId]);
    return { visitId, messageId: await wrote({ subjectId: visitId, version: visit!.at.toISOString() }) };
  };
  const stops = (at = clinic) =>
    at.sql('SELECT channel, address, stopped_by AS by FROM stopped_addresses WHERE practice_id = $1', [at.practiceId]);
  const tasks = () =>
    clinic.sql(
      `SELECT kind, audience, client_id AS "clientId", subject_id AS "subjectId" FROM follow_ups WHERE practice_id = $1 ORDER BY kind`,
      [clinic.practiceId],
    );
  const outcomes = async (): Promise<string[]> => {
    const rows = await clinic.sql<{ outcome: string }>(
      'SELECT outcome FROM inbound_messages WHERE practice_id = $1 ORDER BY received_at',
      [clinic.practiceId],
    );
    return rows.map(({ outcome }) => outcome);
  };
  const status = async (id: string) => {
    const [row] = await clinic.sql('SELECT status FROM appointments WHERE id = $1', [id]);
    return (row as { status: string }).status;
  };
  const state = async (id: string) => (await clinic.sql('SELECT state, reason FROM messages WHERE id = $1', [id]))[0];

  it.each([
    ['by nobody', {}],
    ['with another token', { token: 'another' }],
    ['for another address', { url: 'https://elsewhere.example.com' }],
  ])('is believed only where it has signed it (%s)', async (_, signing) => {
    const sid = newId();
    const id = await wrote({ sid });
    for (const [path, fields] of [
      ['/webhooks/sms/inbound', { MessageSid: newId(), From: from, Body: 'STOP' }],
      ['/webhooks/sms/status', { MessageSid: sid, To: from, MessageStatus: 'delivered' }],
    ] as const) {
      const response =
        Object.keys(signing).length === 0
          ? await fetch(`${api.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
          : await post(path, fields, signing);
      expect(response.status).toBe(403);
    }
    expect([await stops(), await state(id)]).toEqual([[], { state: 'sent', reason: null }]);
  });

  describe('of a text that came in', () => {
    it('STOP ends that number at once, in every practice that has written to it, and START takes it back', async () => {
      const neighbour = await createClinic(api.database);
      await wrote();
      await wrote({ to: neighbour.clientIds[0]! }, neighbour);
      expect(await text(' Stop. ')).toBe('');
      const stopped = [{ channel: 'sms', address: from.slice(1), by: 'recipient' }];
      expect([await stops(), await stops(neighbour)]).toEqual([stopped, stopped]);
      await text('start');
      expect([await stops(), await stops(neighbour)]).toEqual([[], []]);
      expect(await outcomes()).toEqual(['stopped', 'started']);
      await neighbour.close();
    });

    it('stops nothing of a practice that has not written to the number, and nothing of a number that nobody knows', async () => {
      expect(await text('STOP')).toBe('');
      expect([await stops(), await outcomes()]).toEqual([[], []]);
    });

    it('the same one twice is done once, and answered as before', async () => {
      await reminded();
      const sid = { MessageSid: newId() };
      await text('STOP', sid);
      await text('START');
      await text('STOP', sid);
      expect(await stops()).toEqual([]);
      const cancel = { MessageSid: newId() };
      const [first, again] = [await text('cancel', cancel), await text('cancel', cancel)];
      expect(again).toBe(first);
      expect(await outcomes()).toEqual(['stopped', 'started', 'cancel_asked']);
    });

    it('CANCEL is asked what it means, stops nothing, and is the desk’s', async () => {
      const { visitId, messageId } = await reminded();
      const answer = await text('CANCEL');
      expect(answer).toContain('Reply YES to keep your appointment.');
      expect(answer).toContain('+49 30 1 &amp; 2');
      expect(await stops()).toEqual([]);
      expect(await tasks()).toEqual([{ kind: 'sms_cancel', audience: 'desk', clientId, subjectId: messageId }]);
      expect(await status(visitId)).toBe('booked');
    });

    it('CANCEL that the provider has taken for a STOP is both', async () => {
      await reminded();
      expect(await text('CANCEL', { OptOutType: 'STOP' })).toBe('');
      expect(await stops()).toHaveLength(1);
      expect(await tasks()).toMatchObject([{ kind: 'sms_cancel' }]);
    });

    it('YES confirms the visit that was reminded of, also where another message came after it', async () => {
      const { visitId } = await reminded();
      await wrote({ kind: 'soreness_check_in' });
      expect(await text('Yes, thanks!')).toBe('');
      expect([await status(visitId), await tasks(), await outcomes()]).toEqual(['confirmed', [], ['confirmed']]);
    });

    it('YES to a visit that was moved since is the desk’s', async () => {
      const { visitId, messageId } = await reminded();
      await clinic.sql('UPDATE messages SET version = $2 WHERE id = $1', [messageId, '2027-01-01T00:00:00.000Z']);
      await text('YES');
      expect(await status(visitId)).toBe('booked');
      expect(await tasks()).toMatchObject([{ kind: 'sms_reply', clientId }]);
    });

    it('NO cancels nothing, and is the desk’s', async () => {
      const { visitId, messageId } = await reminded();
      expect(await text('No.')).toBe('');
      expect(await status(visitId)).toBe('booked');
      expect(await tasks()).toEqual([{ kind: 'sms_no', audience: 'desk', clientId, subjectId: messageId }]);
    });

    it('from a telephone that several clients have, a yes confirms nothing', async () => {
      const { visitId, messageId } = await reminded();
      await clinic.sql('UPDATE clients SET phone = $2, phone_key = $3 WHERE id = $1', [other, from, from.slice(1)]);
      await text('YES');
      expect(await status(visitId)).toBe('booked');
      expect(await tasks()).toEqual([{ kind: 'sms_reply', audience: 'desk', clientId: null, subjectId: messageId }]);
      expect(await outcomes()).toEqual(['shared_number']);
    });

    it('in other words is the desk’s, kept nowhere, and answered once an hour', async () => {
      const { messageId } = await reminded();
      expect(await text('my zebra hurts')).toContain('we cannot read texts that come here');
      expect(await text('my zebra hurts more')).toBe('');
      expect(await tasks()).toEqual([{ kind: 'sms_reply', audience: 'desk', clientId, subjectId: messageId }]);
      const [all] = await clinic.sql<{ text: string }>(
        `SELECT (SELECT json_agg(i) FROM inbound_messages i)::text || (SELECT json_agg(o) FROM outbox o)::text
           || (SELECT json_agg(a) FROM audit_entries a)::text AS text`,
      );
      expect(all!.text).not.toContain('zebra');
    });
  });

  describe('of a message of ours', () => {
    const report = (sid: string, MessageStatus: string, more: Record<string, string> = {}) =>
      post('/webhooks/sms/status', { MessageSid: sid, To: from, MessageStatus, ...more });

    it.each([
      [['queued', 'sent', 'delivered'], 'delivered', null],
      [['undelivered'], 'failed', 'undelivered'],
      [['failed'], 'failed', 'undelivered'],
      [['delivered', 'sent', 'undelivered', 'failed'], 'delivered', null],
      [['undelivered', 'delivered'], 'delivered', null],
      [['toString'], 'sent', null],
    ])('%j is %s in the end', async (said, ends, reason) => {
      const sid = newId();
      const id = await wrote({ sid });
      for (const one of said) expect((await report(sid, one)).status).toBe(204);
      expect(await state(id)).toEqual({ state: ends, reason });
      const events = await clinic.sql('SELECT state FROM message_events WHERE message_id = $1', [id]);
      expect(events).toHaveLength(said[0] === 'undelivered' && said.length > 1 ? 2 : ends === 'sent' ? 0 : 1);
    });

    it('that nobody knows is forgotten', async () => {
      expect((await report(newId(), 'delivered')).status).toBe(204);
    });

    it('that its recipient has told the provider to stop stops the number', async () => {
      const sid = newId();
      await wrote({ sid });
      await report(sid, 'failed', { ErrorCode: '21610' });
      expect(await stops()).toEqual([{ channel: 'sms', address: from.slice(1), by: 'provider' }]);
      // Whoever plans messages for them hears of it.
      const facts = await clinic.sql(`SELECT fact, payload FROM outbox WHERE practice_id = $1`, [clinic.practiceId]);
      expect(facts).toContainEqual({ fact: 'client.changed', payload: { clientId } });
      const shown = async (role: 'front_desk' | 'therapist') => {
        const token = await tokenFor(api.app, await clinic.actor(role));
        return api.graphql('query($id: ID!) { client(id: $id) { stoppedChannels } }', { id: clientId }, token);
      };
      expect((await shown('front_desk')).data).toEqual({ client: { stoppedChannels: ['SMS'] } });
      expect((await shown('therapist')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });
  });

  it('is refused where no provider is set up', async () => {
    const without = await TestApi.on(api.database);
    const response = await fetch(`${without.url}/webhooks/sms/inbound`, {
      method: 'POST',
      body: new URLSearchParams({}),
    });
    expect(response.status).toBe(403);
    await without.stop();
  });
});
