import type { Seen } from '../support/phone.js';
import { Phone } from '../support/phone.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { issueIntakeLink } from '../support/intake-link.js';
import { issueVisitLink } from '../support/visit-link.js';
import type { VisitLink } from '../support/visit-link.js';
import { addVisit } from '../support/visits.js';

const DAY = 24 * 3_600_000;
let network = 0;

/** All that a browser gets, but for the moment at which it does. */
const whole = ({ status, headers, html }: Seen): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), html]);
const tokenOf = ({ html }: Seen): string => /name="form" value="([^"]+)"/.exec(html)![1]!;

describe('the pages of a visit, before strangers', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let visitId: string;
  let startsAt: Date;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    startsAt = new Date(Math.floor((Date.now() + 9 * DAY) / 3_600_000) * 3_600_000);
    visitId = await addVisit(clinic, { clientId: clinic.clientIds[0]!, startsAt });
  });
  afterEach(() => clinic.close());

  /** From a network of its own, as the proxy on this machine tells. */
  const phone = (): Phone => {
    network += 1;
    return new Phone(api, { 'x-forwarded-for': `198.51.100.${network}` });
  };
  const issue = (days?: number): Promise<VisitLink> =>
    issueVisitLink(api, clinic, { clientId: clinic.clientIds[0]!, appointmentId: visitId, days });
  const open = async (link: VisitLink): Promise<{ holder: Phone; page: Seen }> => {
    const holder = phone();
    return { holder, page: await holder.submit(await holder.get(link.path)) };
  };
  const row = async (): Promise<string> =>
    JSON.stringify(await clinic.sql('SELECT a::text FROM appointments a WHERE practice_id = $1', [clinic.practiceId]));

  it('are one and the same page, to the byte, wherever a link leads nowhere', async () => {
    const [live, revoked, expired] = [await issue(), await issue(), await issue(1)];
    const intake = await issueIntakeLink(api, clinic);
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [revoked.id]);
    await clinic.sql(
      `UPDATE client_links SET created_at = now() - interval '3 days', expires_at = now() - interval '1 s' WHERE id = $1`,
      [expired.id],
    );
    const dead = await phone().get('/appointment/forged');
    expect(dead.status).toBe(404);
    const { holder } = await open(live);
    const stolen = phone();
    stolen.cookies.set(revoked.by, [...holder.cookies.values()][0]!);
    const answers = [
      await phone().get(revoked.path),
      await phone().get(expired.path),
      await phone().get(intake.path.replace('/intake/', '/appointment/')),
      await phone().get(live.path.replace('/appointment/', '/intake/')),
      await phone().get('/appointment'),
      await phone().get('/appointment/%00'),
      await phone().get(`/appointment/${'x'.repeat(5_000)}`),
      await phone().get(live.by), // without its cookie
      await phone().get(`${live.by}/change`),
      await phone().get(`${live.by}/confirm`),
      await stolen.get(revoked.by), // with a cookie that is good elsewhere
      await phone().post('/appointment/open', {}),
      await phone().post(`${live.by}/cancel`, { form: 'x', start: startsAt.toISOString() }),
      await phone().post(`${live.by}/move`, { form: 'x' }),
    ];
    for (const answer of answers) expect(whole(answer)).toBe(whole(dead));
  });

  it('say nothing of the client before a link is opened, and open nothing for a scanner that follows it', async () => {
    await clinic.sql(`UPDATE clients SET given_name = 'Zuleika', family_name = 'Quist' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
    const link = await issue();
    const landing = await phone().get(link.path);
    expect(landing.status).toBe(200);
    expect(landing.html).not.toMatch(/Zuleika|Quist|\d{1,2}:\d{2}/);
    expect(landing.headers.getSetCookie()).toEqual([]);
    for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT']) await fetch(`${api.url}${link.path}`, { method });
    const [issued] = await clinic.sql('SELECT opened_at FROM client_links WHERE id = $1', [link.id]);
    expect(issued).toEqual({ opened_at: null });
  });

  it('may load our own style and picture only, stay in no cache, and run nothing', async () => {
    const { holder, page } = await open(await issue());
    const move = `${page.path}/move?to=${new Date(startsAt.getTime() + DAY).toISOString()}&with=any`;
    for (const path of ['', '/cancel', '/change', '?said=changed']) {
      const { html, headers, status } = await holder.get(`${page.path}${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=|https?:\/\/|javascript:/i);
    }
    expect((await holder.get(move)).status).toBe(200);
    const odd = await holder.get(`${page.path}?said=%3Cscript%3E`);
    expect(odd.html).not.toContain('script');
  });

  it('take nothing that no page of the same session has sent', async () => {
    const [link, other] = [await issue(), await issue()];
    const { holder, page } = await open(link);
    const { page: others } = await open(other);
    const before = await row();
    const fields = { start: startsAt.toISOString(), form: tokenOf(page) };
    const to = new Date(startsAt.getTime() + DAY).toISOString();
    const odd = [
      await holder.post(`${link.by}/confirm`, { start: fields.start }),
      await holder.post(`${link.by}/confirm`, { ...fields, form: tokenOf(others) }),
      await holder.post(`${link.by}/cancel`, fields, { 'sec-fetch-site': 'cross-site' }),
      await holder.post(`${link.by}/cancel`, fields, { 'sec-fetch-site': 'same-site' }),
      await holder.post(`${link.by}/cancel`, { form: fields.form }),
      await holder.post(`${link.by}/cancel`, { form: fields.form, start: 'tomorrow' }),
      await holder.post(`${link.by}/move`, { form: fields.form, from: fields.start, to, with: 'everybody' }),
      await holder.post(`${link.by}/move`, { form: fields.form, from: fields.start, to: '2027', with: 'same' }),
      await holder.post(`${link.by}/move`, { form: fields.form, to, with: 'same' }),
    ];
    expect(odd.map(({ status }) => status)).toEqual(odd.map(() => 400));
    expect(await row()).toBe(before);
    for (const from of ['yesterday', '9999-99-99', '2020-01-01', `'; DROP TABLE appointments`, '']) {
      expect((await holder.get(`${link.by}/change?from=${encodeURIComponent(from)}`)).status).toBe(200);
    }
    for (const wish of ['to=x&with=same', 'with=same', `to=${to}&with=`, '']) {
      expect((await holder.get(`${link.by}/move?${wish}`)).path).toBe(link.by);
    }
    expect((await holder.post(`${link.by}/confirm`, fields, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect(await row()).not.toBe(before);
  });

  it('end at once where the link is revoked, whatever page is open', async () => {
    const link = await issue();
    const { holder, page } = await open(link);
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [link.id]);
    const before = await row();
    expect((await holder.submit(page)).status).toBe(404);
    expect((await holder.get(`${link.by}/change`)).status).toBe(404);
    expect(await row()).toBe(before);
  });
});
