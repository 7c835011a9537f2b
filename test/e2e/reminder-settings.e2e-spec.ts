import { TestApi } from '../support/api.js';
import type { Person } from '../support/api.js';

const SETTINGS = `rules { leadHours channel onlyUnconfirmed } clientNoticeHours version`;
const READ = `query { reminderSettings { ${SETTINGS} } }`;
const CHANGE = `mutation ($input: ChangeReminderSettingsInput!) { changeReminderSettings(input: $input) { __typename
  ... on ReminderSettingsPayload { settings { ${SETTINGS} } } ... on VersionConflict { currentVersion } } }`;

const SHIPPED = {
  rules: [
    { leadHours: 48, channel: 'EMAIL', onlyUnconfirmed: false },
    { leadHours: 24, channel: 'SMS', onlyUnconfirmed: true },
  ],
  clientNoticeHours: 24,
  version: 0,
};

describe('when clients are reminded', () => {
  let api: TestApi;
  let owner: Person;

  beforeAll(async () => {
    api = await TestApi.start();
  });

  afterAll(() => api.stop());

  beforeEach(async () => {
    owner = await api.registerPractice();
  });

  const read = async ({ token }: Person) =>
    (await api.data<{ reminderSettings: object }>(READ, {}, token)).reminderSettings;
  const change = async (input: object, { token }: Person = owner) =>
    (await api.data<{ changeReminderSettings: object }>(CHANGE, { input }, token)).changeReminderSettings;

  it('is what ships until the practice changes it, and each practice has its own', async () => {
    expect(await read(owner)).toEqual(SHIPPED);
    const rules = [
      { leadHours: 72, channel: 'EMAIL', onlyUnconfirmed: false },
      { leadHours: 24, channel: 'SMS', onlyUnconfirmed: true },
    ];
    const settings = { rules, clientNoticeHours: 24, version: 1 };
    expect(await change({ version: 0, rules })).toEqual({ __typename: 'ReminderSettingsPayload', settings });
    expect(await read(owner)).toEqual(settings);
    const notice = { ...settings, clientNoticeHours: 0, version: 2 };
    expect(await change({ version: 1, clientNoticeHours: 0 })).toMatchObject({ settings: notice });
    expect(await change({ version: 2, rules: [] })).toMatchObject({ settings: { rules: [], version: 3 } });
    expect(await read(await api.registerPractice('Another'))).toEqual(SHIPPED);
  });

  it('is not changed by whoever has read an older version, and told to the rest of the program once', async () => {
    const both = await Promise.all([
      change({ version: 0, clientNoticeHours: 1 }),
      change({ version: 0, clientNoticeHours: 2 }),
    ]);
    expect(both.map((one) => (one as { __typename: string }).__typename).sort()).toEqual([
      'ReminderSettingsPayload',
      'VersionConflict',
    ]);
    expect(both).toContainEqual({ __typename: 'VersionConflict', currentVersion: 1 });
    const facts = await api.sql(
      `SELECT payload FROM outbox WHERE practice_id = $1 AND fact = 'reminders.settings_changed'`,
      [owner.practiceId],
    );
    expect(facts).toEqual([{ payload: {} }]);
    expect(await api.audited(owner.practiceId)).toContain('reminder_settings.changed');
  });

  it.each([
    ['no lead', { rules: [{ leadHours: 0, channel: 'SMS' }] }],
    ['more than two weeks', { rules: [{ leadHours: 337, channel: 'SMS' }] }],
    [
      'the same twice',
      {
        rules: [
          { leadHours: 24, channel: 'SMS' },
          { leadHours: 24, channel: 'SMS', onlyUnconfirmed: true },
        ],
      },
    ],
    ['too many', { rules: [1, 2, 3, 4, 5, 6, 7].map((leadHours) => ({ leadHours, channel: 'EMAIL' })) }],
    ['a notice that nobody can keep', { clientNoticeHours: 337 }],
    ['null', { rules: null }],
  ])('is not %s', async (_, input) => {
    expect(await api.errorCode(CHANGE, { input: { version: 0, ...input } }, owner.token)).toBe('BAD_USER_INPUT');
    expect(await read(owner)).toEqual(SHIPPED);
  });

  it('is for the management to change, and for the desk to read', async () => {
    const desk = await api.addStaff(owner, 'front_desk');
    expect(await read(desk)).toEqual(SHIPPED);
    expect(await api.errorCode(CHANGE, { input: { version: 0, rules: [] } }, desk.token)).toBe('FORBIDDEN');
  });
});
