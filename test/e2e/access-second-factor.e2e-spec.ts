import { newId } from '../../src/kernel/index.js';
import { AccountSecrets, DoesNotOpen, MasterKeys, ResealAccountSecrets } from '../../src/platform/crypto/index.js';
import { createDataSource } from '../../src/platform/database/index.js';
import { PASSWORD, RECORDS_KEY, TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';
import { oneTimeCode } from '../support/one-time-code.js';
import { act, enrol, signInWith, TestTime } from '../support/second-factor.js';
import type { Answer, Enrolled } from '../support/second-factor.js';

const MINUTE = 60_000;
const ME = '{ me { secondFactor { isOn recoveryCodesLeft } } }';
const RESET = `mutation ($id: ID!) {
  answer: resetSecondFactor(membershipId: $id) {
    __typename ... on Refusal { message } ... on ResetSecondFactorPayload { member { id hasSecondFactor } }
  }
}`;

let api: TestApi;
let time: TestTime;
beforeAll(async () => {
  api = await TestApi.start();
  time = new TestTime(api);
});
afterAll(() => api.stop());
beforeEach(() => time.set());
afterEach(() => api.sql('DELETE FROM sign_in_attempts')); // all tests share one address

const typeOf = async (answer: Promise<Answer>): Promise<string> => (await answer).__typename;
const enrolled = async (): Promise<Enrolled> => enrol(api, await api.registerPractice(), time);
const factorOf = async (token: string): Promise<unknown> =>
  (await api.data<{ me: { secondFactor: unknown } }>(ME, {}, token)).me.secondFactor;
const reset = async (by: Person, id: string): Promise<Answer> =>
  (await api.data<{ answer: Answer }>(RESET, { id }, by.token)).answer;

/** Lets somebody join another practice with the account they have. Returns what the invitation answers. */
async function join(person: Person, practice: Person): Promise<Answer> {
  const { inviteStaff } = await api.data<{ inviteStaff: { token: string } }>(
    'mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on InviteStaffPayload { token } } }',
    { input: { name: 'Olga', email: person.email, role: 'FRONT_DESK' } },
    practice.token,
  );
  const { acceptInvitation } = await api.data<{ acceptInvitation: Answer }>(
    `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
      __typename ... on SecondFactorRequired { challenge } } }`,
    { input: { token: inviteStaff.token, password: PASSWORD } },
  );
  return acceptInvitation;
}

describe('enrolling', () => {
  it('takes the password and a code, gives ten recovery codes once, and ends the other sessions', async () => {
    const owner = await api.registerPractice();
    const other = await api.signIn(owner);
    expect(await factorOf(owner.token)).toEqual({ isOn: false, recoveryCodesLeft: 0 });
    expect(await typeOf(act(api, 'begin', { password: 'not the password' }, owner.token))).toBe('WrongPassword');

    const { secret, uri } = await act(api, 'begin', { password: PASSWORD }, owner.token);
    expect(uri).toBe(
      `otpauth://totp/Unknot:${encodeURIComponent(owner.email)}?issuer=Unknot&secret=${String(secret)}&algorithm=SHA1&digits=6&period=30`,
    );
    // Nothing has changed yet.
    expect(await factorOf(owner.token)).toEqual({ isOn: false, recoveryCodesLeft: 0 });
    expect(await typeOf(signInWith(api, owner.email))).toBe('SignInPayload');

    const code = oneTimeCode(String(secret), time.now);
    const confirmed = await act(api, 'confirm', { code }, owner.token);
    expect(confirmed).toMatchObject({ __typename: 'RecoveryCodes', endedSessions: 2 });
    const codes = confirmed.recoveryCodes as string[];
    expect(new Set(codes).size).toBe(10);
    for (const each of codes) expect(each).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await factorOf(owner.token)).toEqual({ isOn: true, recoveryCodesLeft: 10 });
    expect(await api.errorCode(ME, {}, other.token)).toBe('UNAUTHENTICATED');
    expect(await api.audited(owner.practiceId)).toEqual(
      expect.arrayContaining(['second_factor.begun', 'second_factor.on']),
    );
  });

  it('is of the last secret, within 15 minutes, and once', async () => {
    const owner = await api.registerPractice();
    const first = String((await act(api, 'begin', { password: PASSWORD }, owner.token)).secret);
    const second = String((await act(api, 'begin', { password: PASSWORD }, owner.token)).secret);
    const confirm = (secret: string) => act(api, 'confirm', { code: oneTimeCode(secret, time.now) }, owner.token);
    expect(await typeOf(confirm(first))).toBe('WrongCode');
    time.pass(29);
    expect(await typeOf(confirm(first))).toBe('WrongCode');
    time.pass(2);
    expect(await typeOf(confirm(second))).toBe('EnrolmentEnded');
    const third = String((await act(api, 'begin', { password: PASSWORD }, owner.token)).secret);
    expect(await typeOf(confirm(third))).toBe('RecoveryCodes');
    expect(await typeOf(confirm(third))).toBe('SecondFactorOn');
    expect(await typeOf(act(api, 'begin', { password: PASSWORD }, owner.token))).toBe('SecondFactorOn');
  });

  it('is nobody else’s: a colleague and a stranger have none by it', async () => {
    const owner = await api.registerPractice();
    const [colleague, stranger] = [await api.addStaff(owner, 'manager'), await api.registerPractice()];
    const { secret } = await enrol(api, owner, time);
    const code = oneTimeCode(secret, time.now);
    for (const { token, email } of [colleague, stranger]) {
      expect(await factorOf(token)).toEqual({ isOn: false, recoveryCodesLeft: 0 });
      expect(await typeOf(act(api, 'confirm', { code }, token))).toBe('EnrolmentEnded');
      expect(await typeOf(act(api, 'regenerate', { code }, token))).toBe('NoSecondFactor');
      expect(await typeOf(act(api, 'remove', { code, password: PASSWORD }, token))).toBe('NoSecondFactor');
      expect(await typeOf(signInWith(api, email))).toBe('SignInPayload');
    }
  });
});

