import { newId } from '../../src/kernel/index.js';
import { PASSWORD, TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';

const REFRESH = `mutation ($token: String!) {
  refreshSession(refreshToken: $token) {
    __typename
    ... on Refusal { message }
    ... on SignInPayload { accessToken refreshToken me { role } }
  }
}`;
const ME = '{ me { name } }';
const SESSIONS = '{ sessions { id current device practiceName createdAt lastUsedAt expiresAt } }';
const DAY = 24 * 60 * 60_000;

interface Refreshed {
  readonly __typename: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
}

interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly device: string;
  readonly practiceName: string;
  readonly expiresAt: string;
}

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
afterEach(() => {
  api.clock.offset = 0;
});

async function refresh(token: string): Promise<Refreshed> {
  return (await api.data<{ refreshSession: Refreshed }>(REFRESH, { token })).refreshSession;
}

async function sessionsOf({ token }: Pick<Person, 'token'>): Promise<Listed[]> {
  return (await api.data<{ sessions: Listed[] }>(SESSIONS, {}, token)).sessions;
}

async function currentOf(person: Person): Promise<string> {
  return (await sessionsOf(person)).find(({ current }) => current)!.id;
}

describe('a refresh token', () => {
  it('serves once for a new pair, which works', async () => {
    const owner = await api.registerPractice();
    const first = await refresh(owner.refreshToken);
    expect(first.__typename).toBe('SignInPayload');
    expect(first.refreshToken).not.toBe(owner.refreshToken);
    expect(await api.data(ME, {}, first.accessToken)).toEqual({ me: { name: 'Olga Owner' } });
    expect((await refresh(first.refreshToken!)).__typename).toBe('SignInPayload');
    expect(await sessionsOf(owner)).toHaveLength(1);
  });

  it('that comes back ends the session with all its tokens, old and new, and leaves other sessions alone', async () => {
    const owner = await api.registerPractice();
    const other = await api.signIn(owner);
    const renewed = await refresh(owner.refreshToken);
    expect((await refresh(owner.refreshToken)).__typename).toBe('SessionEnded');
    expect((await refresh(renewed.refreshToken!)).__typename).toBe('SessionEnded');
    for (const token of [owner.token, renewed.accessToken!]) {
      expect(await api.errorCode(ME, {}, token)).toBe('UNAUTHENTICATED');
    }
    expect(await api.data(ME, {}, other.token)).toEqual({ me: { name: 'Olga Owner' } });
    expect((await api.audited(owner.practiceId)).slice(-2)).toEqual(['session.refreshed', 'session.ended_on_reuse']);
  });

  it('sent ten times at once serves once, and ends the session, since nobody can tell who the thief is', async () => {
    const owner = await api.registerPractice();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(owner.refreshToken)));
    const served = answers.filter(({ __typename }) => __typename === 'SignInPayload');
    expect(served).toHaveLength(1);
    expect((await refresh(served[0]!.refreshToken!)).__typename).toBe('SessionEnded');
  });

  it('that is made up is refused', async () => {
    expect(await refresh('made up')).toEqual({
      __typename: 'SessionEnded',
      message: 'This session has ended. Sign in again.',
    });
  });

  it('is good for 30 days after the last one, and at most 90 after the sign-in', async () => {
    const owner = await api.registerPractice();
    const idle = await api.signIn(owner);
    let { refreshToken } = owner;
    for (const days of [29, 58, 87, 89]) {
      api.clock.offset = days * DAY;
      refreshToken = (await refresh(refreshToken)).refreshToken!;
      expect(refreshToken).toEqual(expect.any(String));
    }
    api.clock.offset = 91 * DAY;
    expect((await refresh(refreshToken)).__typename).toBe('SessionEnded');
    api.clock.offset = 31 * DAY;
    expect((await refresh(idle.refreshToken)).__typename).toBe('SessionEnded');
  });

  it('is kept as a hash only', async () => {
    const owner = await api.registerPractice();
    const kept = await api.sql<{ token_hash: Buffer }>('SELECT token_hash FROM refresh_tokens');
    expect(kept.every(({ token_hash }) => token_hash.length === 32)).toBe(true);
    expect(kept.some(({ token_hash }) => token_hash.toString('base64url') === owner.refreshToken)).toBe(false);
  });
});

