import type { StaffActor } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { ADD, FULL, PAGE, READ, READ_DRAFT, Room, SAVE, SIGN, START, UNSIGNED } from './session-notes-room.js';
import type { NoteView } from './session-notes-room.js';

const HOUR_MS = 3_600_000;

describe('session notes', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let room: Room;
  let therapist: StaffActor;
  let token: string;
  let client: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    room = new Room(api, clinic);
    therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
    token = await room.token(therapist);
    client = clinic.clientIds[0]!;
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const own = (more: Partial<Parameters<Room['visit']>[0]> = {}): Promise<string> =>
    room.visit({ clientId: client, therapistId: therapist.therapistId!, ...more });

  describe('as drafts', () => {
    it('keep what was written, version by version', async () => {
      const visit = await own({ status: 'arrived' });
      const first = await room.save(visit, token, { subjective: 'Stiff.' });
      expect(first).toMatchObject({ version: 1, savedByMembershipId: therapist.membershipId });
      expect(await room.save(visit, token, FULL, 1)).toMatchObject({ id: first.id, version: 2 });
      const { sessionNoteDraft } = await api.data<{ sessionNoteDraft: { content: object } }>(
        READ_DRAFT,
        { appointmentId: visit },
        token,
      );
      expect(sessionNoteDraft.content).toMatchObject({
        ...FULL,
        consent: { treatment: 'GIVEN', remark: null, written: [] },
      });
    });

    it.each([
      ['booked', 'BOOKED'],
      ['confirmed', 'CONFIRMED'],
      ['cancelled', 'CANCELLED'],
      ['no_show', 'NO_SHOW'],
    ])('are not written of a visit that is %s', async (status, name) => {
      // Another visit keeps the client among those whom the therapist treats.
      await own({ startsIn: -500 });
      const visit = await own({ status });
      const answer = await room.ask(SAVE, { input: { appointmentId: visit, note: FULL } }, token);
      expect(answer).toEqual({ __typename: 'WrongStatus', status: name });
    });

    it.each(['arrived', 'in_session', 'completed'])('are written of a visit that is %s', async (status) => {
      expect(await room.save(await own({ status }), token)).toMatchObject({ version: 1 });
    });

    it('of two devices that saw the same version the second is told what the first saved, and nothing is lost', async () => {
      const visit = await own();
      const { id } = await room.save(visit, token, { subjective: 'Stiff.' });
      const inputs = ['Again in a week.', 'Again in a month.'].map((plan) => ({
        input: { appointmentId: visit, version: 1, note: { subjective: 'Stiff.', plan } },
      }));
      const answers = await Promise.all(inputs.map((input) => room.ask(SAVE, input, token)));
      const won = answers.findIndex(({ draft }) => draft);
      const [winner, loser] = [answers[won]!, answers[1 - won]!];
      expect(winner.draft).toMatchObject({ id, version: 2 });
      expect(loser).toMatchObject({
        __typename: 'DraftConflict',
        currentVersion: 2,
        current: { ...winner.draft, savedByMembershipId: therapist.membershipId },
        differences: [{ field: 'plan', change: 'CHANGED' }],
      });
      expect(loser.current!.savedAt).toBe(winner.draft!.savedAt);
      expect(await api.audited(clinic.practiceId)).toContain('session_note_draft.read');
      const merged = { ...inputs[1 - won]!.input, version: loser.currentVersion };
      expect((await room.ask(SAVE, { input: merged }, token)).draft).toMatchObject({ version: 3 });
    });

    it('of two devices that both begin, one does', async () => {
      const visit = await own();
      const begin = (subjective: string) =>
        room.ask(SAVE, { input: { appointmentId: visit, note: { subjective } } }, token);
      const answers = await Promise.all([begin('On the tablet.'), begin('At the desk.')]);
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['DraftConflict', 'SessionNoteDraftPayload']);
      const rows = await clinic.sql('SELECT version FROM session_note_drafts WHERE appointment_id = $1', [visit]);
      expect(rows).toEqual([{ version: 1 }]);
    });

    it('a save that is asked for twice under one key is done once', async () => {
      const visit = await own();
      const save = () => room.ask(SAVE, { input: { appointmentId: visit, note: FULL }, key: 'autosave 1' }, token);
      const [first, again] = await Promise.all([save(), save()]);
      expect(first.draft).toMatchObject({ version: 1 });
      expect(again.draft).toEqual(first.draft);
    });

    it('refuse what is no note, by field and rule', async () => {
      const note = {
        ...FULL,
        findings: [{ ...FULL.findings[0]!, intensity: 11 }],
        recommendation: { interval: 'bi-weekly' },
      };
      const { extensions } = await room.error(SAVE, { input: { appointmentId: await own(), note } }, token);
      expect(extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        violations: [
          { field: 'findings.0.intensity', rule: 'range' },
          { field: 'recommendation.interval', rule: 'interval' },
        ],
      });
    });
  });

  describe('when they are signed', () => {
    it('stand under the visit’s client, and their draft is gone', async () => {
      const visit = await own();
      const note = await room.sign(visit, token);
      expect(note).toMatchObject({ appointmentId: visit, clientId: client, author: 'Sam', addenda: [] });
      expect(await room.ask(READ, { appointmentId: visit }, token)).toEqual(note);
      expect(await room.ask(READ_DRAFT, { appointmentId: visit }, token)).toBeNull();
      const facts = await clinic.sql(
        `SELECT payload FROM outbox WHERE practice_id = $1 AND fact = 'session_note.signed'`,
        [clinic.practiceId],
      );
      expect(facts).toEqual([{ payload: { noteId: note.id, appointmentId: visit, clientId: client } }]);
      expect(await api.audited(clinic.practiceId)).toEqual(
        expect.arrayContaining(['session_note.draft_saved', 'session_note.signed', 'clinical_record.read']),
      );
    });

    it('say what is missing', async () => {
      const { id } = await room.save(await own(), token, { ...FULL, plan: '', consent: null });
      const answer = await room.ask(SIGN, { id, version: 1 }, token);
      expect(answer.__typename).toBe('NoteNotSignable');
      expect(answer.violations!.map(({ field, rule }) => [field, rule])).toEqual([
        ['plan', 'required'],
        ['consent', 'required'],
      ]);
    });

    it('have a consent in writing for each sensitive area, of this session', async () => {
      const techniques = [{ ...FULL.techniques[0]!, sites: [{ region: 'GLUTEAL', side: 'LEFT' }] }];
      const visit = await own();
      const { id } = await room.save(visit, token, { ...FULL, techniques });
      const refused = await room.ask(SIGN, { id, version: 1 }, token);
      expect(refused.violations!.map(({ rule }) => rule)).toEqual(['sensitiveArea']);
      const sign = async (signedAt: Date, version: number) => {
        const written = [{ region: 'GLUTEAL', signedBy: 'Ana Client', signedAt: signedAt.toISOString() }];
        await room.save(visit, token, { ...FULL, techniques, consent: { treatment: 'GIVEN', written } }, version);
        return room.ask(SIGN, { id, version: version + 1 }, token);
      };
      const stale = await sign(new Date(Date.now() - 7 * 24 * HOUR_MS), 1);
      expect(stale.violations!.map(({ rule }) => rule)).toEqual(['thisSession']);
      const signed = await sign(new Date(Date.now() - 1.1 * HOUR_MS), 2);
      expect(signed.note).toMatchObject({ content: { consent: { written: [{ region: 'GLUTEAL' }] } } });
    });

    it('are those that were read: a newer version is not signed unseen', async () => {
      const visit = await own();
      const { id } = await room.save(visit, token);
      await room.save(visit, token, { ...FULL, plan: 'Another plan.' }, 1);
      const answer = await room.ask(SIGN, { id, version: 1 }, token);
      expect(answer).toMatchObject({
        __typename: 'DraftConflict',
        currentVersion: 2,
        current: { content: { plan: 'Another plan.' } },
      });
    });

    it('twice at once, are signed once', async () => {
      const visit = await own();
      const { id } = await room.save(visit, token);
      const answers = await Promise.all([1, 2, 3].map(() => room.ask(SIGN, { id, version: 1 }, token)));
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        'AlreadySigned',
        'AlreadySigned',
        'SessionNotePayload',
      ]);
      expect(answers.map((answer) => answer.noteId ?? answer.note!.id)).toEqual([id, id, id]);
      const rows = await clinic.sql('SELECT id FROM session_notes WHERE appointment_id = $1', [visit]);
      expect(rows).toEqual([{ id }]);
    });

    it('twice under one key, answer alike', async () => {
      const { id } = await room.save(await own(), token);
      const sign = () => room.ask(SIGN, { id, version: 1, key: 'signature 1' }, token);
      const [first, again] = [await sign(), await sign()];
      expect(first.note!.id).toBe(id);
      expect(again).toEqual(first);
    });

    it('take no draft any more', async () => {
      const visit = await own();
      const { id } = await room.sign(visit, token);
      for (const version of [undefined, 1]) {
        const answer = await room.ask(SAVE, { input: { appointmentId: visit, version, note: FULL } }, token);
        expect(answer).toEqual({ __typename: 'AlreadySigned', noteId: id });
      }
    });

    it('wait while their visit is one that has not taken place', async () => {
      const visit = await own({ status: 'arrived' });
      const { id } = await room.save(visit, token);
      await own({ startsIn: -500 });
      await clinic.sql(`UPDATE appointments SET status = 'no_show' WHERE id = $1`, [visit]);
      expect(await room.ask(SIGN, { id, version: 1 }, token)).toEqual({ __typename: 'WrongStatus', status: 'NO_SHOW' });
    });

    it('go with a client whose records were merged while the draft was open', async () => {
      const visit = await own({ status: 'in_session' });
      const { id } = await room.save(visit, token);
      const standing = clinic.clientIds[1]!;
      await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [client, standing]);
      await clinic.sql('UPDATE appointments SET client_id = $2 WHERE id = $1', [visit, standing]);
      expect((await room.ask(SIGN, { id, version: 1 }, token)).note).toMatchObject({
        clientId: standing,
        content: { plan: FULL.plan },
      });
    });
  });

  describe('that start from the last one', () => {
    it('take over what is looked at again, and no consent, score or reaction', async () => {
      await room.sign(await own({ startsIn: -3000 }), token, { ...FULL, plan: 'An older plan.' });
      await room.sign(await own({ startsIn: -300 }), token);
      const visit = await own();
      const { draft } = await room.ask(START, { appointmentId: visit }, token);
      expect(draft!.content).toEqual({
        ...{ subjective: '', objective: '', reaction: '', consent: null, scoresBefore: [], scoresAfter: [] },
        ...{ assessment: FULL.assessment, plan: FULL.plan, findings: FULL.findings, techniques: FULL.techniques },
        ...{ selfCare: FULL.selfCare, recommendation: FULL.recommendation },
      });
      expect((await room.ask(SIGN, { id: draft!.id, version: 1 }, token)).__typename).toBe('NoteNotSignable');
    });

    it('write over no draft that is there, and need a last one', async () => {
      const visit = await own();
      expect((await room.ask(START, { appointmentId: visit }, token)).__typename).toBe('NoEarlierNote');
      await room.sign(await own({ startsIn: -300 }), token);
      await room.save(visit, token, { subjective: 'Already at it.' });
      const answer = await room.ask(START, { appointmentId: visit }, token);
      expect(answer).toMatchObject({
        __typename: 'DraftConflict',
        current: { content: { subjective: 'Already at it.' } },
      });
    });
  });

  describe('and their addenda', () => {
    const add = (noteId: string, by: string, text: string, key?: string) =>
      room.ask(ADD, { input: { noteId, reason: 'The side was wrong.', text }, key }, by);

    it('keep order and authors, also of those who write at once', async () => {
      const note = await room.sign(await own(), token);
      const colleague = await clinic.actor('therapist', clinic.therapistIds[1]);
      await clinic.sql('UPDATE memberships SET name = $2 WHERE id = $1', [colleague.membershipId, 'Cora']);
      await room.visit({ clientId: client, therapistId: colleague.therapistId!, startsIn: 3000, status: 'booked' });
      const other = await room.token(colleague);
      await Promise.all(
        Array.from({ length: 12 }, (_, n) => add(note.id, n % 2 ? other : token, `${n % 2 ? 'Cora' : 'Sam'} ${n}`)),
      );
      const { addenda } = (await room.ask(READ, { id: note.id }, token)) as unknown as NoteView;
      expect(addenda.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
      for (const { author, text, reason } of addenda) {
        expect(text.split(' ')[0]).toBe(author);
        expect(reason).toBe('The side was wrong.');
      }
      expect(new Set(addenda.map(({ text }) => text)).size).toBe(12);
    });

    it('are added once under one key, and leave the note as it is', async () => {
      const note = await room.sign(await own(), token);
      const [once, again] = [
        await add(note.id, token, 'The right side.', 'addendum 1'),
        await add(note.id, token, 'The right side.', 'addendum 1'),
      ];
      expect(once.note).toEqual({
        ...note,
        addenda: [{ sequence: 1, author: 'Sam', reason: 'The side was wrong.', text: 'The right side.' }],
      });
      expect(again).toEqual(once);
    });

    it('say why and what', async () => {
      const note = await room.sign(await own(), token);
      const { extensions } = await room.error(ADD, { input: { noteId: note.id, reason: ' ', text: '' } }, token);
      expect(extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        violations: [{ field: 'reason' }, { field: 'text' }],
      });
    });
  });

  describe('that are not signed yet', () => {
    const list = async () => {
      const { edges } = (await room.ask(UNSIGNED, {}, token)) as unknown as {
        edges: { node: Record<string, unknown> }[];
      };
      return edges.map(({ node }) => node);
    };

    it('are listed for their author, with visits that have none, and flagged after a day', async () => {
      const [older, draft, signed] = [await own({ startsIn: -26 * 60 }), await own(), await own({ startsIn: -300 })];
      await room.sign(signed, token);
      await own({ startsIn: 300, status: 'booked' });
      const { id } = await room.save(draft, token);
      expect(await list()).toMatchObject([
        { appointmentId: older, draftId: null, overdue: true, appointment: { status: 'COMPLETED' } },
        { appointmentId: draft, draftId: id, overdue: false, client: { givenName: 'Client' } },
      ]);
      api.clock.offset = 24 * HOUR_MS + 60_000;
      expect((await list()).map(({ overdue }) => overdue)).toEqual([true, true]);
    });

    it('come page by page', async () => {
      const visits = [await own({ startsIn: -900 }), await own({ startsIn: -800 }), await own({ startsIn: -700 })];
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = (await room.ask(UNSIGNED, { first: 2, after }, token)) as unknown as {
          edges: { node: { appointmentId: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
        seen.push(...page.edges.map(({ node }) => node.appointmentId));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      expect(seen).toEqual(visits);
    });
  });

  it('are read page by page, the newest visit first, under all records of the person', async () => {
    const merged = clinic.clientIds[1]!;
    const plans = ['one', 'two', 'three', 'four', 'five'];
    for (const [n, plan] of plans.entries()) {
      const visit = await own({ clientId: n % 2 ? merged : client, startsIn: -1000 + n * 100 });
      await room.sign(visit, token, { ...FULL, plan });
    }
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [merged, client]);
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const page = (await room.ask(PAGE, { clientId: client, first: 2, after }, token)) as unknown as {
        edges: { node: NoteView }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...page.edges.map(({ node }) => node.content!['plan']));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(plans.toReversed());
    const { extensions } = await room.error(
      PAGE,
      { clientId: client, after: Buffer.from('["x","y"]').toString('base64url') },
      token,
    );
    expect(extensions.code).toBe('BAD_USER_INPUT');
  });
});