describe('signing in with a second factor', () => {
  it('takes a code after the password, and audits what was shown', async () => {
    const olga = await enrolled();
    const { challenge, expiresAt, ...asked } = await signInWith(api, olga.person.email);
    expect(asked).toEqual({ __typename: 'SecondFactorRequired' });
    expect(Math.abs(Date.parse(String(expiresAt)) - time.now - 5 * MINUTE)).toBeLessThan(5000);
    const { accessToken, me } = await olga.complete(olga.code(), String(challenge));
    expect(me).toEqual({ userId: olga.person.userId, secondFactor: { isOn: true, recoveryCodesLeft: 10 } });
    expect(await factorOf(String(accessToken))).toEqual({ isOn: true, recoveryCodesLeft: 10 });
    expect((await api.audited(olga.person.practiceId)).slice(-2).sort()).toEqual([
      'second_factor.passed',
      'session.opened',
    ]);
  });

  it('tells of it only to who knows the password', async () => {
    const olga = await enrolled();
    const wrong = await signInWith(api, olga.person.email, 'not the password');
    expect(wrong).toEqual({ __typename: 'SignInRefused', message: 'The e-mail or the password is not right.' });
    expect(await signInWith(api, 'nobody@harbour.example', 'not the password')).toEqual(wrong);
    await api.sql('UPDATE memberships SET ended_at = now() WHERE user_id = $1', [olga.person.userId]);
    expect(await signInWith(api, olga.person.email)).toEqual(wrong);
  });

  it('takes each code once, of its own step and one to either side', async () => {
    const olga = await enrolled();
    time.pass(10);
    for (const steps of [-2, 2]) expect(await typeOf(olga.complete(olga.code(steps)))).toBe('WrongCode');
    expect(await typeOf(olga.complete(olga.code(-1)))).toBe('SignInPayload');
    expect(await typeOf(olga.complete(olga.code(-1)))).toBe('WrongCode');
    expect(await typeOf(olga.complete(olga.code()))).toBe('SignInPayload');
    expect(await typeOf(olga.complete(olga.code(1)))).toBe('SignInPayload');
    // A later one has served: whoever saw an earlier one over a shoulder has no use for it.
    for (const steps of [0, -1, 1]) expect(await typeOf(olga.complete(olga.code(steps)))).toBe('WrongCode');
    time.pass(2);
    expect(await typeOf(olga.complete(olga.code()))).toBe('SignInPayload');
  });

  it('does not take the code again that confirmed the enrolment', async () => {
    const olga = await enrolled();
    expect(await typeOf(olga.complete(olga.code(-1)))).toBe('WrongCode');
  });

  it('takes each recovery code once, however it is typed, and nobody else’s', async () => {
    const [olga, stranger] = [await enrolled(), await enrolled()];
    const [first, second] = olga.recoveryCodes as [string, string];
    expect(await typeOf(stranger.complete(first))).toBe('WrongCode');
    const { me } = await olga.complete(` ${first.toLowerCase().replaceAll('-', ' ')}`);
    expect(me).toMatchObject({ secondFactor: { isOn: true, recoveryCodesLeft: 9 } });
    expect(await typeOf(olga.complete(first))).toBe('WrongCode');
    expect(await typeOf(olga.complete(second))).toBe('SignInPayload');
  });

  it('takes a challenge once, for five minutes, and leaves it open after a wrong code', async () => {
    const olga = await enrolled();
    const challenge = await olga.challenge();
    expect(await olga.complete(olga.wrongCode, challenge)).toEqual({
      __typename: 'WrongCode',
      message: 'This code is not right, or has been used. Wait for the next one.',
    });
    expect(await typeOf(olga.complete(olga.code(), challenge))).toBe('SignInPayload');
    const ended = await olga.complete(olga.recoveryCodes[0]!, challenge);
    expect(ended).toEqual({
      __typename: 'ChallengeEnded',
      message: 'This sign-in took too long, or was finished elsewhere. Sign in again.',
    });
    const late = await olga.challenge();
    time.pass(11);
    expect(await olga.complete(olga.code(), late)).toEqual(ended);
    expect(await olga.complete(olga.code(), 'made up')).toEqual(ended);
    // None of these has spent what it was offered.
    expect(await typeOf(olga.complete(olga.recoveryCodes[0]!))).toBe('SignInPayload');
    expect(await typeOf(olga.complete(olga.code()))).toBe('SignInPayload');
  });

  it('lets one of many at once in: by one code, by one recovery code, and by one challenge', async () => {
    const olga = await enrolled();
    const served = async (offers: readonly (readonly [code: string, challenge: string])[]): Promise<string[]> =>
      (await Promise.all(offers.map(([code, challenge]) => typeOf(olga.complete(code, challenge))))).sort();
    const challenges = [await olga.challenge(), await olga.challenge(), await olga.challenge(), await olga.challenge()];
    const once = ['SignInPayload', 'WrongCode', 'WrongCode', 'WrongCode'];
    expect(await served(challenges.map((each) => [olga.code(), each]))).toEqual(once);
    const again = [await olga.challenge(), await olga.challenge(), await olga.challenge(), await olga.challenge()];
    expect(await served(again.map((each) => [olga.recoveryCodes[0]!, each]))).toEqual(once);
    const one = await olga.challenge();
    const codes = olga.recoveryCodes.slice(1, 5).map((code) => [code, one] as const);
    expect(await served(codes)).toEqual(['ChallengeEnded', 'ChallengeEnded', 'ChallengeEnded', 'SignInPayload']);
    const { me } = await olga.complete(olga.code(1));
    expect(me).toMatchObject({ secondFactor: { recoveryCodesLeft: 8 } });
  });

  it('opens the practice that was chosen, and is asked for in every one', async () => {
    const [olga, quay] = [await enrolled(), await api.registerPractice('Quay')];
    const joined = await join(olga.person, quay);
    expect(joined).toMatchObject({ __typename: 'SecondFactorRequired' });
    const input = { challenge: joined.challenge, code: olga.code() };
    const { completeSignIn } = await api.data<{ completeSignIn: unknown }>(
      `mutation ($input: CompleteSignInInput!) { completeSignIn(input: $input) { ... on SignInPayload { me { practiceId role } } } }`,
      { input },
    );
    expect(completeSignIn).toEqual({ me: { practiceId: quay.practiceId, role: 'FRONT_DESK' } });
    const register = `mutation ($input: RegisterPracticeInput!) { registerPractice(input: $input) { __typename } }`;
    const practice = { name: 'Third', country: 'DE', currency: 'EUR', ownerName: 'Olga' };
    const own = { ...practice, email: olga.person.email, password: PASSWORD };
    expect(await api.data(register, { input: own })).toEqual({
      registerPractice: { __typename: 'SecondFactorRequired' },
    });
  });

  it('is not got round by a reset of the password, which ends challenges that are open', async () => {
    const owner = await api.registerPractice();
    const desk = await enrol(api, await api.addStaff(owner, 'front_desk'), time);
    const open = await desk.challenge();
    const { issuePasswordReset } = await api.data<{ issuePasswordReset: { token: string } }>(
      `mutation ($id: ID!) { issuePasswordReset(membershipId: $id) { ... on IssuePasswordResetPayload { token } } }`,
      { id: desk.person.membershipId },
      owner.token,
    );
    const input = { token: issuePasswordReset.token, newPassword: 'another long sentence' };
    await api.data('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename } }', { input });
    expect(await typeOf(desk.complete(desk.code(), open))).toBe('ChallengeEnded');
    const asked = await signInWith(api, desk.person.email, 'another long sentence');
    expect(asked.__typename).toBe('SecondFactorRequired');
    expect(await typeOf(desk.complete(desk.code(), String(asked.challenge)))).toBe('SignInPayload');
  });
});

