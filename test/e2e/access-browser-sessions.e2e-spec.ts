import { PASSWORD, TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';
import { enrol, TestTime } from '../support/second-factor.js';
import type { Answer } from '../support/second-factor.js';

const PAYLOAD = '__typename ... on SignInPayload { accessToken refreshToken me { name } }';
const SIGN_IN = `mutation ($input: SignInInput!) {
  answer: signIn(input: $input) { ${PAYLOAD} ... on SecondFactorRequired { challenge } } }`;
const COMPLETE = `mutation ($input: CompleteSignInInput!) { answer: completeSignIn(input: $input) { ${PAYLOAD} } }`;
const REFRESH = `mutation ($token: String) { answer: refreshSession(refreshToken: $token) { ${PAYLOAD} } }`;
const SIGN_OUT = 'mutation { answer: signOut { ended } }';
const SESSIONS = '{ sessions { device network inBrowser current } }';
const ME = '{ me { name } }';
const BY_COOKIE = { 'x-session': 'cookie' };
const GRACE = 20_000;

type Headers = Readonly<Record<string, string>>;

interface Asked {
  readonly status: number;
  readonly answer: Answer;
  readonly code?: string;
  readonly setCookie: string[];
}

let api: TestApi;
let tls: TestApi;
let elsewhere: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
  elsewhere = await TestApi.on(api.database);
  tls = await TestApi.on(api.database, { PUBLIC_URL: 'https://unknot.example' });
});
afterAll(async () => {
  await elsewhere.stop();
  await tls.stop();
  await api.stop();
});
afterEach(() => {
  api.clock.offset = 0;
});

async function ask(url: string, query: string, variables: object, headers: Headers): Promise<Asked> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Firefox', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { answer: Answer } | null;
    errors?: { extensions: { code: string } }[];
  };
  const answer = data?.answer ?? ({ __typename: 'none' } as Answer);
  return {
    status: response.status,
    answer,
    code: errors?.[0]?.extensions.code,
    setCookie: response.headers.getSetCookie(),
  };
}

/** A browser with one jar of cookies, which it shares among its tabs, and only what an answer says. */
class Browser {
  cookie = '';

  constructor(private readonly url = api.url) {}

  async ask(query: string, variables: object = {}, headers: Headers = {}): Promise<Asked> {
    const sent = this.cookie ? { ...BY_COOKIE, cookie: this.cookie, ...headers } : { ...BY_COOKIE, ...headers };
    const asked = await ask(this.url, query, variables, sent);
    for (const set of asked.setCookie) this.cookie = set.includes('Max-Age=0') ? '' : set.split(';')[0]!;
    return asked;
  }

  async signIn({ email }: Pick<Person, 'email'>): Promise<Asked> {
    return this.ask(SIGN_IN, { input: { email, password: PASSWORD } });
  }
}

async function signedIn(): Promise<{ owner: Person; browser: Browser; token: string }> {
  const owner = await api.registerPractice();
  const browser = new Browser();
  const { answer } = await browser.signIn(owner);
  return { owner, browser, token: String(answer.accessToken) };
}

describe('a browser that asks for a cookie', () => {
  it('gets the refresh token where no script, no other site and no answer has it', async () => {
    const owner = await api.registerPractice();
    const browser = new Browser();
    const { answer, setCookie } = await browser.signIn(owner);
    expect(answer).toMatchObject({ __typename: 'SignInPayload', refreshToken: null, me: { name: 'Olga Owner' } });
    expect(setCookie).toEqual([
      expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/) as string,
    ]);
    const refreshed = await browser.ask(REFRESH);
    expect(refreshed.answer).toMatchObject({ __typename: 'SignInPayload', refreshToken: null });
    expect(refreshed.setCookie).toHaveLength(1);
    expect(refreshed.setCookie).not.toEqual(setCookie);
    const { me } = await api.data<{ me: object }>(ME, {}, String(refreshed.answer.accessToken));
    expect(me).toEqual({ name: 'Olga Owner' });
  });

  it('gets one over TLS that only this host can have set', async () => {
    const owner = await api.registerPractice();
    const { setCookie } = await new Browser(tls.url).signIn(owner);
    expect(setCookie).toEqual([
      expect.stringMatching(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/) as string,
    ]);
  });

  it('gets it after the second factor, and not before', async () => {
    const time = new TestTime(api);
    time.set();
    const olga = await enrol(api, await api.registerPractice(), time);
    const browser = new Browser();
    const { answer, setCookie } = await browser.signIn(olga.person);
    expect([answer.__typename, setCookie]).toEqual(['SecondFactorRequired', []]);
    const input = { challenge: answer.challenge, code: olga.code() };
    const completed = await browser.ask(COMPLETE, { input });
    expect(completed.answer).toMatchObject({ __typename: 'SignInPayload', refreshToken: null });
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SignInPayload');
  });

  it('is signed out for good, and forgets the cookie', async () => {
    const { browser, token } = await signedIn();
    const { cookie } = browser;
    const { setCookie } = await browser.ask(SIGN_OUT, {}, { authorization: `Bearer ${token}` });
    expect(setCookie).toEqual(['session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict']);
    expect(browser.cookie).toBe('');
    browser.cookie = cookie;
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SessionEnded');
  });

  it('is listed with what it is and where it was last used, and to nobody else', async () => {
    const { owner, browser } = await signedIn();
    const { answer } = await browser.ask(REFRESH);
    const stranger = await api.registerPractice();
    const listed = async (token: string) => (await api.data<{ sessions: object[] }>(SESSIONS, {}, token)).sessions;
    expect(await listed(String(answer.accessToken))).toEqual([
      { device: 'Firefox', network: '127.0.0.1', inBrowser: true, current: true },
      { device: 'node', network: '127.0.0.1', inBrowser: false, current: false },
    ]);
    expect(await listed(stranger.token)).toEqual([
      { device: 'node', network: '127.0.0.1', inBrowser: false, current: true },
    ]);
    expect(await listed(owner.token)).toHaveLength(2);
  });
});

