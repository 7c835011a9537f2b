import { TestApi } from '../support/api.js';
import { checkInLink, CheckInWorker, WELL } from '../support/check-ins.js';
import type { CheckInLink } from '../support/check-ins.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { issueIntakeLink } from '../support/intake-link.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';
import { addVisit } from '../support/visits.js';

const DAY = 24 * 3_600_000;
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
let network = 0;

/** All that a browser gets, but for the moment at which it does. */
const whole = ({ status, headers, html }: Seen): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), html]);
const tokenOf = ({ html }: Seen): string => /name="form" value="([^"]+)"/.exec(html)![1]!;

describe('the page of a check-in', () => {
  let api: TestApi;
  let worker: CheckInWorker;
  let clinic: ClinicFixture;
  let visitId: string;

  beforeAll(async () => {
    api = await TestApi.start();
    worker = await CheckInWorker.over(api.database);
  });
  afterAll(async () => {
    await worker.stop();
    await api.stop();
  });
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    visitId = await completed(clinic.clientIds[0]!, 25);
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const completed = async (clientId: string, hoursAgo: number): Promise<string> => {
    const startsAt = new Date(Date.now() - hoursAgo * 3_600_000 - 3_600_000);
    const id = await addVisit(clinic, { clientId, status: 'completed', startsAt });
    await worker.tell(clinic.practiceId, 'appointment.completed', { appointmentId: id });
    return id;
  };
  /** From a network of its own. */
  const phone = (): Phone => {
    network += 1;
    return new Phone(api, { 'x-forwarded-for': `203.0.113.${network}` });
  };
  const link = (days?: number): Promise<CheckInLink> => checkInLink(api, clinic, visitId, days);
  const opened = async (to: CheckInLink): Promise<{ holder: Phone; page: Seen }> => {
    const holder = phone();
    return { holder, page: await holder.submit(await holder.get(to.path)) };
  };
  const kept = async (): Promise<string> =>
    JSON.stringify(
      await clinic.sql(
        `SELECT a::text FROM check_in_answers a WHERE practice_id = $1 UNION ALL SELECT c::text FROM check_ins c WHERE practice_id = $1
         UNION ALL SELECT f::text FROM follow_ups f WHERE practice_id = $1`,
        [clinic.practiceId],
      ),
    );

  it('is one and the same as any other, to the byte, wherever a link leads nowhere', async () => {
    const [live, used, revoked, expired, intake] = [
      ...[await link(), await link(), await link(), await link(1)],
      await issueIntakeLink(api, clinic),
    ] as const;
    await clinic.sql('UPDATE client_links SET used_at = now() WHERE id = $1', [used.id]);
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [revoked.id]);
    await clinic.sql(
      `UPDATE client_links SET created_at = now() - interval '3 days', expires_at = now() - interval '1 s' WHERE id = $1`,
      [expired.id],
    );
    const dead = await phone().get('/intake/forged');
    const { holder } = await opened(live);
    const stolen = phone();
    stolen.cookies.set(used.by, [...holder.cookies.values()][0]!);
    const answers = [
      ...(await Promise.all([used, revoked, expired].map(({ path }) => phone().get(path)))),
      await phone().get(`/check_in/${intake.path.split('/').at(-1)}`), // a link for something else
      await phone().get(`/intake/${live.path.split('/').at(-1)}`), // this one for something else
      await phone().get(`/check_in/${'x'.repeat(5_000)}`),
      await phone().get('/check_in'),
      await phone().get(live.by), // without its cookie
      await stolen.get(used.by),
      await phone().get(`${live.by}/page/1`),
      await phone().post('/check_in/open', { token: revoked.path.split('/').at(-1)! }),
      await phone().post(live.by, { ...WELL, form: 'x' }),
    ];
    for (const answer of answers) expect(whole(answer)).toBe(whole(dead));
  });

  it('says nothing of the client before it is opened, and opens nothing for a scanner', async () => {
    await clinic.sql(`UPDATE clients SET given_name = 'Zuleika', family_name = 'Quist' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
    const to = await link();
    const landing = await phone().get(to.path);
    expect(landing.html).not.toMatch(/Zuleika|Quist|Swedish|sore/i);
    expect(landing.headers.getSetCookie()).toEqual([]);
    for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT']) await fetch(`${api.url}${to.path}`, { method });
    const [row] = await clinic.sql('SELECT opened_at FROM client_links WHERE id = $1', [to.id]);
    expect(row).toEqual({ opened_at: null });
  });

  it('loads our own style and picture only, stays in no cache, and has no script', async () => {
    const to = await link();
    const { holder, page } = await opened(to);
    const sent = await holder.submit(page, WELL);
    for (const { headers, html } of [await phone().get((await link()).path), page, sent]) {
      expect(Object.fromEntries(headers)).toMatchObject({
        ...{ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
        ...{ 'x-robots-tag': 'noindex, nofollow, noarchive', 'x-content-type-options': 'nosniff' },
      });
      expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=|https?:\/\/|javascript:/i);
    }
  });

  it('takes nothing that no page of the same session has sent', async () => {
    const [to, other] = [await link(), await link()];
    const [{ holder, page }, { page: others }] = [await opened(to), await opened(other)];
    const before = await kept();
    const odd = [
      await holder.post(to.by, WELL),
      await holder.post(to.by, { ...WELL, form: tokenOf(others) }),
      await holder.post(to.by, { ...WELL, form: tokenOf(page) }, { 'sec-fetch-site': 'cross-site' }),
      await holder.post(`${to.by}/close`, { form: 'x' }),
      await holder.post('/check_in/open', { token: to.path.split('/').at(-1)! }, { 'sec-fetch-site': 'cross-site' }),
    ];
    expect(odd.map(({ status }) => status)).toEqual(odd.map(() => 400));
    expect(await kept()).toBe(before);
  });

  it('survives bodies that no form sends', async () => {
    const to = await link();
    const { holder } = await opened(to);
    const before = await kept();
    const cookie = [...holder.cookies.values()][0]!;
    const form = 'application/x-www-form-urlencoded';
    for (const [type, body] of [
      [form, '%'],
      [form, '__proto__=1&form=x'],
      [form, `form=${'x'.repeat(300_000)}`],
      ['application/json', '{"form":{"a":1}}'],
      ['text/plain', 'form=x'],
    ] as const) {
      const response = await fetch(`${api.url}${to.by}`, {
        method: 'POST',
        headers: { cookie, 'content-type': type },
        body,
      });
      expect([type, response.status >= 400 && response.status < 500]).toEqual([type, true]);
      expect(await response.text()).not.toMatch(/\bat .*\.(js|ts)|SyntaxError/);
    }
    expect(await kept()).toBe(before);
  });

  it('shows what people write as they wrote it, whatever it is', async () => {
    const { holder, page } = await opened(await link());
    const script = `</textarea><script>alert("1")</script><img src=x onerror=alert(1)> \u202Etxet مرحبا`;
    const wrong = await holder.submit(page, { ...WELL, 'a.soreness': '', 'a.remark': script });
    const sent = await holder.submit(wrong, { ...WELL, 'a.remark': script });
    expect([wrong.status, sent.status]).toEqual([422, 200]);
    for (const { html } of [wrong, sent]) {
      expect(html).not.toMatch(/<script|<img/);
      expect(html).toContain('&lt;/textarea>&lt;script>alert(&quot;1&quot;)');
    }
    expect(sent.html).toMatch(/<dd dir="auto">&lt;\/textarea>/);
  });

  it.each([
    ['a.soreness', '11'],
    ['a.soreness', '3.5'],
    ['a.soreness', '1e1'],
    ['a.unusual', 'everything'],
    ['a.trend', '__proto__'],
    ['a.bruising', 'maybe'],
    ['a.sites', 'tail:left'],
    ['a.remark', 'long '.repeat(1_000)],
    ['a.remark', 'nul \0 byte'],
  ])('refuses %s of %s beside its field', async (name, value) => {
    const { holder, page } = await opened(await link());
    const answer = await holder.submit(page, { ...WELL, [name]: value });
    // "Maybe" is not yes, and so is a no; a number is read as a person would.
    const taken = name === 'a.bruising' || value === '1e1';
    expect(answer.status).toBe(taken ? 200 : 422);
    if (!taken) expect(answer.html).toContain(`id="e-${name.slice(2)}"`);
  });

  it('ends at once where the link is revoked, and with its link', async () => {
    const [to, short] = [await link(), await link(1)];
    const [{ holder, page }, late] = [await opened(to), await opened(short)];
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [to.id]);
    const before = await kept();
    expect((await holder.submit(page, WELL)).status).toBe(404);
    api.clock.offset = DAY + 1_000;
    expect((await late.holder.submit(late.page, WELL)).status).toBe(404);
    expect(await kept()).toBe(before);
  });

  it('tells nobody of another practice’s check-in, whatever link they have', async () => {
    const other = await createClinic(api.database);
    const theirs = await checkInLink(api, clinic, visitId);
    await clinic.sql(
      `INSERT INTO client_links (practice_id, id, client_id, purpose, subject_id, token_hash, created_at, expires_at)
       SELECT $1, gen_random_uuid(), $2, 'check_in', $3, sha256('stolen'), now(), now() + interval '1 day'`,
      [other.practiceId, other.clientIds[0], theirs.checkInId],
    );
    expect((await phone().get('/check_in/stolen')).status).toBe(404);
    await other.close();
  });
});
