import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { denials, IntakeDesk, NOTES, ONE_NOTE, READ, treats } from './intake-desk.js';
import type { Intake, Note } from './intake-desk.js';

const DAY_MS = 86_400_000;

describe('an intake form that staff fill in with the client', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: IntakeDesk;
  let client: string;
  let membershipId: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    const [therapist] = clinic.therapistIds as [string];
    [client] = clinic.clientIds as [string];
    await treats(clinic, client, therapist);
    const actor = await clinic.actor('therapist', therapist);
    ({ membershipId } = actor);
    desk = await IntakeDesk.of(api, actor);
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const stateOf = (answers: Note['answers'] | Intake['answers'], id: string) =>
    answers!.find(({ questionId }) => questionId === id);
  const notesOf = async (clientId: string, more: object = {}) => {
    const { intakeNotes } = await api.data<{
      intakeNotes: { edges: { cursor: string; node: Note }[]; pageInfo: { hasNextPage: boolean } };
    }>(NOTES, { clientId, ...more }, desk.token);
    return intakeNotes;
  };

  it('asks the shipped form, keeps what is answered, and goes on where one left off', async () => {
    const intake = await desk.start(client);
    expect(intake).toMatchObject({ clientId: client, version: 1, filler: 'ADULT', isReturnVisit: false });
    expect(intake.form.sections.map(({ id }) => id)).toEqual([
      ...['today', 'aims', 'circulation', 'conditions', 'pregnancy', 'surgery'],
      ...['medicines', 'allergies', 'other_care', 'consultation', 'consent'],
    ]);
    const { intake: saved } = await desk.save(intake, [
      { questionId: 'surgery', yes: true, detail: 'my knee' },
      { questionId: 'pain', scale: 6 },
    ]);
    expect(saved.version).toBe(2);
    expect(saved.visibleQuestionIds).toEqual(expect.arrayContaining(['surgery_on', 'surgery_where']));
    const again = await desk.start(client);
    expect(again).toEqual(saved);
    expect((await api.data<{ intake: Intake }>(READ, { id: intake.id }, desk.token)).intake).toEqual(saved);
  });

  it('takes what fits, and tells of the rest which question breaks which rule', async () => {
    const intake = await desk.start(client);
    const { intake: saved } = await desk.save(intake, [{ questionId: 'aims_in_words', text: 'to sleep' }]);
    const { intake: after, violations } = await desk.save(saved, [
      { questionId: 'pain', scale: 11 },
      { questionId: 'aims', options: ['sleep', 'none'] },
      { questionId: 'surgery', yes: true },
      { questionId: 'surgery_on', date: '2199-01-01' },
      { questionId: 'aims_in_words', text: 'x'.repeat(1001) },
      { questionId: 'signature', refused: true },
      { questionId: 'hiv_status', yes: true },
    ]);
    expect(violations).toMatchObject([
      { questionId: 'aims', rule: 'EXCLUSIVE' },
      { questionId: 'aims_in_words', rule: 'TOO_LONG' },
      { questionId: 'pain', rule: 'OUT_OF_RANGE' },
      { questionId: 'surgery_on', rule: 'NOT_IN_FUTURE', message: 'Please give a date that is not in the future.' },
      { questionId: 'signature', rule: 'NOT_REFUSABLE' },
      { questionId: 'hiv_status', rule: 'UNKNOWN_QUESTION' },
    ]);
    expect(stateOf(after.answers, 'surgery')).toMatchObject({ state: 'ANSWERED', yes: true });
    expect(stateOf(after.answers, 'aims_in_words')).toMatchObject({ state: 'ANSWERED', text: 'to sleep' });
    expect(stateOf(after.answers, 'pain')).toMatchObject({ state: 'NOT_ANSWERED' });
  });

  it('drops what a question was told that is hidden by now', async () => {
    const { intake } = await desk.save(await desk.start(client), [
      { questionId: 'surgery', yes: true },
      { questionId: 'surgery_on', date: '2026-01-31' },
    ]);
    const { intake: hidden } = await desk.save(intake, [{ questionId: 'surgery', yes: false }]);
    expect(stateOf(hidden.answers, 'surgery_on')).toMatchObject({ state: 'NOT_ASKED', date: null });
    const { intake: shown } = await desk.save(hidden, [{ questionId: 'surgery', yes: true }]);
    expect(stateOf(shown.answers, 'surgery_on')).toMatchObject({ state: 'NOT_ANSWERED', date: null });
  });

  it('lets the second of two who save at once know, and loses nothing', async () => {
    const intake = await desk.start(client);
    const both = await Promise.all([
      desk.save(intake, [{ questionId: 'pain', scale: 3 }]),
      desk.save(intake, [{ questionId: 'pain', scale: 7 }]),
    ]);
    const kinds = both.map(({ __typename }) => __typename).sort();
    expect(kinds).toEqual(['SaveIntakeAnswersPayload', 'VersionConflict']);
    expect(both.find(({ __typename }) => __typename === 'VersionConflict')).toMatchObject({ currentVersion: 2 });
  });

  it('cannot be submitted while anything that must be said is open, and is not submitted by halves', async () => {
    const intake = await desk.start(client);
    const refused = await desk.submit(intake);
    expect(refused.__typename).toBe('UnfinishedIntake');
    expect(refused.violations.map(({ questionId }) => questionId)).toEqual(
      denials(intake).map(({ questionId }) => questionId),
    );
    const { intake: unsigned } = await desk.save(
      intake,
      denials(intake).filter(({ questionId }) => questionId !== 'signature'),
    );
    expect((await desk.submit(unsigned)).violations).toMatchObject([{ questionId: 'signature', rule: 'REQUIRED' }]);
    expect((await notesOf(client)).edges).toEqual([]);
    expect((await desk.start(client)).version).toBe(2);
  });

  it('becomes a note with form, author, signature and verdict, and is gone as a draft', async () => {
    const note = await desk.complete(
      client,
      { questionId: 'aims', options: ['sleep', 'stress'] },
      { questionId: 'bones', refused: true },
    );
    expect(note).toMatchObject({
      ...{ clientId: client, filledInBy: 'STAFF', filler: 'ADULT', submittedById: membershipId },
      ...{ signedBy: 'Ann Example', previousNoteId: null, changedSections: null, formVersion: { number: 1 } },
      // A question that was refused keeps the client from being screened as clear.
      verdictLevel: 'NOT_SCREENED',
    });
    expect(stateOf(note.answers, 'bones')).toMatchObject({ state: 'REFUSED', options: null });
    expect(stateOf(note.answers, 'fracture_where')).toMatchObject({ state: 'NOT_ASKED' });
    expect(stateOf(note.answers, 'aims')).toMatchObject({ state: 'ANSWERED', options: ['sleep', 'stress'] });
    expect(stateOf(note.answers, 'pain')).toMatchObject({ state: 'NOT_ANSWERED' });
    const drafts = await clinic.sql('SELECT id FROM intake_drafts WHERE practice_id = $1', [clinic.practiceId]);
    expect(drafts).toEqual([]);
    expect((await api.data<{ intakeNote: Note }>(ONE_NOTE, { id: note.id }, desk.token)).intakeNote).toEqual(note);
  });

  it.each([
    ['CLEAR', []],
    ['ADAPT', [{ questionId: 'blood_pressure', option: 'controlled' }]],
    ['CLEARANCE', [{ questionId: 'circulation', options: ['aneurysm'] }]],
    ['DEFER', [{ questionId: 'state_today', options: ['infection'] }]],
    ['EMERGENCY', [{ questionId: 'red_flags', options: ['chest_pain'] }]],
  ])('says %s of the client, whatever is booked', async (level, answers) => {
    expect((await desk.complete(client, ...answers)).verdictLevel).toBe(level);
  });

  it('has screening count these answers from now on', async () => {
    await desk.complete(client, { questionId: 'circulation', options: ['aneurysm'] });
    const profiles = await clinic.sql('SELECT client_id AS "clientId" FROM risk_profiles WHERE practice_id = $1', [
      clinic.practiceId,
    ]);
    expect(profiles).toEqual([{ clientId: client }]);
    const facts = await clinic.sql<{ fact: string; payload: object }>(
      `SELECT fact, payload FROM outbox WHERE practice_id = $1 AND fact LIKE 'intake%'`,
      [clinic.practiceId],
    );
    expect(facts).toEqual([
      { fact: 'intake_note.submitted', payload: { intakeNoteId: expect.any(String), clientId: client } },
    ]);
  });

  it('shows emergency advice at once, and has staff look before anything is submitted', async () => {
    const intake = await desk.start(client);
    expect(intake.emergencyAdvice).toBeNull();
    const { intake: flagged } = await desk.save(intake, [{ questionId: 'red_flags', options: ['chest_pain'] }]);
    expect(flagged.emergencyAdvice).toMatchObject({ number: '112', title: [{ text: 'Please get medical help now' }] });
    const open = () =>
      clinic.sql<{ kind: string; audience: string }>(
        `SELECT kind, audience FROM follow_ups WHERE practice_id = $1 AND client_id = $2 AND kind = 'emergency_answers' ORDER BY audience`,
        [clinic.practiceId, client],
      );
    const both = [
      { kind: 'emergency_answers', audience: 'desk' },
      { kind: 'emergency_answers', audience: 'therapist' },
    ];
    expect(await open()).toEqual(both);
    const { intake: done } = await desk.save(flagged, denials(flagged));
    expect((await desk.submit(done)).emergencyAdvice).toMatchObject({ number: '112' });
    expect(await open()).toEqual(both);
  });

  it('asks a returning client for today and for what has changed, and carries over the rest', async () => {
    const first = await desk.complete(
      client,
      { questionId: 'medicines', options: ['anticoagulant'] },
      { questionId: 'medicines_named', text: 'warfarin' },
      { questionId: 'bones', refused: true },
      { questionId: 'allergies', options: ['nut'] },
    );
    api.clock.offset = 30 * DAY_MS;
    const intake = await desk.start(client);
    expect(intake.isReturnVisit).toBe(true);
    expect(intake.form.sections[0]?.id).toBe('changes');
    expect(intake.visibleQuestionIds).toEqual([
      ...['changes', 'red_flags', 'state_today', 'places_today', 'consent_treatment', 'consent_truth', 'signature'],
    ]);
    const { intake: opened } = await desk.save(intake, [{ questionId: 'changes', options: ['medicines'] }]);
    expect(stateOf(opened.answers, 'medicines_named')).toMatchObject({ state: 'ANSWERED', text: 'warfarin' });
    const { intake: changed } = await desk.save(opened, [
      { questionId: 'medicines', options: ['none'] },
      { questionId: 'medicines_named', text: '' },
    ]);
    const { intake: done } = await desk.save(changed, denials(changed));
    const { note } = await desk.submit(done);
    expect(note).toMatchObject({ previousNoteId: first.id, changedSections: ['medicines'] });
    expect(stateOf(note.answers, 'medicines')).toMatchObject({ options: ['none'] });
    expect(stateOf(note.answers, 'medicines_named')).toMatchObject({ state: 'NOT_ANSWERED' });
    expect(stateOf(note.answers, 'allergies')).toMatchObject({ options: ['nut'] });
    expect(stateOf(note.answers, 'bones')).toMatchObject({ state: 'REFUSED' });
    expect(note.answers!.map(({ questionId }) => questionId)).not.toContain('changes');
    const { intakeNote } = await api.data<{ intakeNote: Note }>(ONE_NOTE, { id: first.id }, desk.token);
    expect(stateOf(intakeNote.answers, 'medicines_named')).toMatchObject({ text: 'warfarin' });
  });

  it('asks a returning client to answer what must be said before it is submitted', async () => {
    await desk.complete(client);
    const intake = await desk.start(client);
    const { violations } = await desk.submit(intake);
    expect(violations.map(({ questionId }) => questionId)).toEqual([
      ...['changes', 'red_flags', 'state_today', 'places_today', 'consent_treatment', 'consent_truth', 'signature'],
    ]);
  });

  it('is signed by a guardian for a minor', async () => {
    await clinic.sql(`UPDATE clients SET birth_date = now() - interval '12 years', guardian_name = 'G' WHERE id = $1`, [
      client,
    ]);
    const intake = await desk.start(client);
    expect(intake.filler).toBe('GUARDIAN');
    const note = await desk.complete(client);
    expect(note.filler).toBe('GUARDIAN');
    expect(stateOf(note.answers, 'guardian_signature')).toMatchObject({ signature: 'Ann Example' });
    expect(stateOf(note.answers, 'guardian_relationship')).toMatchObject({ text: 'her mother' });
    expect(stateOf(note.answers, 'signature')).toBeUndefined();
  });

  it('lists all notes of a person, under each record that was merged, page by page', async () => {
    const [, other] = clinic.clientIds as [string, string];
    await treats(clinic, other, clinic.therapistIds[0]!);
    const first = await desk.complete(client);
    const second = await desk.complete(other);
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [client, other]);
    const third = await desk.complete(client);
    expect(third.clientId).toBe(other);
    expect(third.previousNoteId).toBe(second.id);
    const page = await notesOf(client, { first: 2 });
    expect(page.edges.map(({ node }) => node.id)).toEqual([third.id, second.id]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const rest = await notesOf(other, { first: 2, after: page.edges[1]!.cursor });
    expect(rest.edges.map(({ node }) => node.id)).toEqual([first.id]);
  });

  it('shows nothing of another person once their records were parted again', async () => {
    const [, other] = clinic.clientIds as [string, string];
    await treats(clinic, other, clinic.therapistIds[0]!);
    await desk.complete(
      other,
      { questionId: 'medicines', options: ['anticoagulant'] },
      { questionId: 'medicines_named', text: 'warfarin' },
    );
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [other, client]);
    const { intake } = await desk.save(await desk.start(client), [{ questionId: 'changes', options: ['medicines'] }]);
    expect(stateOf(intake.answers, 'medicines_named')).toMatchObject({ text: 'warfarin' });
    await clinic.sql('UPDATE clients SET merged_into_id = NULL WHERE id = $1', [other]);
    expect(await api.errorCode(READ, { id: intake.id }, desk.token)).toBe('NOT_FOUND');
    const again = await desk.start(client);
    expect(again.isReturnVisit).toBe(false);
    expect(JSON.stringify(again.answers)).not.toContain('warfarin');
    const { previousNoteId, changedSections, answers } = await desk.complete(client);
    expect({ previousNoteId, changedSections }).toEqual({ previousNoteId: null, changedSections: null });
    expect(JSON.stringify(answers)).not.toContain('warfarin');
  });
});
