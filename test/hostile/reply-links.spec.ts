import { createHash } from 'node:crypto';
import { newId } from '../../src/kernel/index.js';
import { countStatements } from '../e2e/clients-desk.js';
import { PlansClinic } from '../e2e/session-plans-clinic.js';
import { TestApi } from '../support/api.js';
import { issueBookLink } from '../support/book-link.js';
import { checkInLink, CheckInWorker } from '../support/check-ins.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { issueIntakeLink } from '../support/intake-link.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';
import { preferencesLink } from '../support/preferences-link.js';
import { issueVisitLink } from '../support/visit-link.js';
import { addVisit } from '../support/visits.js';

const HOUR = 3_600_000;
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FORM = 'application/x-www-form-urlencoded';
let network = 0;

interface Link {
  readonly id: string;
  readonly path: string;
  readonly by: string;
}

/** All that a browser gets, but for the moment at which it does. */
const whole = ({ status, headers, html }: Seen): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), html]);
const tokenOf = ({ path }: Pick<Link, 'path'>): string => path.split('/').at(-1)!;

/** What is asked of the intake form in client-pages.spec.ts, of every other page that a message leads to. */
describe('the links of messages', () => {
  let api: TestApi;
  /** The same behind a proxy that speaks TLS. */
  let proxied: TestApi;
  let worker: CheckInWorker;
  let plans: PlansClinic;
  let clinic: ClinicFixture;
  let planId: string;
  let booked: string;
  let other: string;
  let completed: string;

  beforeAll(async () => {
    api = await TestApi.start();
    proxied = await TestApi.on(api.database, { PUBLIC_URL: 'https://booking.example.com/unknot' });
    worker = await CheckInWorker.over(api.database);
    plans = await PlansClinic.open(api, new Date().toISOString());
    ({ clinic } = plans);
    await clinic.sql(`UPDATE clients SET given_name = 'Zuleika', family_name = 'Quist' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
    planId = (await plans.plan()).id;
    // Another one, so that there is something to book.
    other = clinic.clientIds[1]!;
    const hour = (hours: number): Date => new Date(Math.floor(Date.now() / HOUR) * HOUR + hours * HOUR);
    booked = await addVisit(clinic, { clientId: other, startsAt: hour(9 * 24) });
    completed = await addVisit(clinic, { clientId: plans.client, startsAt: hour(-26), status: 'completed' });
    await worker.tell(clinic.practiceId, 'appointment.completed', { appointmentId: completed });
  });
  afterEach(() => {
    api.clock.offset = 0;
  });
  afterAll(async () => {
    await clinic.close();
    await worker.stop();
    await proxied.stop();
    await api.stop();
  });

  /** From a network of its own, as the proxy on this machine tells. */
  const phone = (): Phone => {
    network += 1;
    return new Phone(api, { 'x-forwarded-for': `192.0.2.${network}` });
  };
  const issue: Readonly<Record<string, () => Promise<Link>>> = {
    appointment: () => issueVisitLink(api, clinic, { clientId: other, appointmentId: booked }),
    book: () => issueBookLink(api, clinic, { planId, clientId: plans.client }),
    check_in: () => checkInLink(api, clinic, completed),
    preferences: async () => {
      const { id, token, by } = await preferencesLink(api, clinic, plans.client);
      return { id, by, path: `/preferences/${token}` };
    },
  };
  const KINDS = Object.keys(issue);
  const opened = async (link: Link): Promise<{ holder: Phone; page: Seen }> => {
    const holder = phone();
    return { holder, page: await holder.submit(await holder.get(link.path)) };
  };
  const expire = ({ id }: Link) =>
    clinic.sql(
      `UPDATE client_links SET created_at = now() - interval '90 days', expires_at = now() - interval '1 s' WHERE id = $1`,
      [id],
    );
  /** All that somebody could have changed by a link. */
  const kept = async (): Promise<string> =>
    JSON.stringify(
      await clinic.sql(
        `SELECT a::text FROM appointments a UNION ALL SELECT c::text FROM check_in_answers c UNION ALL SELECT o::text FROM client_consents o
         UNION ALL SELECT a::text FROM alerts a ORDER BY 1`,
      ),
    );

  it('open what they are for, and are the one dead page everywhere else', async () => {
    const dead = whole(await phone().get('/intake/forged'));
    const links = await Promise.all(KINDS.map(async (kind) => [kind, await issue[kind]!()] as const));
    const intake = await issueIntakeLink(api, clinic);
    for (const [kind, link] of [...links, ['intake', intake] as const]) {
      for (const other of [...KINDS, 'intake', 'alert', 'unsubscribe']) {
        if (other === kind || (kind === 'preferences' && other === 'unsubscribe')) continue;
        const answer = await phone().get(`/${other}/${tokenOf(link)}`);
        expect([kind, other, whole(answer)]).toEqual([kind, other, dead]);
        if (other === 'alert' || other === 'unsubscribe') continue;
        const posted = await phone().post(`/${other}/open`, { token: tokenOf(link) });
        expect([kind, other, whole(posted)]).toEqual([kind, other, dead]);
      }
      expect([kind, (await phone().get(link.path)).status]).toEqual([kind, 200]);
    }
  });

  describe.each(KINDS)('for %s', (kind) => {
    const link = (): Promise<Link> => issue[kind]!();

    it('cost the same statements whether they were never issued or were revoked', async () => {
      const revoked = await link();
      await clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [revoked.id]);
      const costs = (path: string): Promise<number> => countStatements(() => phone().get(path));
      const forged = await costs(`/${kind}/forged`);
      expect(await costs(revoked.path)).toBe(forged);
      expect(forged).toBeGreaterThan(0);
    });

    it('stop listening to a network that guesses, and say the same of right and wrong ones then', async () => {
      const good = await link();
      const guesser = phone();
      for (let guess = 0; guess < 30; guess += 1) await guesser.get(`/${kind}/guess${guess}`);
      const answers = [
        await guesser.get(`/${kind}/guess`),
        await guesser.get(good.path),
        await guesser.post(`/${kind}/open`, { token: tokenOf(good) }),
      ];
      for (const { status, html, headers } of answers) {
        expect([status, html]).toEqual([429, answers[0]!.html]);
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
      }
      expect((await phone().get(good.path)).status).toBe(200);
    });

    it('say nothing of the client before they are opened, and open nothing for a scanner', async () => {
      const fresh = await link();
      const landing = await phone().get(fresh.path);
      expect([landing.status, landing.headers.getSetCookie()]).toEqual([200, []]);
      expect(landing.html).not.toMatch(/Zuleika|Quist|Swedish|Therapist|Quay|sore/);
      for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT']) await fetch(`${api.url}${fresh.path}`, { method });
      const [row] = await clinic.sql('SELECT opened_at, used_at FROM client_links WHERE id = $1', [fresh.id]);
      expect(row).toEqual({ opened_at: null, used_at: null });
    });

    it('lead to pages of our own style and picture only, which stay in no cache and run nothing', async () => {
      const fresh = await link();
      const { holder, page } = await opened(fresh);
      expect([page.status, page.html.includes('Zuleika')]).toEqual([200, true]);
      for (const { headers, html } of [await phone().get(fresh.path), page, await holder.get(fresh.by)]) {
        expect(Object.fromEntries(headers)).toMatchObject({
          ...{ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
          ...{ 'x-robots-tag': 'noindex, nofollow, noarchive', 'x-content-type-options': 'nosniff' },
          'x-frame-options': 'DENY',
        });
        expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=|https?:\/\/|javascript:|Quist/i);
      }
    });

    it('keep their secret in a cookie for their own pages, out of reach of scripts and other sites', async () => {
      const fresh = await link();
      const open = (to: TestApi) =>
        fetch(`${to.url}/${kind}/open`, {
          ...{ method: 'POST', redirect: 'manual', headers: { 'x-forwarded-for': `192.0.2.${network}` } },
          body: new URLSearchParams({ token: tokenOf(fresh) }),
        });
      const plain = await open(api);
      expect([plain.status, plain.headers.get('location')?.startsWith(fresh.by)]).toEqual([303, true]);
      expect(plain.headers.getSetCookie()).toEqual([
        expect.stringMatching(new RegExp(`^link=[\\w-]{43}; Path=${fresh.by}; HttpOnly; SameSite=Strict$`)),
      ]);
      const secure = await open(proxied);
      expect(secure.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          new RegExp(`^__Secure-link=[\\w-]{43}; Path=/unknot${fresh.by}; HttpOnly; SameSite=Strict; Secure$`),
        ),
      ]);
    });

    it('do nothing for another link’s cookie or form, another site, or a body that no form sends', async () => {
      const [mine, other] = [await link(), await link()];
      const [{ holder, page }, { holder: others, page: otherPage }] = [await opened(mine), await opened(other)];
      const action = [...page.html.matchAll(/<form[^>]* action="([^"]+)"/g)].at(-1)![1]!;
      const fields = (of: Seen) =>
        Object.fromEntries(
          [...of.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
            name!,
            value!,
          ]),
        );
      const before = await kept();
      const stolen = phone();
      stolen.cookies.set(other.by, [...holder.cookies.values()][0]!);
      expect((await stolen.get(other.by)).status).toBe(404);
      expect((await stolen.post(action.replace(mine.by, other.by), fields(page))).status).toBe(404);
      for (const [answer, why] of [
        [await holder.post(action, { ...fields(page), form: '' }), 'no form'],
        [await holder.post(action, { ...fields(page), form: fields(otherPage)['form']! }), 'another form'],
        [await holder.post(action, fields(page), { 'sec-fetch-site': 'cross-site' }), 'another site'],
        [await holder.post(action, fields(page), { 'sec-fetch-site': 'same-site' }), 'a neighbour'],
        [await holder.post(`/${kind}/open`, { token: tokenOf(mine) }, { 'sec-fetch-site': 'cross-site' }), 'opening'],
      ] as const)
        expect([why, answer.status]).toEqual([why, 400]);
      const cookie = [...others.cookies.values()][0]!;
      for (const [type, body] of [
        [FORM, '%'],
        [FORM, '__proto__=1&form=x'],
        [FORM, `form=${'x'.repeat(300_000)}`],
        [FORM, Array.from({ length: 3_000 }, (_, n) => `f${n}=1`).join('&')],
        ['application/json', '{"form":'],
        ['application/json', '{"form":{"a":1}}'],
        ['text/plain', 'form=x'],
        ['multipart/form-data; boundary=x', '--x--'],
      ] as const) {
        const headers = { cookie, 'content-type': type, 'x-forwarded-for': `192.0.2.${network}` };
        const at = action.replace(mine.by, other.by);
        const { status, text } = await fetch(`${api.url}${at}`, { method: 'POST', headers, body }).then(
          async (answer) => ({
            ...{ status: answer.status, text: await answer.text() },
          }),
        );
        expect([type, body.slice(0, 20), status >= 400 && status < 500]).toEqual([type, body.slice(0, 20), true]);
        expect(text).not.toMatch(/\bat .*\.(js|ts)|SyntaxError/);
      }
      expect(await kept()).toBe(before);
    });

    it('end at once where they are revoked, and with their time, whatever page is open', async () => {
      const before = await kept();
      for (const end of [
        expire,
        ({ id }: Link) => clinic.sql('UPDATE client_links SET revoked_at = now() WHERE id = $1', [id]),
      ]) {
        const fresh = await link();
        const { holder, page } = await opened(fresh);
        await end(fresh);
        expect((await holder.submit(page)).status).toBe(404);
        expect((await holder.get(fresh.by)).status).toBe(404);
        expect((await phone().get(fresh.path)).status).toBe(404);
      }
      expect(await kept()).toBe(before);
    });
  });

  describe('for an alert', () => {
    const raise = async (): Promise<string> => {
      const { membershipId } = plans.desk;
      const [id, token] = [newId(), createHash('sha256').update(newId()).digest('base64url')];
      await clinic.sql(
        `WITH raised AS (INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at)
           VALUES ($1, $2, $3, $2, 'emergency_answers', now()))
         INSERT INTO alert_links (practice_id, alert_id, membership_id, token_hash) VALUES ($1, $2, $4, sha256($5::bytea))`,
        [clinic.practiceId, id, clinic.clinicId, membershipId, Buffer.from(token)],
      );
      return `/alert/${token}`;
    };

    it('lead to one page without a secret of its own, which runs nothing and stays in no cache', async () => {
      const path = await raise();
      const before = await kept();
      for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT']) await fetch(`${api.url}${path}`, { method });
      const landing = await phone().get(path);
      const taken = async () => phone().post('/alert/take', { token: tokenOf({ path }) });
      expect(await kept()).toBe(before);
      for (const { status, headers, html } of [landing, await taken(), await phone().get(path)]) {
        expect([status, headers.getSetCookie()]).toEqual([200, []]);
        expect(Object.fromEntries(headers)).toMatchObject({
          ...{ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
          ...{ 'x-robots-tag': 'noindex, nofollow, noarchive', 'x-frame-options': 'DENY' },
        });
        expect(html).not.toMatch(
          /<script|<style| style=| on[a-z]+=|https?:\/\/|javascript:|Zuleika|Quist|Quay|Harbour/i,
        );
      }
    });

    it('are the one dead page wherever they lead nowhere, and take nothing that no form sends', async () => {
      const path = await raise();
      const before = await kept();
      const dead = whole(await phone().get('/intake/forged'));
      for (const kind of [...KINDS, 'intake', 'unsubscribe']) {
        expect([kind, whole(await phone().get(`/${kind}/${tokenOf({ path })}`))]).toEqual([kind, dead]);
      }
      for (const answer of [
        await phone().get('/alert'),
        await phone().get('/alert/%00'),
        await phone().get(`/alert/${'x'.repeat(5_000)}`),
        await phone().post('/alert/take', {}),
        await phone().post('/alert/take', { token: 'x' }),
      ])
        expect(whole(answer)).toBe(dead);
      for (const [type, body] of [
        [FORM, `token=${'x'.repeat(300_000)}`],
        ['application/json', '{"token":{"a":1}}'],
        ['text/plain', `token=${tokenOf({ path })}`],
      ] as const) {
        const headers = { 'content-type': type, 'x-forwarded-for': `192.0.2.${(network += 1)}` };
        const { status } = await fetch(`${api.url}/alert/take`, { method: 'POST', headers, body });
        expect([type, status >= 400 && status < 500]).toEqual([type, true]);
      }
      expect(await kept()).toBe(before);
    });

    it('stop listening to a network that guesses, also of the right one', async () => {
      const path = await raise();
      const before = await kept();
      const guesser = phone();
      for (let guess = 0; guess < 30; guess += 1) await guesser.get(`/alert/guess${guess}`);
      const answers = [await guesser.get(path), await guesser.post('/alert/take', { token: tokenOf({ path }) })];
      expect(answers.map(({ status }) => status)).toEqual([429, 429]);
      expect(await kept()).toBe(before);
    });
  });
});