describe('somebody who guesses codes', () => {
  const guess = (olga: Enrolled, challenge: string) => typeOf(olga.complete(olga.wrongCode, challenge));

  it('waits 15 minutes after ten of an account, with the right one too; a stranger’s account is open', async () => {
    const [olga, stranger] = [await enrolled(), await enrolled()];
    for (let i = 0; i < 10; i += 1) expect(await guess(olga, await olga.challenge())).toBe('WrongCode');
    const blocked = await olga.complete(olga.code());
    expect([blocked.__typename, Date.parse(String(blocked.retryAt)) - time.now > 14 * MINUTE]).toEqual([
      'TooManyAttempts',
      true,
    ]);
    expect(await typeOf(olga.complete(olga.recoveryCodes[0]!))).toBe('TooManyAttempts');
    expect(await typeOf(stranger.complete(stranger.code()))).toBe('SignInPayload');
    const failed = (await api.audited(olga.person.practiceId)).filter((action) => action === 'second_factor.failed');
    expect(failed).toHaveLength(10);
    time.pass(31);
    expect(await typeOf(olga.complete(olga.code()))).toBe('SignInPayload');
  });

  it('cannot guess more often in parallel, nor with the token of an open session', async () => {
    const olga = await enrolled();
    const challenge = await olga.challenge();
    const token = String((await olga.complete(olga.code())).accessToken);
    const parallel = await Promise.all(Array.from({ length: 14 }, () => guess(olga, challenge)));
    expect(parallel.filter((type) => type === 'WrongCode')).toHaveLength(10);
    const input = { code: olga.code(1), password: PASSWORD };
    expect(await typeOf(act(api, 'remove', input, token))).toBe('TooManyAttempts');
    expect(await typeOf(act(api, 'regenerate', { code: olga.code(1) }, token))).toBe('TooManyAttempts');
  });

  it('of several accounts waits after 30 from one place', async () => {
    const people = [await enrolled(), await enrolled(), await enrolled(), await enrolled()];
    const challenges = await Promise.all(people.map((each) => each.challenge()));
    const types = [];
    for (let i = 0; i < 30; i += 1) types.push(await guess(people[i % 4]!, challenges[i % 4]!));
    expect(types).toEqual(Array(30).fill('WrongCode'));
    expect(await typeOf(people[3]!.complete(people[3]!.code(), challenges[3]))).toBe('TooManyAttempts');
  });

  it('who gets it right is let off the earlier wrong ones', async () => {
    const olga = await enrolled();
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 9; i += 1) expect(await guess(olga, await olga.challenge())).toBe('WrongCode');
      expect(await typeOf(olga.complete(olga.code(round)))).toBe('SignInPayload');
    }
  });
});

