import { TestApi } from '../support/api.js';
import { issueBookLink, offeredTimes, openBookLink } from '../support/book-link.js';
import type { BookLink } from '../support/book-link.js';
import { issueIntakeLink } from '../support/intake-link.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';
import { PlansClinic } from '../e2e/session-plans-clinic.js';

let network = 0;

/** All that a browser gets, but for the moment at which it does. */
const whole = ({ status, headers, html }: Seen): string =>
  JSON.stringify([status, [...headers].filter(([name]) => name !== 'date'), html]);
const fieldOf = (name: string, { html }: Seen): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)![1]!;

describe('the pages on which clients book by links', () => {
  let api: TestApi;
  let plans: PlansClinic;
  let planId: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    plans = await PlansClinic.open(api, '2026-03-02T09:00:00Z');
    planId = (await plans.plan()).id;
  });
  afterEach(() => plans.clinic.close());

  /** From a network of its own, as the proxy on this machine tells. */
  const phone = (): Phone => {
    network += 1;
    return new Phone(api, { 'x-forwarded-for': `198.51.100.${network}` });
  };
  const issue = (clientId = plans.client): Promise<BookLink> =>
    issueBookLink(api, plans.clinic, { planId, clientId, days: 1 });
  const standing = (): Promise<{ status: string }[]> =>
    plans.clinic.sql(`SELECT status FROM appointments WHERE practice_id = $1 AND starts_at > '2026-03-02T09:00:00Z'`, [
      plans.clinic.practiceId,
    ]);

  it('are one and the same page, to the byte, wherever a link leads nowhere', async () => {
    const links = [await issue(), await issue(), await issue(), await issue()] as const;
    const [live, used, revoked, expired] = links;
    const intake = await issueIntakeLink(api, plans.clinic);
    const { page: opened } = await openBookLink(api, live);
    const at = '2026-03-02T09:00:00Z';
    await plans.clinic.sql('UPDATE client_links SET used_at = $2 WHERE id = $1', [used.id, at]);
    await plans.clinic.sql('UPDATE client_links SET revoked_at = $2 WHERE id = $1', [revoked.id, at]);
    await plans.clinic.sql(
      `UPDATE client_links SET created_at = $2::timestamptz - interval '3 days', expires_at = $2::timestamptz - interval '1 s' WHERE id = $1`,
      [expired.id, at],
    );
    const guessed = phone();
    guessed.cookies.set(live.by, `link=${'A'.repeat(43)}`);
    const dead = await phone().get('/book/forged');
    expect(dead.status).toBe(404);
    const token = (path: string): string => path.split('/').at(-1)!;
    for (const answer of [
      ...(await Promise.all([used, revoked, expired].map(({ path }) => phone().get(path)))),
      await phone().get(`/book/${token(intake.path)}`), // of another purpose
      await phone().get(`/intake/${token(live.path)}`),
      await phone().post('/book/open', { token: token(intake.path) }),
      await phone().get((await issue(plans.clinic.clientIds[1])).path), // of another client than the plan's
      await phone().get(live.by), // without its cookie
      await guessed.get(live.by),
      await guessed.get(`${live.by}/times/0`),
      await guessed.post(`${live.by}/hold`, { form: fieldOf('form', opened), slot: 'x' }),
      await guessed.post(`${live.by}/book`, { form: fieldOf('form', opened), hold: planId }),
      await phone().get('/book'),
      await phone().get('/book/by/nobody/times/1/or/other'),
    ])
      expect(whole(answer)).toBe(whole(dead));
  });

  it('hold and book nothing for a form that no page of the same session has made', async () => {
    const [mine, other] = [await openBookLink(api, await issue()), await openBookLink(api, await issue())];
    const { slot } = [...offeredTimes(mine.page).values()].flat()[0]!;
    const by = /action="([^"]+)\/hold"/.exec(mine.page.html)![1]!;
    const form = fieldOf('form', mine.page);
    const odd = [
      await mine.phone.post(`${by}/hold`, { slot }),
      await mine.phone.post(`${by}/hold`, { slot, form: fieldOf('form', other.page) }),
      await mine.phone.post(`${by}/hold`, { slot, form }, { 'sec-fetch-site': 'cross-site' }),
      await mine.phone.post(`${by}/hold`, { slot: [slot, slot].join(' '), form }),
      await mine.phone.post(`${by}/book`, { hold: planId, form: 'x' }),
      await mine.phone.post(`${by}/book`, { hold: `'; DROP TABLE appointments; --`, form }),
    ];
    expect(odd.map(({ status }) => status)).toEqual(odd.map(() => 400));
    expect(await standing()).toEqual([]);
    expect((await mine.phone.post(`${by}/hold`, { slot, form })).status).toBe(200);
  });

  it('end at once where the desk revokes the link, with what was held left to run out', async () => {
    const issued = await issue();
    const { phone: holder, page } = await openBookLink(api, issued);
    const held = await holder.submit(page, { slot: [...offeredTimes(page).values()].flat()[0]!.slot });
    expect(held.html).toContain('Is this right?');
    await plans.clinic.sql('UPDATE client_links SET revoked_at = $2 WHERE id = $1', [
      issued.id,
      '2026-03-02T09:00:00Z',
    ]);
    expect((await holder.submit(held)).status).toBe(404);
    expect((await standing()).map(({ status }) => status)).toEqual(['held']);
  });

  it('cannot be used to keep the calendar full: one time is held for one client, whatever they try', async () => {
    const links = await Promise.all([1, 2, 3].map(() => issue()));
    const opened = await Promise.all(links.map((each) => openBookLink(api, each)));
    await Promise.all(
      opened.flatMap(({ phone: each, page }) =>
        [...offeredTimes(page).values()]
          .flat()
          .slice(0, 4)
          .map(({ slot }) => each.submit(page, { slot })),
      ),
    );
    expect((await standing()).filter(({ status }) => status === 'held')).toHaveLength(1);
  });

  it('open nothing for a scanner that follows the link', async () => {
    const issued = await issue();
    for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT']) await fetch(`${api.url}${issued.path}`, { method });
    const [row] = await plans.clinic.sql('SELECT opened_at, used_at FROM client_links WHERE id = $1', [issued.id]);
    expect(row).toEqual({ opened_at: null, used_at: null });
  });
});
