import { countStatements } from '../e2e/clients-desk.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { fillIn, HEALTHY, issueIntakeLink, openLink, SIGNED } from '../support/intake-link.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';

const DAY = 24 * 3_600_000;
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
let network = 0;

/** All that a browser gets, but for the moment at which it does. */
const whole = ({ status, headers, html }: Seen): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), html]);

describe('the pages that clients reach by links', () => {
  let api: TestApi;
  let clinic: ClinicFixture;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  /** From a network of its own, as the proxy on this machine tells. */
  const phone = (): Phone => {
    network += 1;
    return new Phone(api, { 'x-forwarded-for': `198.51.100.${network}` });
  };
  const draft = async (): Promise<string> => {
    const rows = await clinic.sql(`SELECT d::text FROM intake_drafts d WHERE practice_id = $1 ORDER BY id`, [
      clinic.practiceId,
    ]);
    return JSON.stringify(rows);
  };

  it('are one and the same page, to the byte, wherever a link leads nowhere', async () => {
    const [live, other, used, revoked, expired, foreign] = [
      ...[await issueIntakeLink(api, clinic), await issueIntakeLink(api, clinic, { clientId: clinic.clientIds[1] })],
      ...[await issueIntakeLink(api, clinic), await issueIntakeLink(api, clinic)],
      ...[await issueIntakeLink(api, clinic, { days: 1 }), await issueIntakeLink(api, clinic)],
    ] as const;
    await clinic.sql('UPDATE client_links SET used_at = now() WHERE id = $1', [used!.id]);
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [revoked!.id]);
    await clinic.sql(`UPDATE client_links SET purpose = 'check_in' WHERE id = $1`, [foreign!.id]);
    await clinic.sql(
      `UPDATE client_links SET created_at = now() - interval '3 days', expires_at = now() - interval '1 s' WHERE id = $1`,
      [expired!.id],
    );
    const dead = await phone().get('/intake/forged');
    expect(dead.status).toBe(404);
    expect(dead.html).toContain('<h1>This link does not work</h1>');

    const { phone: holder } = await openLink(api, live!);
    const secret = [...holder.cookies.values()][0]!;
    const stolen = phone();
    stolen.cookies.set(other!.by, secret);
    const guessed = phone();
    guessed.cookies.set(live!.by, `link=${'A'.repeat(43)}`);
    const answers = [
      ...(await Promise.all([used, revoked, expired, foreign].map((link) => phone().get(link!.path)))),
      await phone().get(`/intake/${'x'.repeat(5_000)}`),
      await phone().get('/intake/%00'),
      await phone().get('/intake'),
      await phone().get('/intake/by/nobody/page/1/or/other'),
      await phone().get(live!.by), // without its cookie
      await phone().get('/intake/by/nobody'),
      await stolen.get(other!.by), // another client's, with a cookie that is good elsewhere
      await guessed.get(`${live!.by}/page/1`),
      await phone().post('/intake/open', { token: used!.path.split('/').at(-1)! }),
      await phone().post('/intake/open', {}),
      await guessed.post(`${live!.by}/page/1`, { form: 'x' }),
    ];
    for (const answer of answers) expect(whole(answer)).toBe(whole(dead));
  });

  it('cost the same statements for a link that was never issued as for one that was revoked', async () => {
    const link = await issueIntakeLink(api, clinic);
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [link.id]);
    const costs = (path: string): Promise<number> => countStatements(() => phone().get(path));
    expect(await costs('/intake/forged')).toBe(await costs(link.path));
    expect(await costs('/intake/forged')).toBeGreaterThan(0);
  });

  it('stop listening to a network that guesses, and say the same of right and wrong links then', async () => {
    const link = await issueIntakeLink(api, clinic);
    const guesser = phone();
    for (let guess = 0; guess < 30; guess += 1) expect((await guesser.get(`/intake/guess${guess}`)).status).toBe(404);
    const [wrong, right] = [await guesser.get('/intake/guess'), await guesser.get(link.path)];
    expect([wrong.status, right.status]).toEqual([429, 429]);
    expect(right.html).toBe(wrong.html);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await phone().get(link.path)).status).toBe(200);
  });

  it('say nothing of the client before a link is opened, and open nothing for a scanner that follows it', async () => {
    await clinic.sql(`UPDATE clients SET given_name = 'Zuleika', family_name = 'Quist' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
    const link = await issueIntakeLink(api, clinic);
    const landing = await phone().get(link.path);
    expect(landing.status).toBe(200);
    expect(landing.html).not.toMatch(/Zuleika|Quist/);
    expect(landing.headers.getSetCookie()).toEqual([]);
    for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT']) await fetch(`${api.url}${link.path}`, { method });
    const [row] = await clinic.sql('SELECT opened_at FROM client_links WHERE id = $1', [link.id]);
    expect(row).toEqual({ opened_at: null });
    expect(await draft()).toBe('[]');
  });

  it('may load our own style and picture only, stay in no cache, and tell nobody where one came from', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone: holder, page } = await openLink(api, link);
    const review = await holder.get(`${link.by}/review`);
    const pages = [
      await phone().get(link.path),
      page,
      review,
      await holder.get(link.by),
      await phone().get('/intake/x'),
    ];
    for (const { headers, html } of pages) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': POLICY,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=|https?:\/\/|javascript:/i);
    }
    const loaded = [...page.html.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)].map(([, path]) => path!);
    expect(loaded).toHaveLength(2);
    for (const path of loaded) {
      const asset = await phone().get(path);
      expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
    expect((await phone().get('/assets/pages.css')).status).toBe(404);
    expect((await phone().get('/assets/..%2fassets.js')).status).toBe(404);
  });

  it('keep their secret in a cookie for one link’s pages, out of reach of scripts and other sites', async () => {
    const proxied = await TestApi.on(api.database, { PUBLIC_URL: 'https://booking.example.com/unknot' });
    const link = await issueIntakeLink(proxied, clinic);
    expect(link.path).toMatch(/^\/unknot\/intake\/[\w-]{43}$/);
    for (const [server, base, cookie] of [
      [api, '', /^link=[\w-]{43}; Path=(\S+); HttpOnly; SameSite=Strict$/],
      [proxied, '/unknot', /^__Secure-link=[\w-]{43}; Path=(\S+); HttpOnly; SameSite=Strict; Secure$/],
    ] as const) {
      const response = await fetch(`${server.url}/intake/open`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ token: link.path.split('/').at(-1)! }),
      });
      expect([response.status, response.headers.get('location')]).toEqual([303, `${base}/intake/by/${link.id}/page/1`]);
      const [set] = response.headers.getSetCookie();
      expect(cookie.exec(set!)?.[1]).toBe(`${base}/intake/by/${link.id}`);
    }
    await proxied.stop();
  });

  it('stand beside those of another link on the same phone', async () => {
    const [mine, childs] = [
      await issueIntakeLink(api, clinic),
      await issueIntakeLink(api, clinic, { clientId: clinic.clientIds[1]! }),
    ];
    await clinic.sql(`UPDATE clients SET given_name = 'Kaya' WHERE id = $1`, [clinic.clientIds[1]]);
    const shared = phone();
    await shared.submit(await shared.get(mine.path));
    const second = await shared.submit(await shared.get(childs.path));
    expect(second.html).toContain('For Kaya');
    expect((await shared.get(mine.by)).html).toContain('For Client');
    expect(shared.cookies.size).toBe(2);
  });

  it('take nothing that no page of the same session has sent', async () => {
    const [link, other] = [await issueIntakeLink(api, clinic), await issueIntakeLink(api, clinic)];
    const { phone: holder, page } = await openLink(api, link);
    const { page: others } = await openLink(api, other);
    const before = await draft();
    const tokenOf = ({ html }: Seen): string => /name="form" value="([^"]+)"/.exec(html)![1]!;
    const fields = { ...HEALTHY[0]!, sections: 'today', asked: 'red_flags', version: '1', go: 'next' };
    const odd = [
      await holder.post(page.path, fields),
      await holder.post(page.path, { ...fields, form: '' }),
      await holder.post(page.path, { ...fields, form: tokenOf(others) }),
      await holder.post(page.path, { ...fields, form: tokenOf(page) }, { 'sec-fetch-site': 'cross-site' }),
      await holder.post(page.path, { ...fields, form: tokenOf(page) }, { 'sec-fetch-site': 'same-site' }),
      await holder.post(page.path, { ...fields, form: tokenOf(page), version: 'one' }),
      await holder.post(`${link.by}/review`, { ...fields, form: 'x', go: 'send' }),
      await holder.post(`${link.by}/close`, { form: 'x' }),
      await holder.post('/intake/open', { token: link.path.split('/').at(-1)! }, { 'sec-fetch-site': 'cross-site' }),
    ];
    expect(odd.map(({ status }) => status)).toEqual(odd.map(() => 400));
    for (const { html } of odd) expect(html).toContain('<h1>We could not take that</h1>');
    expect(await draft()).toBe(before);
    const good = { ...fields, form: tokenOf(page) };
    expect((await holder.post(page.path, good, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect(await draft()).not.toBe(before);
  });

  it('survive bodies that no form sends', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone: holder, page } = await openLink(api, link);
    const before = await draft();
    const cookie = [...holder.cookies.values()][0]!;
    const send = (type: string, body: string) =>
      fetch(`${api.url}${page.path}`, { method: 'POST', headers: { cookie, 'content-type': type }, body });
    const form = 'application/x-www-form-urlencoded';
    for (const [type, body] of [
      [form, '%'],
      [form, '=&&&='],
      [form, '__proto__=1&form=x'],
      [form, `form=${'x'.repeat(300_000)}`],
      [form, Array.from({ length: 3_000 }, (_, n) => `f${n}=1`).join('&')],
      ['application/json', '{"form":'],
      ['application/json', '[]'],
      ['application/json', '{"form":{"a":1}}'],
      ['text/plain', 'form=x'],
      ['multipart/form-data; boundary=x', '--x--'],
    ] as const) {
      const response = await send(type, body);
      expect([type, response.status >= 400 && response.status < 500]).toEqual([type, true]);
      expect(await response.text()).not.toMatch(/\bat .*\.(js|ts)|SyntaxError/);
    }
    expect(await draft()).toBe(before);
  });

  it('show what people write as they wrote it, whatever it is', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone: holder, page } = await openLink(api, link);
    const script = `</textarea><script>alert("1")</script><img src=x onerror=alert(1)> & 'quoted'`;
    const bidi = '\u202Etxet sdrawkcab\u202C مرحبا';
    const second = await holder.submit(page, { ...HEALTHY[0]!, 'a.unknown': 'field', 'a.red_flags.detail': 'x' });
    const third = await holder.submit(second, { 'a.aims': 'pain', 'a.aims_in_words': `${script}\r\n${bidi}` });
    expect(third.path).toBe(`${link.by}/page/3`);
    const again = await holder.get(second.path);
    const review = await holder.get(`${link.by}/review`);
    for (const { html } of [again, review]) {
      expect(html).not.toContain('<script');
      expect(html).not.toContain('<img');
      expect(html).toContain('&lt;/textarea>&lt;script>alert(&quot;1&quot;)&lt;/script>');
      expect(html).toContain(bidi);
    }
    expect(review.html).toMatch(/<dd dir="auto">&lt;\/textarea>/);
    expect(await draft()).not.toContain('field');
  });

  it('refuse too much, and what are no words, beside the field, and keep the rest of the page', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone: holder, page } = await openLink(api, link);
    const second = await holder.submit(page, HEALTHY[0]!);
    const long = 'long '.repeat(2_000);
    for (const text of [long, 'bell \u0007', 'nul \0 byte']) {
      const wrong = await holder.submit(await holder.get(second.path), { 'a.aims': 'pain', 'a.aims_in_words': text });
      expect(wrong.status).toBe(422);
      expect(wrong.html).toContain('id="e-aims_in_words"');
    }
    const kept = await holder.get(second.path);
    expect(kept.html).toMatch(/name="a\.aims" value="pain" checked/);
    for (const [name, value] of [
      ['a.pain', '11'],
      ['a.pain', 'NaN'],
      ['a.aims', 'everything'],
      ['a.focus_areas', 'tail:left'],
      ['a.focus_areas', '__proto__'],
    ] as const) {
      const wrong = await holder.submit(await holder.get(second.path), { 'a.aims': 'pain', [name]: value });
      expect([name, value, wrong.status]).toEqual([name, value, 422]);
    }
  });

  it('cannot be sent twice, nor changed once they are sent', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone: holder, page } = await openLink(api, link);
    const review = await fillIn(holder, page);
    const both = await Promise.all([holder.submit(review, SIGNED, 'send'), holder.submit(review, SIGNED, 'send')]);
    expect(both.map(({ status }) => status).sort()[0]).toBe(200);
    const count = `SELECT count(*)::int AS notes, min(content::text) AS content FROM intake_notes WHERE practice_id = $1`;
    const [sent] = await clinic.sql<{ notes: number }>(count, [clinic.practiceId]);
    expect(sent!.notes).toBe(1);
    const late = await holder.submit(page, { ...HEALTHY[0]!, 'a.red_flags': 'chest_pain' });
    expect(late.path).toBe(link.by);
    expect(await clinic.sql(count, [clinic.practiceId])).toEqual([sent]);
  });

  it('end at once where the link is revoked, whatever page is open', async () => {
    const link = await issueIntakeLink(api, clinic);
    const { phone: holder, page } = await openLink(api, link);
    await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [link.id]);
    const before = await draft();
    expect((await holder.submit(page, HEALTHY[0]!)).status).toBe(404);
    expect((await holder.get(link.by)).status).toBe(404);
    expect(await draft()).toBe(before);
  });

  it('end with their link, also in the middle of a session', async () => {
    const link = await issueIntakeLink(api, clinic, { days: 1 });
    api.clock.offset = DAY - 60_000;
    const { phone: holder, page } = await openLink(api, link);
    expect(page.status).toBe(200);
    api.clock.offset = DAY + 1_000;
    expect((await holder.submit(page, HEALTHY[0]!)).status).toBe(404);
  });
});