describe('a second factor', () => {
  it('is removed with password and code alone, and another one enrolled', async () => {
    const olga = await enrolled();
    const { token } = olga.person;
    const open = await olga.challenge();
    const remove = (password: string, code: string) => typeOf(act(api, 'remove', { password, code }, token));
    expect(await remove('not the password', olga.code())).toBe('WrongPassword');
    expect(await remove(PASSWORD, olga.wrongCode)).toBe('WrongCode');
    expect(await remove(PASSWORD, olga.code())).toBe('RemoveTotpPayload');
    expect(await remove(PASSWORD, olga.code(1))).toBe('NoSecondFactor');
    expect(await factorOf(token)).toEqual({ isOn: false, recoveryCodesLeft: 0 });
    expect(await typeOf(olga.complete(olga.code(1), open))).toBe('ChallengeEnded');
    expect(await typeOf(signInWith(api, olga.person.email))).toBe('SignInPayload');
    const next = await enrol(api, olga.person, time);
    expect(await typeOf(next.complete(olga.code()))).toBe('WrongCode');
    expect(await typeOf(next.complete(olga.recoveryCodes[0]!))).toBe('WrongCode');
    expect(await typeOf(next.complete(next.code()))).toBe('SignInPayload');
  });

  it('gets new recovery codes for a code, which end the earlier ones', async () => {
    const olga = await enrolled();
    const { token } = olga.person;
    expect(await typeOf(act(api, 'regenerate', { code: olga.wrongCode }, token))).toBe('WrongCode');
    const { recoveryCodes } = await act(api, 'regenerate', { code: olga.recoveryCodes[0] }, token);
    const codes = recoveryCodes as string[];
    expect(await factorOf(token)).toEqual({ isOn: true, recoveryCodesLeft: 10 });
    expect(await typeOf(olga.complete(olga.recoveryCodes[1]!))).toBe('WrongCode');
    expect(await typeOf(olga.complete(codes[0]!))).toBe('SignInPayload');
  });

  it('of a colleague is reset by who runs them, which ends their sessions and shows', async () => {
    const owner = await api.registerPractice();
    const manager = await api.addStaff(owner, 'manager');
    const desk = await enrol(api, await api.addStaff(owner, 'front_desk'), time);
    const staff = `{ staff(first: 10) { edges { node { id hasSecondFactor } } } }`;
    const listed = async (): Promise<unknown> => {
      const page = await api.data<{ staff: { edges: { node: { id: string } }[] } }>(staff, {}, manager.token);
      return page.staff.edges.map(({ node }) => node).find(({ id }) => id === desk.person.membershipId);
    };
    expect(await listed()).toEqual({ id: desk.person.membershipId, hasSecondFactor: true });
    expect(await reset(manager, desk.person.membershipId)).toEqual({
      __typename: 'ResetSecondFactorPayload',
      member: { id: desk.person.membershipId, hasSecondFactor: false },
    });
    expect(await listed()).toEqual({ id: desk.person.membershipId, hasSecondFactor: false });
    expect(await api.errorCode(ME, {}, desk.person.token)).toBe('UNAUTHENTICATED');
    expect(await typeOf(signInWith(api, desk.person.email))).toBe('SignInPayload');
    expect(await typeOf(reset(manager, desk.person.membershipId))).toBe('NoSecondFactor');
    expect(await api.audited(owner.practiceId)).toContain('second_factor.reset');
  });

  it('is reset by no stranger, by no manager who is an owner’s, and by nobody of themselves', async () => {
    const [olga, stranger] = [await enrolled(), await api.registerPractice()];
    const manager = await api.addStaff(olga.person, 'manager');
    const { membershipId } = olga.person;
    expect(await typeOf(reset(manager, membershipId))).toBe('OwnersOnly');
    expect(await typeOf(reset(olga.person, membershipId))).toBe('OwnSecondFactor');
    for (const id of [membershipId, newId()])
      expect(await api.errorCode(RESET, { id }, stranger.token)).toBe('NOT_FOUND');
    expect(await typeOf(signInWith(api, olga.person.email))).toBe('SecondFactorRequired');
  });

  it('of somebody who works for another practice too is not reset from one of them', async () => {
    const [harbour, quay] = [await api.registerPractice('Harbour'), await api.registerPractice('Quay')];
    const shared = await enrol(api, await api.addStaff(harbour, 'front_desk'), time);
    await join(shared.person, quay);
    expect(await reset(harbour, shared.person.membershipId)).toMatchObject({ __typename: 'WorksElsewhere' });
  });
});

