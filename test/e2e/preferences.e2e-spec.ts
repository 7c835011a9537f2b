import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';
import { preferencesLink } from '../support/preferences-link.js';

const DAY = 24 * 3_600_000;
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const FORM = 'application/x-www-form-urlencoded';
let network = 0;

describe('what a client wants to get', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let clientId: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    [clientId] = clinic.clientIds as [string];
    await clinic.sql(
      `INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
       SELECT $1, $2, channel, purpose, true FROM unnest(ARRAY['email', 'sms']) channel, unnest(ARRAY['service', 'recall']) purpose`,
      [clinic.practiceId, clientId],
    );
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const phone = (): Phone => {
    network += 1;
    return new Phone(api, { 'x-forwarded-for': `203.0.113.${network}` });
  };
  const link = () => preferencesLink(api, clinic, clientId);
  const consents = async (): Promise<string[]> => {
    const rows = await clinic.sql<{ granted: string }>(
      `SELECT channel || ' ' || purpose AS granted FROM client_consents WHERE practice_id = $1 AND client_id = $2 AND granted ORDER BY 1`,
      [clinic.practiceId, clientId],
    );
    return rows.map(({ granted }) => granted);
  };
  const oneClick = (token: string, body: string = ONE_CLICK, type = FORM) =>
    fetch(`${api.url}/unsubscribe/${token}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'x-forwarded-for': `203.0.113.${network}` },
    });
  const whole = ({ status, headers, html }: Seen): string =>
    JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), html]);

  describe('on their page', () => {
    it('shows how it stands by channel and purpose, and takes other answers, as often as they like', async () => {
      const { token, by } = await link();
      const holder = phone();
      const landing = await holder.get(`/preferences/${token}`);
      expect(landing.html).not.toContain('For Client');
      const page = await holder.submit(landing);
      expect(page.path).toBe(by);
      expect(page.html.match(/value="yes" checked/g)).toHaveLength(4);
      const chosen = { 'email.service': 'yes', 'email.recall': 'no', 'sms.service': 'no', 'sms.recall': 'no' };
      const saved = await holder.submit(page, chosen);
      expect(saved.html).toContain('<p class="notice" role="status">Saved.');
      expect(await consents()).toEqual(['email service']);
      await holder.submit(saved, { ...chosen, 'sms.service': 'yes' });
      expect(await consents()).toEqual(['email service', 'sms service']);
      expect((await phone().get(`/preferences/${token}`)).status).toBe(200);
      expect(
        await clinic.sql(
          `SELECT actor_kind, details FROM audit_entries WHERE practice_id = $1 AND action = 'client.consent_set' ORDER BY details->>'granted', details->>'channel', details->>'purpose'`,
          [clinic.practiceId],
        ),
      ).toEqual([
        ...[
          { channel: 'email', purpose: 'recall', granted: false },
          { channel: 'sms', purpose: 'recall', granted: false },
          { channel: 'sms', purpose: 'service', granted: false },
          { channel: 'sms', purpose: 'service', granted: true },
        ].map((details) => ({ actor_kind: 'client', details })),
      ]);
    });

    it('says that a telephone which said STOP gets no texts, whatever is agreed to', async () => {
      const open = async () => {
        const holder = phone();
        return holder.submit(await holder.get(`/preferences/${(await link()).token}`));
      };
      await clinic.sql(`UPDATE clients SET phone = '+49 30 77', phone_key = '493077' WHERE id = $1`, [clientId]);
      expect((await open()).html).not.toContain('START');
      await clinic.sql(`INSERT INTO stopped_addresses VALUES ($1, 'sms', '493077', now(), 'recipient')`, [
        clinic.practiceId,
      ]);
      expect((await open()).html).toContain('answer START');
    });

    it('is of the record that stands for them, where theirs was merged', async () => {
      const [, other] = clinic.clientIds as [string, string];
      const { token } = await link();
      await clinic.sql('UPDATE clients SET merged_into_id = $1 WHERE id = $2', [other, clientId]);
      expect((await oneClick(token)).status).toBe(200);
      expect(
        await clinic.sql('SELECT client_id, granted FROM client_consents WHERE practice_id = $1 AND client_id = $2', [
          ...[clinic.practiceId, other],
        ]),
      ).toEqual([{ client_id: other, granted: false }]);
    });

    it('changes nothing by what no page of the session has sent', async () => {
      const { token, by } = await link();
      const holder = phone();
      const page = await holder.submit(await holder.get(`/preferences/${token}`));
      const form = /name="form" value="([^"]+)"/.exec(page.html)![1]!;
      const none = { 'email.service': 'no', 'email.recall': 'no', 'sms.service': 'no', 'sms.recall': 'no' };
      const odd = [
        await holder.post(by, none),
        await holder.post(by, { ...none, form: 'x' }),
        await holder.post(by, { ...none, form }, { 'sec-fetch-site': 'cross-site' }),
        await holder.post(by, { ...none, form, 'sms.recall': 'perhaps' }),
        await holder.post(by, { form }),
        await holder.post('/preferences/open', { token }, { 'sec-fetch-site': 'cross-site' }),
      ];
      expect(odd.map(({ status }) => status)).toEqual(odd.map(() => 400));
      expect(await consents()).toHaveLength(4);
    });

    it('is closed for whoever uses the phone next', async () => {
      const { token, by } = await link();
      const holder = phone();
      const page = await holder.submit(await holder.get(`/preferences/${token}`));
      const form = /name="form" value="([^"]+)"/.exec(page.html)![1]!;
      expect((await holder.post(`${by}/close`, { form })).html).toContain('You can close this window now.');
      expect((await holder.get(by)).status).toBe(404);
    });

    it('is the one page of a dead link wherever the link leads nowhere', async () => {
      const { token, id, by } = await link();
      const dead = await phone().get('/intake/forged');
      const other = await preferencesLink(api, clinic, clinic.clientIds[1]!);
      const holder = phone();
      await holder.submit(await holder.get(`/preferences/${token}`));
      const stolen = phone();
      stolen.cookies.set(other.by, [...holder.cookies.values()][0]!);
      const answers = [
        await phone().get('/preferences/forged'),
        await phone().get('/unsubscribe/forged'),
        await phone().post('/unsubscribe/forged', { 'List-Unsubscribe': 'One-Click' }),
        await phone().get(`/intake/${token}`),
        await phone().get(by),
        await stolen.get(other.by),
        await phone().get('/unsubscribe'),
        await phone().get('/preferences/by/nobody'),
      ];
      await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [id]);
      answers.push(await phone().get(`/preferences/${token}`), await phone().get(`/unsubscribe/${token}`));
      for (const answer of answers) expect(whole(answer)).toBe(whole(dead));
      expect((await oneClick(token)).status).toBe(404);
      expect(await consents()).toHaveLength(4);
    });

    it('ends after sixty days', async () => {
      const { token } = await link();
      api.clock.offset = 60 * DAY - 60_000;
      expect((await phone().get(`/preferences/${token}`)).status).toBe(200);
      api.clock.offset = 60 * DAY + 60_000;
      expect((await phone().get(`/preferences/${token}`)).status).toBe(404);
    });
  });

  describe('by the one click of a mail program', () => {
    it.each([
      [FORM, ONE_CLICK],
      [
        'multipart/form-data; boundary=b1',
        `--b1\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b1--\r\n`,
      ],
    ])('ends recall by e-mail, and nothing else (%s)', async (type, body) => {
      const { token } = await link();
      const response = await oneClick(token, body, type);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(await consents()).toEqual(['email service', 'sms recall', 'sms service']);
      expect((await oneClick(token, body, type)).status).toBe(200);
    });

    it('is done by a button where a person follows it, and not by looking', async () => {
      const { token } = await link();
      const person = phone();
      const page = await person.get(`/unsubscribe/${token}`);
      for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT'])
        await fetch(`${api.url}/unsubscribe/${token}`, { method });
      expect(await consents()).toHaveLength(4);
      const done = await person.submit(page);
      expect(done.html).toContain('<h1>You get no more of these e-mails</h1>');
      expect(await consents()).toEqual(['email service', 'sms recall', 'sms service']);
    });

    it.each([
      [FORM, ''],
      [FORM, 'List-Unsubscribe=Two-Clicks'],
      ['application/json', '{"List-Unsubscribe":{"a":1}}'],
      ['multipart/form-data; boundary=b1', '--b1--'],
      ['multipart/form-data; boundary=b1', 'x'.repeat(10_000)],
      ['text/plain', ONE_CLICK],
    ])('is not done by another body (%s, %.20s)', async (type, body) => {
      const { token } = await link();
      const { status } = await oneClick(token, body, type);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(await consents()).toHaveLength(4);
    });

    it('is not found by guessing', async () => {
      const { token } = await link();
      network += 1;
      for (let guess = 0; guess < 30; guess += 1) expect((await oneClick(`guess${guess}`)).status).toBe(404);
      expect((await oneClick(token)).status).toBe(429);
      expect(await consents()).toHaveLength(4);
    });
  });
});
