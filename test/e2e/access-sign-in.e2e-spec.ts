import { SignJWT } from 'jose';
import { newId } from '../../src/kernel/index.js';
import { PASSWORD, TestApi, TOKEN_SECRET } from '../support/api.js';
import type { Person } from '../support/api.js';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on Refusal { message }
    ... on TooManyAttempts { retryAt }
    ... on SignInPayload { accessToken me { name email role practiceId therapistId } }
    ... on ChoosePractice { practices { id name role } }
  }
}`;
const MINUTE = 60_000;

interface Answer {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
afterEach(async () => {
  api.clock.offset = 0;
  await api.sql('DELETE FROM sign_in_attempts'); // all tests share one address
});

async function signIn(email: string, password: string, practiceId?: string): Promise<Answer> {
  return (await api.data<{ signIn: Answer }>(SIGN_IN, { input: { email, password, practiceId } })).signIn;
}

async function typesOf(attempts: number, email: string, password: string): Promise<string[]> {
  const types = [];
  for (let i = 0; i < attempts; i += 1) types.push((await signIn(email, password)).__typename);
  return types;
}

describe('signing in', () => {
  it('gives a token for the practice, whatever the case of the e-mail', async () => {
    const owner = await api.registerPractice();
    const { accessToken, ...answer } = await signIn(` ${owner.email.toUpperCase()} `, PASSWORD);
    expect(answer).toEqual({
      __typename: 'SignInPayload',
      me: { name: 'Olga Owner', email: owner.email, role: 'OWNER', practiceId: owner.practiceId, therapistId: null },
    });
    expect(await api.data('{ me { name } }', {}, String(accessToken))).toEqual({ me: { name: 'Olga Owner' } });
  });

  it('asks somebody who works for two practices which one, and takes a stranger to neither', async () => {
    const harbour = await api.registerPractice('Harbour');
    const quay = await api.registerPractice('Quay');
    await joinWith(harbour, quay);
    expect(await signIn(harbour.email, PASSWORD)).toEqual({
      __typename: 'ChoosePractice',
      practices: [
        { id: harbour.practiceId, name: 'Harbour', role: 'OWNER' },
        { id: quay.practiceId, name: 'Quay', role: 'FRONT_DESK' },
      ],
    });
    const { me } = await signIn(harbour.email, PASSWORD, quay.practiceId);
    expect(me).toMatchObject({ practiceId: quay.practiceId, role: 'FRONT_DESK' });
    const elsewhere = await signIn(quay.email, PASSWORD, harbour.practiceId);
    expect(elsewhere.__typename).toBe('SignInRefused');
  });

  it('is audited in the practice, when it succeeds and when it fails', async () => {
    const owner = await api.registerPractice();
    await signIn(owner.email, 'not the password');
    await signIn(owner.email, PASSWORD);
    expect((await api.audited(owner.practiceId)).slice(-2)).toEqual(['sign_in.failed', 'session.opened']);
  });
});

describe('somebody who tries e-mails', () => {
  it('gets the same answer for one that exists, one that does not, and one that works nowhere any more', async () => {
    const owner = await api.registerPractice();
    const gone = await api.addStaff(owner, 'manager');
    await api.sql('UPDATE memberships SET ended_at = now() WHERE id = $1', [gone.membershipId]);
    const wrong = await signIn(owner.email, 'not the password');
    expect(wrong).toEqual({ __typename: 'SignInRefused', message: 'The e-mail or the password is not right.' });
    expect(await signIn('nobody@harbour.example', 'not the password')).toEqual(wrong);
    expect(await signIn(gone.email, PASSWORD)).toEqual(wrong);
    expect(await signIn(owner.email, '')).toEqual(wrong);
  });

  it('waits as long for one that does not exist', async () => {
    const owner = await api.registerPractice();
    const milliseconds = async (email: string): Promise<number> => {
      const begin = performance.now();
      await signIn(email, 'not the password');
      return performance.now() - begin;
    };
    const [known, unknown]: number[][] = [[], []];
    for (let i = 0; i < 5; i += 1) {
      known!.push(await milliseconds(owner.email));
      unknown!.push(await milliseconds('nobody@harbour.example'));
    }
    // Hashing takes most of the time: without it an unknown e-mail would answer in a small part of it.
    expect(Math.min(...unknown!)).toBeGreaterThan(Math.min(...known!) / 2);
  });

  it('is locked out after ten wrong passwords for 15 minutes, whether the e-mail exists or not', async () => {
    const owner = await api.registerPractice();
    for (const email of [owner.email, 'nobody@harbour.example']) {
      expect(await typesOf(10, email, 'not the password')).toEqual(Array(10).fill('SignInRefused'));
      const { __typename, message } = await signIn(email, PASSWORD);
      expect([__typename, message]).toEqual([
        'TooManyAttempts',
        'There were too many attempts. Wait a few minutes, then try again.',
      ]);
    }
    api.clock.offset = 16 * MINUTE;
    expect((await signIn(owner.email, PASSWORD)).__typename).toBe('SignInPayload');
    expect((await signIn('nobody@harbour.example', PASSWORD)).__typename).toBe('SignInRefused');
  });

  it('cannot try more often by trying in parallel', async () => {
    const owner = await api.registerPractice();
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(owner.email, 'not the password')));
    const refused = answers.filter(({ __typename }) => __typename === 'SignInRefused');
    expect(refused).toHaveLength(10);
  });

  it('is refused after 30 wrong attempts from one address, on any e-mail; others sign in there all the while', async () => {
    const owner = await api.registerPractice();
    const types = [];
    for (let i = 0; i < 30; i += 1) {
      types.push((await signIn(`guess.${i}@harbour.example`, 'not the password')).__typename);
      if (i % 10 === 0) expect((await signIn(owner.email, PASSWORD)).__typename).toBe('SignInPayload');
    }
    expect(types).toEqual(Array(30).fill('SignInRefused'));
    expect((await signIn('guess.31@harbour.example', 'not the password')).__typename).toBe('TooManyAttempts');
    expect((await signIn(owner.email, PASSWORD)).__typename).toBe('TooManyAttempts');
    api.clock.offset = 16 * MINUTE;
    expect((await signIn(owner.email, PASSWORD)).__typename).toBe('SignInPayload');
  });

  it('who gets it right is let off the earlier wrong ones', async () => {
    const owner = await api.registerPractice();
    for (let round = 0; round < 2; round += 1) {
      expect(await typesOf(9, owner.email, 'not the password')).toEqual(Array(9).fill('SignInRefused'));
      expect((await signIn(owner.email, PASSWORD)).__typename).toBe('SignInPayload');
    }
  });
});

describe('a token', () => {
  const secret = new TextEncoder().encode(TOKEN_SECRET);
  const claimsOf = ({ practiceId, membershipId, role, token }: Person): Record<string, unknown> => {
    const { sub, ses } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<
      string,
      string
    >;
    return { sub, ses, prc: practiceId, mbr: membershipId, rol: role, thr: null };
  };
  const sign = (claims: Record<string, unknown>, key = secret, expires = '10m', audience = 'unknot-api') =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setAudience(audience)
      .setExpirationTime(expires)
      .sign(key);
  const meOf = (token: string) => api.errorCode('{ me { name } }', {}, token);
  const base64 = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

  it('counts when it is ours, and not when it is forged, expired, unsigned or made for something else', async () => {
    const owner = await api.registerPractice();
    const claims = claimsOf(owner);
    const exp = Math.floor(Date.now() / 1000) + 600;
    expect(await api.data('{ me { name } }', {}, await sign(claims))).toEqual({ me: { name: 'Olga Owner' } });

    const forged = await sign(claims, new TextEncoder().encode('another secret, but just as long as ours is'));
    const unsigned = `${base64({ alg: 'none' })}.${base64({ ...claims, aud: 'unknot-api', exp })}.`;
    const [header, payload, signature] = owner.token.split('.');
    const changed = `${header}.${base64({ ...claims, rol: 'manager', aud: 'unknot-api', exp })}.${signature}`;
    const otherAlgorithm = `${base64({ alg: 'HS512' })}.${payload}.${signature}`;
    const bad = [forged, unsigned, changed, otherAlgorithm, 'x', `${header}.${payload}.`];
    bad.push(await sign(claims, secret, '-1m'), await sign(claims, secret, '10m', 'something else'));
    for (const token of bad) expect(await meOf(token)).toBe('UNAUTHENTICATED');
  });

  it('opens nothing but the membership that its session is of, even rightly signed', async () => {
    const [owner, stranger] = [await api.registerPractice(), await api.registerPractice()];
    const claims = claimsOf(owner);
    const stretched = [
      { ...claims, rol: 'manager' },
      { ...claims, prc: stranger.practiceId },
      { ...claims, prc: stranger.practiceId, mbr: stranger.membershipId },
      { ...claims, ses: newId() },
      { ...claims, ses: `x'); DROP TABLE users; --` },
      { ...claims, thr: 5 },
      { ...claims, rol: 'admin' },
    ];
    for (const stretch of stretched) expect(await meOf(await sign(stretch))).toBe('UNAUTHENTICATED');
  });
});

/** Lets somebody join another practice with the account they have. */
async function joinWith(person: Person, practice: Person): Promise<void> {
  const { inviteStaff } = await api.data<{ inviteStaff: { token: string } }>(
    'mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on InviteStaffPayload { token } } }',
    { input: { name: 'Olga', email: person.email, role: 'FRONT_DESK' } },
    practice.token,
  );
  await api.data('mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }', {
    input: { token: inviteStaff.token, password: PASSWORD },
  });
}
