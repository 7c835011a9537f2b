import { newId } from '../../src/kernel/index.js';
import type { Role } from '../../src/kernel/index.js';
import { LATER_REASONS, REFUSAL_REASONS } from '../../src/platform/notifications/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

interface Ledger {
  messages: {
    edges: {
      node: {
        id: string;
        state: string;
        reason: string | null;
        why: string | null;
        step: string;
        client: { id: string } | null;
      };
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}
const LEDGER = `query ($first: Int = 25, $after: String, $states: [MessageState!], $kinds: [MessageKind!], $clientId: ID, $subjectId: ID) {
  messages(first: $first, after: $after, states: $states, kinds: $kinds, clientId: $clientId, subjectId: $subjectId) {
    edges { node { id state reason why step client { id } } } pageInfo { hasNextPage endCursor } } }`;
const RESEND = `mutation ($id: ID!) { resendMessage(id: $id) { __typename ... on ResendMessagePayload { copy { id state step attempts nextAt } }
  ... on MessageNotResent { message } } }`;
const SET = `mutation ($input: SetMessageTextInput!) { setMessageText(input: $input) { __typename
  ... on MessageTextPayload { text { subject body isOwn version } } ... on MessageTextRefused { field rule message } ... on VersionConflict { currentVersion } } }`;
const PREVIEW = `query ($input: MessageTextInput!) { previewMessageText(input: $input) { __typename ... on MessagePreview { subject text } ... on MessageTextRefused { rule } } }`;

describe('messages', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: string;
  let manager: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  const tokenOf = async (role: Role): Promise<string> => tokenFor(api.app, await clinic.actor(role));

  beforeEach(async () => {
    clinic = await createClinic(api.database);
    [desk, manager] = [await tokenOf('front_desk'), await tokenOf('manager')];
  });
  afterEach(() => clinic.close());

  /** A message as the ledger has it. */
  const given = async (
    over: {
      state?: string;
      reason?: string | null;
      hours?: number;
      client?: number;
      kind?: string;
      useful?: string;
    } = {},
  ): Promise<string> => {
    const {
      state = 'failed',
      reason = 'bad_address',
      hours = 0,
      client = 0,
      kind = 'appointment_reminder',
      useful = null,
    } = over;
    const id = newId();
    await clinic.sql(
      `INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, clinic_id, due_at, ready_at, look_at, useful_until, state, reason, created_at)
       VALUES ($1, $2, $3, $4, 'v1', '48h', 'email', $5, $6, now() + $7 * interval '1 hour', now() + $7 * interval '1 hour',
         CASE WHEN $8 IN ('planned', 'sending') THEN now() END, $9::timestamptz, $8, $10, now() + $7 * interval '1 hour')`,
      [clinic.practiceId, id, kind, newId(), clinic.clientIds[client], clinic.clinicId, hours, state, useful, reason],
    );
    return id;
  };
  const ledger = (variables: Record<string, unknown> = {}, token = desk): Promise<Ledger> =>
    api.data<Ledger>(LEDGER, variables, token);
  const idsIn = ({ messages }: Ledger): string[] => messages.edges.map(({ node }) => node.id);

  describe('the ledger', () => {
    it('says of each message whether it went out, and why not', async () => {
      const dropped = await given({ state: 'dropped', reason: 'no_consent' });
      const later = await given({ state: 'planned', reason: 'unreachable', hours: -1 });
      const sent = await given({ state: 'sent', reason: null, hours: -2 });
      const { messages } = await ledger();
      expect(messages.edges.map(({ node }) => [node.id, node.state, node.why])).toEqual([
        [dropped, 'DROPPED', 'The client has not agreed to such messages.'],
        [later, 'PLANNED', LATER_REASONS.unreachable],
        [sent, 'SENT', null],
      ]);
    });

    it('tells the history of one', async () => {
      const id = await given();
      await clinic.sql(
        `INSERT INTO message_events (practice_id, message_id, at, state, attempt, reason)
         SELECT $1, $2, now() + n * interval '1 minute', s, n, r FROM (VALUES (1, 'sending', NULL), (2, 'failed', 'bad_address')) AS e(n, s, r)`,
        [clinic.practiceId, id],
      );
      const { message } = await api.data<{ message: { history: object[] } }>(
        `query ($id: ID!) { message(id: $id) { history { state attempt reason } } }`,
        { id },
        desk,
      );
      expect(message.history).toEqual([
        { state: 'SENDING', attempt: 1, reason: null },
        { state: 'FAILED', attempt: 2, reason: REFUSAL_REASONS.bad_address },
      ]);
    });

    it('is asked for by state, kind, client and subject, page by page', async () => {
      const failed = [await given(), await given({ hours: -1 }), await given({ hours: -2, kind: 'recall_reminder' })];
      const other = await given({ client: 1, hours: -3, state: 'sent', reason: null });
      expect(idsIn(await ledger({ states: ['FAILED'] }))).toEqual(failed);
      expect(idsIn(await ledger({ kinds: ['RECALL_REMINDER'] }))).toEqual([failed[2]]);
      expect(idsIn(await ledger({ clientId: clinic.clientIds[1] }))).toEqual([other]);
      const first = await ledger({ first: 3 });
      expect(idsIn(first)).toEqual(failed);
      expect(idsIn(await ledger({ first: 3, after: first.messages.pageInfo.endCursor }))).toEqual([other]);
    });

    it('shows what went to a record that was merged with the client’s', async () => {
      const id = await given({ client: 1 });
      await clinic.sql('UPDATE clients SET merged_into_id = $1 WHERE id = $2', [
        clinic.clientIds[0],
        clinic.clientIds[1],
      ]);
      expect(idsIn(await ledger({ clientId: clinic.clientIds[0] }))).toEqual([id]);
    });

    it('is summed up by kind', async () => {
      await given({ state: 'sent', reason: null, hours: -1 });
      await given({ state: 'dropped', reason: 'no_consent', hours: -2 });
      await given({ state: 'planned', reason: null, hours: -1 });
      await given({ state: 'planned', reason: null, hours: 1 });
      await given({ kind: 'recall_reminder', hours: -1 });
      await given({ kind: 'recall_reminder', hours: -50 });
      const since = new Date(Date.now() - 24 * 3_600_000);
      const { messageFigures } = await api.data<{ messageFigures: object[] }>(
        `query ($since: DateTime!) { messageFigures(since: $since) { kind due late sent failed dropped } }`,
        { since },
        desk,
      );
      expect(messageFigures).toEqual([
        { kind: 'APPOINTMENT_REMINDER', due: 1, late: 1, sent: 1, failed: 0, dropped: 1 },
        { kind: 'RECALL_REMINDER', due: 0, late: 0, sent: 0, failed: 1, dropped: 0 },
      ]);
    });

    it('is another practice’s own', async () => {
      const id = await given();
      const strangers = await createClinic(api.database);
      const token = await tokenFor(api.app, await strangers.actor('owner'));
      expect(idsIn(await ledger({}, token))).toEqual([]);
      const { errors } = await api.graphql('query ($id: ID!) { message(id: $id) { id } }', { id }, token);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
      const { errors: refused } = await api.graphql(RESEND, { id }, token);
      expect(refused?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
      await strangers.close();
    });
  });

  describe('sending once more', () => {
    interface Resent {
      resendMessage: { __typename: string; copy: { id: string } };
    }
    const resend = (id: string) => api.data<Resent>(RESEND, { id }, desk);

    it('makes a new message, and leaves the old one as it was', async () => {
      const id = await given();
      const { resendMessage } = await resend(id);
      expect(resendMessage).toMatchObject({
        __typename: 'ResendMessagePayload',
        copy: { state: 'PLANNED', step: '48h', attempts: 0 },
      });
      const { messages } = await ledger();
      expect(messages.edges.map(({ node }) => node.state).sort()).toEqual(['FAILED', 'PLANNED']);
    });

    it('makes two where two ask at once, each on purpose', async () => {
      const id = await given();
      const answers = await Promise.all([resend(id), resend(id)]);
      expect(new Set(answers.map(({ resendMessage }) => resendMessage.copy.id)).size).toBe(2);
    });

    it.each([
      ['is still to go out', { state: 'planned', reason: null }],
      ['is on its way', { state: 'sending', reason: null }],
      ['would be of no use', { useful: '2026-01-01T00:00:00Z' }],
    ])('is refused for one that %s', async (_, over) => {
      const { resendMessage } = await resend(await given(over));
      expect(resendMessage.__typename).toBe('MessageNotResent');
      expect(idsIn(await ledger())).toHaveLength(1);
    });
  });

  describe('texts', () => {
    const INPUT = {
      key: 'APPOINTMENT_REMINDER',
      channel: 'EMAIL',
      language: 'en',
      subject: 'See you on {{ date }}',
      body: 'Dear {{ first_name }},\n\n{{ link }}',
    };
    const set = async (over: object = {}, token = manager) =>
      (
        await api.data<{ setMessageText: Record<string, unknown> }>(
          SET,
          { input: { ...INPUT, version: 0, ...over } },
          token,
        )
      ).setMessageText;

    it('that ship are there, and a practice’s own take their place', async () => {
      const own = async () => {
        const { messageTexts } = await api.data<{ messageTexts: { key: string; channel: string; isOwn: boolean }[] }>(
          '{ messageTexts { key channel isOwn } }',
          {},
          manager,
        );
        return messageTexts.filter(({ isOwn }) => isOwn).map(({ key, channel }) => `${key} ${channel}`);
      };
      expect(await own()).toEqual([]);
      expect(await set()).toMatchObject({ text: { subject: INPUT.subject, isOwn: true, version: 1 } });
      expect(await own()).toEqual(['APPOINTMENT_REMINDER EMAIL']);
      await api.data(
        `mutation { resetMessageText(input: { key: APPOINTMENT_REMINDER, channel: EMAIL, version: 1 }) { __typename } }`,
        {},
        manager,
      );
      expect(await own()).toEqual([]);
    });

    it('in another language stand under it, also once they are taken back', async () => {
      const german = { ...INPUT, language: 'de', subject: 'Bis {{ date }}' };
      expect(await set(german)).toMatchObject({ text: { isOwn: true, version: 1 } });
      const { resetMessageText } = await api.data<{ resetMessageText: object }>(
        `mutation { resetMessageText(input: { key: APPOINTMENT_REMINDER, channel: EMAIL, language: "de", version: 1 }) {
          ... on MessageTextPayload { text { language isOwn version } } } }`,
        {},
        manager,
      );
      expect(resetMessageText).toEqual({ text: { language: 'de', isOwn: false, version: 2 } });
      const { messageTexts } = await api.data<{ messageTexts: { language: string }[] }>(
        '{ messageTexts { language isOwn version variables } }',
        {},
        manager,
      );
      expect(messageTexts.at(-1)).toMatchObject({ language: 'de', isOwn: false, version: 2 });
      expect(messageTexts.at(-1)).toHaveProperty('variables', expect.arrayContaining(['first_name', 'link']));
    });

    it('are not lost where two write at once', async () => {
      const answers = await Promise.all([set(), set({ subject: 'Another' })]);
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['MessageTextPayload', 'VersionConflict']);
    });

    it.each([
      ['subject', 'unknown_variable', { subject: 'For {{ family_name }}' }],
      ['body', 'not_plain', { body: '{% if x %}{{ link }}{% endif %}' }],
      ['body', 'clinical_word', { body: 'Your deep tissue massage: {{ link }}' }],
      ['subject', 'clinical_word', { subject: 'Still sore?' }],
      ['body', 'link_missing', { body: 'See you!' }],
      ['subject', 'subject_missing', { subject: null }],
      ['subject', 'no_subject', { channel: 'SMS' }],
    ])('are refused by their %s: %s', async (field, rule, over) => {
      expect(await set(over)).toMatchObject({ __typename: 'MessageTextRefused', field, rule });
    });

    it('read in a preview as a client would read them', async () => {
      const { previewMessageText } = await api.data<{ previewMessageText: object }>(PREVIEW, { input: INPUT }, manager);
      expect(previewMessageText).toEqual({
        __typename: 'MessagePreview',
        subject: 'See you on Monday, March 1, 2027',
        text: 'Dear Robin,\n\nhttps://example.com/…',
      });
    });

    it('are the management’s', async () => {
      const { errors } = await api.graphql(SET, { input: { ...INPUT, version: 0 } }, desk);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    });
  });
});