describe('sessions', () => {
  it('are listed to their owner with device, practice and which one asks, and not to anybody else', async () => {
    const owner = await api.registerPractice('Harbour');
    const [stranger, colleague] = [await api.registerPractice(), await api.addStaff(owner, 'front_desk')];
    const second = await api.signIn(owner);
    const listed = await sessionsOf(second);
    expect(listed.map(({ current, device, practiceName }) => ({ current, device, practiceName }))).toEqual([
      { current: true, device: 'node', practiceName: 'Harbour' },
      { current: false, device: 'node', practiceName: 'Harbour' },
    ]);
    expect(await sessionsOf(stranger)).toHaveLength(1);
    expect(await sessionsOf(colleague)).toHaveLength(1);
  });

  it('that were ended are refused on the next request, and cannot be refreshed', async () => {
    const owner = await api.registerPractice();
    const lost = await api.signIn(owner);
    const id = await currentOf(lost);
    const ended = await api.data('mutation ($id: ID!) { endSession(id: $id) { ended } }', { id }, owner.token);
    expect(ended).toEqual({ endSession: { ended: 1 } });
    expect(await api.errorCode(ME, {}, lost.token)).toBe('UNAUTHENTICATED');
    expect((await refresh(lost.refreshToken)).__typename).toBe('SessionEnded');
    expect(await api.data(ME, {}, owner.token)).toEqual({ me: { name: 'Olga Owner' } });
  });

  it('of somebody else, ended ones and unknown ones are all not found', async () => {
    const [owner, stranger] = [await api.registerPractice(), await api.registerPractice()];
    const colleague = await api.addStaff(owner, 'front_desk');
    const lost = await api.signIn(owner);
    const gone = await currentOf(lost);
    await api.data('mutation { signOut { ended } }', {}, lost.token);
    for (const id of [await currentOf(stranger), await currentOf(colleague), gone, newId(), 'x']) {
      const code = await api.errorCode('mutation ($id: ID!) { endSession(id: $id) { ended } }', { id }, owner.token);
      expect(code).toBe('NOT_FOUND');
    }
    for (const person of [stranger, colleague]) expect(await sessionsOf(person)).toHaveLength(1);
  });

  it('end all but one, and by signing out', async () => {
    const owner = await api.registerPractice();
    const others = [await api.signIn(owner), await api.signIn(owner)];
    const stranger = await api.registerPractice();
    expect(await api.data('mutation { endAllOtherSessions { ended } }', {}, owner.token)).toEqual({
      endAllOtherSessions: { ended: 2 },
    });
    for (const { token } of others) expect(await api.errorCode(ME, {}, token)).toBe('UNAUTHENTICATED');
    expect(await sessionsOf(stranger)).toHaveLength(1);
    await api.data('mutation { signOut { ended } }', {}, owner.token);
    expect(await api.errorCode(ME, {}, owner.token)).toBe('UNAUTHENTICATED');
  });

  it('count in every API process at once', async () => {
    const elsewhere = await TestApi.on(api.database);
    const owner = await api.registerPractice();
    expect(await elsewhere.data(ME, {}, owner.token)).toEqual({ me: { name: 'Olga Owner' } });
    await api.data('mutation { signOut { ended } }', {}, owner.token);
    expect(await elsewhere.errorCode(ME, {}, owner.token)).toBe('UNAUTHENTICATED');
    await elsewhere.stop();
  });
});

