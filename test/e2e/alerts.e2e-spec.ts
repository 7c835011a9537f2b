import { createHash } from 'node:crypto';
import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { Phone } from '../support/phone.js';

const SET = `mutation ($input: SetOnCallInput!) { setOnCall(input: $input) { onCall { membershipId name phone } } }`;
const TAKE = `mutation ($id: ID!) { acknowledgeAlert(id: $id) { alert { id acknowledgedBy } } }`;

describe('alerts', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let manager: { membershipId: string; token: string };
  let desk: { membershipId: string; token: string };

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  beforeEach(async () => {
    clinic = await createClinic(api.database);
    const [one, other] = [await clinic.actor('manager'), await clinic.actor('front_desk')];
    manager = { membershipId: one.membershipId, token: await tokenFor(api.app, one) };
    desk = { membershipId: other.membershipId, token: await tokenFor(api.app, other) };
  });
  afterEach(() => clinic.close());

  const raised = async (): Promise<string> => {
    const id = newId();
    await clinic.sql(
      `INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at) VALUES ($1, $2, $3, $4, 'emergency_answers', now())`,
      [clinic.practiceId, id, clinic.clinicId, newId()],
    );
    return id;
  };
  const linkOf = async (alertId: string, { membershipId }: { membershipId: string }): Promise<string> => {
    const token = createHash('sha256').update(`${alertId}${membershipId}`).digest('base64url');
    await clinic.sql(
      `INSERT INTO alert_links (practice_id, alert_id, membership_id, token_hash) VALUES ($1, $2, $3, sha256($4::bytea))`,
      [clinic.practiceId, alertId, membershipId, Buffer.from(token)],
    );
    return `/alert/${token}`;
  };
  const takenBy = async (id: string) =>
    (await clinic.sql<{ by: string | null }>('SELECT acknowledged_by AS by FROM alerts WHERE id = $1', [id]))[0]!.by;

  describe('who is called', () => {
    const set = (members: object[], token = manager.token) =>
      api.graphql<{ setOnCall: { onCall: object[] } }>(SET, { input: { clinicId: clinic.clinicId, members } }, token);

    it('is the management’s to say, in order and with a phone', async () => {
      const { data } = await set([
        { membershipId: desk.membershipId, phone: '030 123456' },
        { membershipId: manager.membershipId },
      ]);
      expect(data!.setOnCall.onCall).toMatchObject([
        { membershipId: desk.membershipId, phone: '+4930123456' },
        { membershipId: manager.membershipId, phone: null },
      ]);
      await set([{ membershipId: manager.membershipId }]);
      const { onCall } = await api.data<{ onCall: object[] }>(
        'query ($id: ID!) { onCall(clinicId: $id) { membershipId } }',
        { id: clinic.clinicId },
        manager.token,
      );
      expect(onCall).toEqual([{ membershipId: manager.membershipId }]);
      expect((await set([], desk.token)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    });

    it('is nobody of another practice, and nobody twice', async () => {
      const strangers = await createClinic(api.database);
      const { membershipId } = await strangers.actor('manager');
      expect((await set([{ membershipId }])).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
      const twice = [{ membershipId: desk.membershipId }, { membershipId: desk.membershipId }];
      expect((await set(twice)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
      await strangers.close();
    });

    it('has a phone number that is one', async () => {
      const { errors } = await set([{ membershipId: desk.membershipId, phone: 'ask Ann' }]);
      expect(errors?.[0]?.extensions).toMatchObject({ violations: [{ field: 'members.0.phone', rule: 'phone' }] });
    });
  });

  it('are taken by whoever is first, and stay theirs', async () => {
    const id = await raised();
    await Promise.all([api.data(TAKE, { id }, desk.token), api.data(TAKE, { id }, manager.token)]);
    const first = await takenBy(id);
    expect([desk.membershipId, manager.membershipId]).toContain(first);
    await api.data(TAKE, { id }, first === desk.membershipId ? manager.token : desk.token);
    expect(await takenBy(id)).toBe(first);
    const { alerts } = await api.data<{ alerts: { edges: object[] } }>(
      '{ alerts { edges { node { id } } } }',
      {},
      desk.token,
    );
    expect(alerts.edges).toEqual([]);
  });

  it('are another practice’s own', async () => {
    const id = await raised();
    const strangers = await createClinic(api.database);
    const token = await tokenFor(api.app, await strangers.actor('owner'));
    const { errors } = await api.graphql(TAKE, { id }, token);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect(await takenBy(id)).toBeNull();
    await strangers.close();
  });

  describe('by the link of a message', () => {
    it('are taken with a button, and looking changes nothing', async () => {
      const id = await raised();
      const phone = new Phone(api);
      const page = await phone.get(await linkOf(id, desk));
      expect(page.status).toBe(200);
      expect(page.html).toContain('Something urgent waits');
      expect(page.html).not.toContain('<script');
      expect(await takenBy(id)).toBeNull();
      const taken = await phone.submit(page);
      expect(taken.html).toContain('You have taken it');
      expect(await takenBy(id)).toBe(desk.membershipId);
    });

    it('tell whoever comes later that somebody has them', async () => {
      const id = await raised();
      const [mine, others] = [await linkOf(id, desk), await linkOf(id, manager)];
      const phone = new Phone(api);
      await phone.submit(await phone.get(mine));
      expect((await phone.get(others)).html).toContain('Somebody else has taken it');
      expect((await phone.get(mine)).html).toContain('You have taken it');
    });

    it('say nothing of the client, the practice or the answers', async () => {
      const id = await raised();
      const { html } = await new Phone(api).get(await linkOf(id, desk));
      expect(html).not.toMatch(/Client|Number|Harbour|Quay|emergency_answers/);
    });

    it('lead nowhere for a forged token, and from another site', async () => {
      const id = await raised();
      const phone = new Phone(api);
      const path = await linkOf(id, desk);
      const forged = await phone.get(`/alert/${'A'.repeat(43)}`);
      expect([forged.status, forged.html]).toEqual([404, (await phone.get('/alert/x')).html]);
      const token = path.split('/').at(-1)!;
      expect((await phone.post('/alert/take', { token }, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
      expect((await phone.post('/alert/take', { token: 'x' })).status).toBe(404);
      expect(await takenBy(id)).toBeNull();
    });

    it('make a network that guesses wait', async () => {
      const guess = async (n: number) => (await new Phone(api).get(`/alert/guess-${n}`)).status;
      const answers = [];
      for (let n = 0; n < 32; n += 1) answers.push(await guess(n));
      expect(answers.at(-1)).toBe(429);
    });
  });
});