/** Last: the API of the other tests does not have the key that comes. */
describe('the key that secrets are sealed under', () => {
  const NEW_KEY = 'the key to the records from now on, 32 bytes';

  it('binds each to its account', () => {
    const secrets = new AccountSecrets(new MasterKeys({ recordsKey: RECORDS_KEY, recordsKeyBefore: undefined }));
    const [olga, stranger] = [newId(), newId()];
    const sealed = secrets.seal(olga, Buffer.from('a secret'));
    expect(secrets.open(olga, sealed).toString()).toBe('a secret');
    expect(() => secrets.open(stranger, sealed)).toThrow(DoesNotOpen);
  });

  it('can be changed: everybody signs in before, while and after, and then with the new key alone', async () => {
    const owner = await api.registerPractice();
    const olga = await enrol(api, owner, time);
    const signsIn = async (on: TestApi): Promise<string> => {
      time.pass(1);
      on.clock.offset = api.clock.offset;
      const { challenge } = await signInWith(on, owner.email);
      return typeOf(act(on, 'complete', { challenge, code: olga.code() }));
    };
    const both = await TestApi.on(api.database, { RECORDS_KEY: NEW_KEY, RECORDS_KEY_BEFORE: RECORDS_KEY });
    expect([await signsIn(api), await signsIn(both)]).toEqual(['SignInPayload', 'SignInPayload']);
    await expect(TestApi.on(api.database, { RECORDS_KEY: NEW_KEY })).rejects.toThrow('RECORDS_KEY is not the key');

    const keys = new MasterKeys({ recordsKey: NEW_KEY, recordsKeyBefore: RECORDS_KEY });
    const url = api.database.workerUrl;
    const worker = await createDataSource({ url, poolSize: 1, applicationName: 'test' }).initialize();
    const command = new ResealAccountSecrets(worker, keys, new AccountSecrets(keys));
    const [{ factors }] = (await api.sql('SELECT count(*)::int AS factors FROM second_factors')) as [
      { factors: number },
    ];
    expect([await command.execute(), await command.execute()]).toEqual([factors, 0]);
    await worker.destroy();

    const after = await TestApi.on(api.database, { RECORDS_KEY: NEW_KEY });
    expect([await signsIn(both), await signsIn(after)]).toEqual(['SignInPayload', 'SignInPayload']);
    await expect(TestApi.on(api.database)).rejects.toThrow('RECORDS_KEY is not the key');
    for (const each of [after, both]) await each.stop();
  });
});