describe('a password', () => {
  const CHANGE = `mutation ($input: ChangePasswordInput!) {
    changePassword(input: $input) { __typename ... on PasswordPayload { endedSessions } }
  }`;
  const ISSUE = `mutation ($id: ID!) {
    issuePasswordReset(membershipId: $id) { __typename ... on IssuePasswordResetPayload { token expiresAt } }
  }`;
  const RESET = `mutation ($input: ResetPasswordInput!) {
    resetPassword(input: $input) { __typename ... on PasswordPayload { endedSessions } }
  }`;
  const NEW = 'another long sentence';

  const change = async (person: Person, currentPassword: string, newPassword = NEW) =>
    (await api.data<{ changePassword: unknown }>(CHANGE, { input: { currentPassword, newPassword } }, person.token))
      .changePassword;
  const issue = async (by: Person, id: string) =>
    (await api.data<{ issuePasswordReset: { __typename: string; token: string } }>(ISSUE, { id }, by.token))
      .issuePasswordReset;
  const reset = async (token: string, newPassword = NEW) =>
    (await api.data<{ resetPassword: { __typename: string } }>(RESET, { input: { token, newPassword } })).resetPassword;
  const signsIn = async ({ email }: Person, password: string): Promise<boolean> => {
    const answer = await api.data<{ signIn: { __typename: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
      { input: { email, password } },
    );
    return answer.signIn.__typename === 'SignInPayload';
  };

  it('is changed by who knows it, and ends the other sessions', async () => {
    const owner = await api.registerPractice();
    const other = await api.signIn(owner);
    expect(await change(owner, 'not the password')).toEqual({ __typename: 'WrongPassword' });
    expect(await change(owner, PASSWORD)).toEqual({ __typename: 'PasswordPayload', endedSessions: 1 });
    expect(await api.errorCode(ME, {}, other.token)).toBe('UNAUTHENTICATED');
    expect(await api.data(ME, {}, owner.token)).toEqual({ me: { name: 'Olga Owner' } });
    expect([await signsIn(owner, PASSWORD), await signsIn(owner, NEW)]).toEqual([false, true]);
  });

  it('cannot be guessed through a stolen access token', async () => {
    const owner = await api.registerPractice();
    for (let i = 0; i < 10; i += 1) expect(await change(owner, `guess ${i}`)).toEqual({ __typename: 'WrongPassword' });
    expect(await change(owner, PASSWORD)).toEqual({ __typename: 'TooManyAttempts' });
    await api.sql('DELETE FROM sign_in_attempts');
  });

  it('that is too short, too long or tells the e-mail is bad input that names the field', async () => {
    const owner = await api.registerPractice();
    for (const bad of ['eleven char', 'x'.repeat(129), `hello ${owner.email.split('@')[0]}`]) {
      const input = { currentPassword: PASSWORD, newPassword: bad };
      const { errors } = await api.graphql(CHANGE, { input }, owner.token);
      expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', violations: [{ field: 'newPassword' }] });
    }
    expect(await signsIn(owner, PASSWORD)).toBe(true);
  });

  it('is reset once by a token that management hands over, and ends all sessions', async () => {
    const owner = await api.registerPractice();
    const desk = await api.addStaff(owner, 'front_desk');
    const { token } = await issue(owner, desk.membershipId);
    expect(await api.errorCode(RESET, { input: { token, newPassword: 'short' } })).toBe('BAD_USER_INPUT');
    expect(await reset(token)).toEqual({ __typename: 'PasswordPayload', endedSessions: 1 });
    expect(await reset(token)).toEqual({ __typename: 'TokenNotValid' });
    expect(await api.errorCode(ME, {}, desk.token)).toBe('UNAUTHENTICATED');
    expect([await signsIn(desk, PASSWORD), await signsIn(desk, NEW)]).toEqual([false, true]);
    expect(await api.audited(owner.practiceId)).toEqual(
      expect.arrayContaining(['password_reset.issued', 'password.reset']),
    );
  });

  it('is not reset by a token that is a day old, made up, or not the last that was issued', async () => {
    const owner = await api.registerPractice();
    const desk = await api.addStaff(owner, 'front_desk');
    const first = await issue(owner, desk.membershipId);
    const second = await issue(owner, desk.membershipId);
    expect(await reset(first.token)).toEqual({ __typename: 'TokenNotValid' });
    expect(await reset('made up')).toEqual({ __typename: 'TokenNotValid' });
    api.clock.offset = DAY + 1000;
    expect(await reset(second.token)).toEqual({ __typename: 'TokenNotValid' });
    expect(await signsIn(desk, PASSWORD)).toBe(true);
  });

  it('is reset by nobody outside, and a manager resets no owner', async () => {
    const [owner, stranger] = [await api.registerPractice(), await api.registerPractice()];
    const manager = await api.addStaff(owner, 'manager');
    expect(await issue(manager, owner.membershipId)).toEqual({ __typename: 'OwnersOnly' });
    expect(await api.errorCode(ISSUE, { id: owner.membershipId }, stranger.token)).toBe('NOT_FOUND');
    expect(await api.errorCode(ISSUE, { id: newId() }, owner.token)).toBe('NOT_FOUND');
  });

  it('of somebody who works for another practice too is not reset from one of them, now or with an older token', async () => {
    const [harbour, quay] = [await api.registerPractice('Harbour'), await api.registerPractice('Quay')];
    const shared = await api.addStaff(harbour, 'front_desk');
    const older = await issue(harbour, shared.membershipId);
    const { inviteStaff } = await api.data<{ inviteStaff: { token: string } }>(
      'mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on InviteStaffPayload { token } } }',
      { input: { name: 'Sam', email: shared.email, role: 'MANAGER' } },
      quay.token,
    );
    const input = { token: inviteStaff.token, password: PASSWORD };
    await api.data('mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }', {
      input,
    });
    expect(await issue(harbour, shared.membershipId)).toEqual({ __typename: 'WorksElsewhere' });
    expect(await reset(older.token)).toEqual({ __typename: 'TokenNotValid' });
  });
});