describe('a cookie', () => {
  it('does nothing without the header that no other site can send', async () => {
    const { browser } = await signedIn();
    const { answer, setCookie } = await ask(api.url, REFRESH, {}, { cookie: browser.cookie });
    expect([answer.__typename, setCookie]).toEqual(['SessionEnded', []]);
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SignInPayload');
  });

  it('does nothing for another site, with the header too', async () => {
    const { browser, token } = await signedIn();
    const { cookie } = browser;
    const foreign: Headers[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const refused = await browser.ask(REFRESH, {}, headers);
      expect([refused.status, refused.code, refused.setCookie]).toEqual([403, 'FORBIDDEN', []]);
      const out = await browser.ask(SIGN_OUT, {}, { ...headers, authorization: `Bearer ${token}` });
      expect([out.code, out.setCookie]).toEqual(['FORBIDDEN', []]);
    }
    expect(browser.cookie).toBe(cookie);
    const own: Headers[] = [{ origin: api.url }, { 'sec-fetch-site': 'same-origin' }];
    for (const headers of own) {
      expect((await browser.ask(REFRESH, {}, headers)).answer.__typename).toBe('SignInPayload');
    }
    const published = new Browser(tls.url);
    await published.signIn(await api.registerPractice());
    const behindProxy = await published.ask(REFRESH, {}, { origin: 'https://unknot.example' });
    expect(behindProxy.answer.__typename).toBe('SignInPayload');
  });

  it('is asked of a browser by no form: a request without a preflight is refused', async () => {
    const { browser } = await signedIn();
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', cookie: browser.cookie },
      body: JSON.stringify({ query: REFRESH }),
    });
    expect([response.status >= 400, response.headers.getSetCookie()]).toEqual([true, []]);
    const preflight = await fetch(`${api.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-headers': 'x-session' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('and a program’s token are no use in each other’s place', async () => {
    const { owner, browser } = await signedIn();
    const value = browser.cookie.split('=')[1]!;
    expect((await ask(api.url, REFRESH, { token: value }, {})).answer.__typename).toBe('SessionEnded');
    const other = new Browser();
    other.cookie = `session=${owner.refreshToken}`;
    expect((await other.ask(REFRESH)).answer.__typename).toBe('SessionEnded');
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SignInPayload');
    expect((await ask(api.url, REFRESH, { token: owner.refreshToken }, {})).answer.__typename).toBe('SignInPayload');
  });
});

describe('tabs of one browser', () => {
  it('that refresh at once all go on, with the same cookie in whichever order the answers come, in all processes', async () => {
    const { browser } = await signedIn();
    const sent = browser.cookie;
    const refresh = (url: string) => ask(url, REFRESH, {}, { ...BY_COOKIE, cookie: sent });
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((tab) => refresh(tab % 2 ? elsewhere.url : api.url)));
    expect(answers.map(({ answer }) => answer.__typename)).toEqual(Array(6).fill('SignInPayload'));
    const cookies = new Set(answers.flatMap(({ setCookie }) => setCookie));
    expect(cookies.size).toBe(1);
    for (const { answer } of answers) {
      expect(await api.data(ME, {}, String(answer.accessToken))).toEqual({ me: { name: 'Olga Owner' } });
    }
    browser.cookie = [...cookies][0]!.split(';')[0]!;
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SignInPayload');
  });

  it('that lost an answer ask again; after the moment it is a theft, and ends the session', async () => {
    const { browser, token } = await signedIn();
    const stolen = browser.cookie;
    const first = await browser.ask(REFRESH);
    const kept = browser.cookie;
    browser.cookie = stolen;
    api.clock.offset = GRACE - 5_000;
    expect((await browser.ask(REFRESH)).setCookie).toEqual(first.setCookie);
    expect(browser.cookie).toBe(kept);
    api.clock.offset = GRACE + 1_000;
    browser.cookie = stolen;
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SessionEnded');
    browser.cookie = kept;
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SessionEnded');
    expect(await api.errorCode(ME, {}, token)).toBe('UNAUTHENTICATED');
  });

  it('that come with a cookie two behind get none, and end nothing within the moment', async () => {
    const { browser } = await signedIn();
    const first = browser.cookie;
    await browser.ask(REFRESH);
    await browser.ask(REFRESH);
    const last = browser.cookie;
    browser.cookie = first;
    const late = await browser.ask(REFRESH);
    expect([late.answer.__typename, late.setCookie]).toEqual(['SessionEnded', []]);
    browser.cookie = last;
    expect((await browser.ask(REFRESH)).answer.__typename).toBe('SignInPayload');
  });
});
