import { newId } from '../../src/kernel/index.js';
import type { Role } from '../../src/kernel/index.js';
import { PASSWORD, roleName, TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';

const INVITE = `mutation ($input: InviteStaffInput!) {
  inviteStaff(input: $input) {
    __typename
    ... on InviteStaffPayload { token invitation { id name email role therapistId expiresAt } }
    ... on AlreadyMember { membershipId }
  }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { __typename ... on SignInPayload { accessToken me { role practiceId therapistId } } }
}`;
const REVOKE = 'mutation ($id: ID!) { revokeInvitation(id: $id) { __typename } }';
const CHANGE_ROLE = `mutation ($input: ChangeStaffRoleInput!) {
  changeStaffRole(input: $input) {
    __typename
    ... on Refusal { message }
    ... on VersionConflict { currentVersion }
    ... on StaffMemberPayload { member { role version } }
  }
}`;
const END = `mutation ($id: ID!) {
  endMembership(membershipId: $id) { __typename ... on StaffMemberPayload { member { active endedAt } } }
}`;
const REGISTER = `mutation ($input: RegisterPracticeInput!) {
  registerPractice(input: $input) { __typename ... on SignInPayload { me { name role } } }
}`;
const STAFF = `query ($first: Int, $after: String, $ended: Boolean) {
  staff(first: $first, after: $after, includeEnded: $ended) {
    edges { node { id name email role active } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const INVITATIONS =
  'query ($first: Int, $after: String) { invitations(first: $first, after: $after) { edges { node { id email } } pageInfo { hasNextPage endCursor } } }';
const ME = '{ me { role } }';
const DAY = 24 * 60 * 60_000;

const cursor = (position: unknown[]): string => Buffer.from(JSON.stringify(position)).toString('base64url');

interface Answer {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

interface Page<T> {
  readonly edges: { readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let api: TestApi;
let owner: Person;
let stranger: Person;
beforeAll(async () => {
  api = await TestApi.start();
  stranger = await api.registerPractice('Quay');
});
afterAll(() => api.stop());
beforeEach(async () => {
  owner = await api.registerPractice();
});
afterEach(() => {
  api.clock.offset = 0;
});

async function invite(by: Person, email: string, role: Role = 'front_desk', therapistId?: string): Promise<Answer> {
  const input = { name: 'Sam', email, role: roleName(role), therapistId };
  return (await api.data<{ inviteStaff: Answer }>(INVITE, { input }, by.token)).inviteStaff;
}

async function accept(token: unknown, password = PASSWORD): Promise<Answer> {
  return (await api.data<{ acceptInvitation: Answer }>(ACCEPT, { input: { token, password } })).acceptInvitation;
}

async function changeRole(by: Person, { membershipId }: Person, role: Role, version = 1): Promise<Answer> {
  const input = { membershipId, role: roleName(role), version };
  return (await api.data<{ changeStaffRole: Answer }>(CHANGE_ROLE, { input }, by.token)).changeStaffRole;
}

async function end(by: Person, { membershipId: id }: Person): Promise<Answer> {
  return (await api.data<{ endMembership: Answer }>(END, { id }, by.token)).endMembership;
}

async function rolesIn({ practiceId }: Person): Promise<string[]> {
  const rows = await api.sql<{ role: string }>(
    'SELECT role FROM memberships WHERE practice_id = $1 AND ended_at IS NULL ORDER BY role',
    [practiceId],
  );
  return rows.map(({ role }) => role);
}

async function addTherapist({ practiceId }: Person): Promise<string> {
  const id = newId();
  await api.sql(`INSERT INTO therapists (practice_id, id, name) VALUES ($1, $2, 'Thea')`, [practiceId, id]);
  return id;
}

describe('an invitation', () => {
  it('makes a member with its role, once, and signs them in', async () => {
    const { token, invitation } = await invite(owner, 'Sam@Harbour.example', 'manager');
    expect(invitation).toMatchObject({ name: 'Sam', email: 'sam@harbour.example', role: 'MANAGER' });
    const joined = await accept(token);
    expect(joined['me']).toEqual({ role: 'MANAGER', practiceId: owner.practiceId, therapistId: null });
    expect(await accept(token)).toEqual({ __typename: 'TokenNotValid' });
    expect(await rolesIn(owner)).toEqual(['manager', 'owner']);
    expect(await api.audited(owner.practiceId)).toEqual(
      expect.arrayContaining(['invitation.issued', 'invitation.accepted', 'membership.started']),
    );
  });

  it('accepted twice at once makes one member', async () => {
    const { token } = await invite(owner, 'twice@harbour.example');
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.filter(({ __typename }) => __typename === 'SignInPayload')).toHaveLength(1);
    expect(await rolesIn(owner)).toEqual(['front_desk', 'owner']);
  });

  it('links the therapist that it names, whose id is then in the token', async () => {
    const therapistId = await addTherapist(owner);
    const { token } = await invite(owner, 'thea@harbour.example', 'therapist', therapistId);
    expect((await accept(token))['me']).toMatchObject({ role: 'THERAPIST', therapistId });
    expect(await invite(owner, 'other@harbour.example', 'therapist', therapistId)).toEqual({
      __typename: 'TherapistHasLogin',
    });
  });

  it('cannot link a therapist of another practice', async () => {
    const input = { name: 'Eve', email: 'eve@quay.example', role: 'THERAPIST', therapistId: await addTherapist(owner) };
    expect(await api.errorCode(INVITE, { input }, stranger.token)).toBe('NOT_FOUND');
  });

  it('is refused to a member, and while another one is open', async () => {
    expect(await invite(owner, owner.email)).toEqual({ __typename: 'AlreadyMember', membershipId: owner.membershipId });
    await invite(owner, 'sam.2@harbour.example');
    expect(await invite(owner, 'SAM.2@harbour.example')).toEqual({ __typename: 'AlreadyInvited' });
    api.clock.offset = 8 * DAY;
    expect((await invite(owner, 'sam.2@harbour.example')).__typename).toBe('InviteStaffPayload');
  });

  it('ends after seven days, and when it is revoked', async () => {
    const late = await invite(owner, 'late@harbour.example');
    const revoked = await invite(owner, 'revoked@harbour.example');
    const { id } = revoked['invitation'] as { id: string };
    expect(await api.errorCode(REVOKE, { id }, stranger.token)).toBe('NOT_FOUND');
    await api.data(REVOKE, { id }, owner.token);
    expect(await accept(revoked['token'])).toEqual({ __typename: 'TokenNotValid' });
    expect(await api.errorCode(REVOKE, { id }, owner.token)).toBe('NOT_FOUND');
    api.clock.offset = 7 * DAY + 1000;
    expect(await accept(late['token'])).toEqual({ __typename: 'TokenNotValid' });
  });

  it('to an e-mail that has an account asks for that account’s password, and cannot set it', async () => {
    const victim = await api.registerPractice('Victim');
    const { token } = await invite(stranger, victim.email, 'manager');
    expect(await accept(token, 'what the stranger would like')).toEqual({ __typename: 'WrongPassword' });
    expect((await accept(token)).__typename).toBe('SignInPayload');
  });

  it('with a new password that is too short is bad input, and stays open', async () => {
    const { token } = await invite(owner, 'short@harbour.example');
    expect(await api.errorCode(ACCEPT, { input: { token, password: 'short' } })).toBe('BAD_USER_INPUT');
    expect((await accept(token)).__typename).toBe('SignInPayload');
  });

  it('is listed while open, the latest first, to its own management only', async () => {
    for (const name of ['a', 'b', 'c']) await invite(owner, `${name}.list@harbour.example`);
    const page = async (by: Person, after?: string | null) =>
      (await api.data<{ invitations: Page<{ email: string }> }>(INVITATIONS, { first: 2, after }, by.token))
        .invitations;
    const first = await page(owner);
    const second = await page(owner, first.pageInfo.endCursor);
    expect([...first.edges, ...second.edges].map(({ node }) => node.email)).toEqual(
      ['c', 'b', 'a'].map((name) => `${name}.list@harbour.example`),
    );
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect((await page(stranger)).edges.filter(({ node }) => node.email.includes('.list@'))).toEqual([]);
  });
});

describe('the staff', () => {
  it('is listed by name in pages, without those who left and without another practice’s', async () => {
    const [desk, gone] = [await api.addStaff(owner, 'front_desk'), await api.addStaff(owner, 'therapist')];
    await end(owner, gone);
    const page = async (variables: object) =>
      (await api.data<{ staff: Page<{ id: string; active: boolean }> }>(STAFF, { ...variables }, owner.token)).staff;
    const first = await page({ first: 1 });
    const second = await page({ first: 1, after: first.pageInfo.endCursor });
    expect([first, second].map(({ edges }) => edges.map(({ node }) => node.id))).toEqual([
      [owner.membershipId],
      [desk.membershipId],
    ]);
    const all = await page({ ended: true });
    expect(all.edges.map(({ node }) => [node.id, node.active])).toEqual([
      [owner.membershipId, true],
      [desk.membershipId, true],
      [gone.membershipId, false],
    ]);
  });

  it.each(['x', cursor([1]), cursor(['a\0', newId()]), cursor(['a', "' OR 1=1"])])(
    'does not take the cursor %s',
    async (after) => {
      expect(await api.errorCode(STAFF, { after }, owner.token)).toBe('BAD_USER_INPUT');
    },
  );

  const MANAGED = [
    ['staff', STAFF, {}],
    ['invitations', INVITATIONS, {}],
    ['inviteStaff', INVITE, { input: { name: 'Sam', email: 's@harbour.example', role: 'THERAPIST' } }],
    ['revokeInvitation', REVOKE, { id: newId() }],
    ['changeStaffRole', CHANGE_ROLE, { input: { membershipId: newId(), version: 1, role: 'THERAPIST' } }],
    ['endMembership', END, { id: newId() }],
    [
      'issuePasswordReset',
      'mutation ($id: ID!) { issuePasswordReset(membershipId: $id) { __typename } }',
      { id: newId() },
    ],
  ] as const;

  it('is run by management alone', async () => {
    const [desk, therapist] = [await api.addStaff(owner, 'front_desk'), await api.addStaff(owner, 'therapist')];
    for (const [name, operation, variables] of MANAGED) {
      const codes = [];
      for (const token of [desk.token, therapist.token, undefined]) {
        codes.push(await api.errorCode(operation, variables, token));
      }
      expect([name, codes]).toEqual([name, ['FORBIDDEN', 'FORBIDDEN', 'UNAUTHENTICATED']]);
    }
  });
});

describe('a role', () => {
  it('changes at once: the old token is refused, and the refreshed one has the new role', async () => {
    const desk = await api.addStaff(owner, 'front_desk');
    const answer = await changeRole(owner, desk, 'manager');
    expect(answer).toEqual({ __typename: 'StaffMemberPayload', member: { role: 'MANAGER', version: 2 } });
    expect(await api.errorCode(ME, {}, desk.token)).toBe('UNAUTHENTICATED');
    const { refreshSession } = await api.data<{ refreshSession: Answer }>(
      'mutation ($t: String!) { refreshSession(refreshToken: $t) { __typename ... on SignInPayload { me { role } } } }',
      { t: desk.refreshToken },
    );
    expect(refreshSession['me']).toEqual({ role: 'MANAGER' });
  });

  it('that somebody else has changed meanwhile is a conflict', async () => {
    const desk = await api.addStaff(owner, 'front_desk');
    await changeRole(owner, desk, 'therapist');
    expect(await changeRole(owner, desk, 'manager', 1)).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
  });

  it('of an owner is given, taken and ended by owners only', async () => {
    const manager = await api.addStaff(owner, 'manager');
    const desk = await api.addStaff(owner, 'front_desk');
    const refused = [
      await invite(manager, 'new.owner@harbour.example', 'owner'),
      await changeRole(manager, desk, 'owner'),
      await changeRole(manager, manager, 'owner'),
      await changeRole(manager, owner, 'therapist'),
      await end(manager, owner),
    ];
    expect(refused.map(({ __typename }) => __typename)).toEqual(Array(5).fill('OwnersOnly'));
    expect((await changeRole(manager, desk, 'manager')).__typename).toBe('StaffMemberPayload');
    expect((await changeRole(owner, manager, 'owner')).__typename).toBe('StaffMemberPayload');
    const { invitation } = await invite(owner, 'new.owner@harbour.example', 'owner');
    const other = await api.addStaff(owner, 'manager');
    const revoked = await api.data<{ revokeInvitation: Answer }>(
      REVOKE,
      { id: (invitation as { id: string }).id },
      other.token,
    );
    expect(revoked.revokeInvitation.__typename).toBe('OwnersOnly');
  });

  it('of another practice’s member is not found', async () => {
    const desk = await api.addStaff(owner, 'front_desk');
    const input = { membershipId: desk.membershipId, version: 1, role: 'OWNER' };
    expect(await api.errorCode(CHANGE_ROLE, { input }, stranger.token)).toBe('NOT_FOUND');
    expect(await api.errorCode(END, { id: desk.membershipId }, stranger.token)).toBe('NOT_FOUND');
    expect(await api.data(ME, {}, desk.token)).toEqual({ me: { role: 'FRONT_DESK' } });
  });

  it('that does not exist is bad input', async () => {
    const input = { membershipId: owner.membershipId, version: 1, role: 'ADMIN' };
    expect(await api.errorCode(CHANGE_ROLE, { input }, owner.token)).toBe('BAD_USER_INPUT');
  });
});

describe('the last owner', () => {
  it('stays one', async () => {
    expect(await changeRole(owner, owner, 'manager')).toMatchObject({ __typename: 'LastOwner' });
    expect((await end(owner, owner)).__typename).toBe('LastOwner');
    expect(await rolesIn(owner)).toEqual(['owner']);
  });

  it('is left when two owners demote each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const first = await api.registerPractice();
      const second = await api.addStaff(first, 'owner');
      const demote = (by: Person, whom: Person) =>
        api.graphql<{ changeStaffRole: Answer }>(
          CHANGE_ROLE,
          { input: { membershipId: whom.membershipId, version: 1, role: 'MANAGER' } },
          by.token,
        );
      const answers = await Promise.all([demote(first, second), demote(second, first)]);
      const changed = answers.filter(({ data }) => data?.changeStaffRole.__typename === 'StaffMemberPayload');
      expect(changed).toHaveLength(1);
      expect(await rolesIn(first)).toEqual(['manager', 'owner']);
    }
  });

  it('is left when two owners leave at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const first = await api.registerPractice();
      const second = await api.addStaff(first, 'owner');
      const answers = await Promise.all([end(first, first), end(second, second)]);
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['LastOwner', 'StaffMemberPayload']);
      expect(await rolesIn(first)).toEqual(['owner']);
    }
  });
});

describe('somebody who leaves', () => {
  it('is out at once, everywhere, cannot sign in again, and can be invited back', async () => {
    const desk = await api.addStaff(owner, 'front_desk');
    const second = await api.signIn(desk);
    expect(await end(owner, desk)).toEqual({
      __typename: 'StaffMemberPayload',
      member: { active: false, endedAt: expect.any(String) as string },
    });
    for (const { token } of [desk, second]) expect(await api.errorCode(ME, {}, token)).toBe('UNAUTHENTICATED');
    const { signIn } = await api.data<{ signIn: Answer }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
      { input: { email: desk.email, password: PASSWORD } },
    );
    expect(signIn.__typename).toBe('SignInRefused');
    expect(await api.errorCode(END, { id: desk.membershipId }, owner.token)).toBe('NOT_FOUND');
    const { token } = await invite(owner, desk.email, 'manager');
    expect((await accept(token))['me']).toMatchObject({ role: 'MANAGER' });
  });
});

describe('registering a practice', () => {
  const input = {
    name: 'Pier',
    country: 'DE',
    currency: 'EUR',
    ownerName: 'Pia',
    email: 'pia@pier.example',
    password: PASSWORD,
  };
  const register = async (changes: object = {}, at = api) =>
    (await at.data<{ registerPractice: Answer }>(REGISTER, { input: { ...input, ...changes } })).registerPractice;

  it('makes its owner, and a second one with the same account for who knows its password', async () => {
    expect(await register()).toEqual({ __typename: 'SignInPayload', me: { name: 'Pia', role: 'OWNER' } });
    expect(await register({ password: 'not the password' })).toEqual({ __typename: 'WrongPassword' });
    expect((await register({ name: 'Second Pier' })).__typename).toBe('SignInPayload');
  });

  it('keeps country and currency as ISO writes them', async () => {
    await register({ name: 'Small Pier', email: 'small@pier.example', country: 'de', currency: 'eur' });
    expect(await api.sql(`SELECT country, currency FROM practices WHERE name = 'Small Pier'`)).toEqual([
      { country: 'DE', currency: 'EUR' },
    ]);
  });

  it.each([
    ['email', 'not an e-mail'],
    ['country', 'XX'],
    ['currency', 'euro'],
    ['name', '   '],
    ['ownerName', 'x'.repeat(121)],
    ['ownerName', 'Pia\u0000Pier'],
    ['password', 'short'],
  ])('names %s as the field that is wrong in %j', async (field, value) => {
    const { errors } = await api.graphql(REGISTER, { input: { ...input, email: 'new@pier.example', [field]: value } });
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', violations: [{ field }] });
  });

  it('at once with one e-mail makes one account', async () => {
    const answers = await Promise.all([1, 2].map(() => register({ email: 'race@pier.example' })));
    expect(answers.filter(({ __typename }) => __typename === 'SignInPayload').length).toBeGreaterThan(0);
    expect(await api.sql(`SELECT email FROM users WHERE email = 'race@pier.example'`)).toHaveLength(1);
  });

  it('is closed where the installation says so', async () => {
    const closed = await TestApi.on(api.database, { OPEN_REGISTRATION: 'false' });
    expect(await register({ email: 'closed@pier.example' }, closed)).toEqual({ __typename: 'RegistrationClosed' });
    await closed.stop();
  });
});
