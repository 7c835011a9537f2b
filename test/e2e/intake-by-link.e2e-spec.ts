import { NotFound, Unauthenticated } from '../../src/kernel/index.js';
import type { ClientActor } from '../../src/kernel/index.js';
import { IssueClientLink } from '../../src/modules/access/index.js';
import { QuestionKind, REFUSED, visibleQuestions } from '../../src/modules/intake-notes/domain/index.js';
import type { Answer, Question } from '../../src/modules/intake-notes/domain/index.js';
import {
  ReadIntakeForLink,
  ReadIntakeNotes,
  SaveIntakeAnswers,
  StartIntake,
  SubmitIntake,
} from '../../src/modules/intake-notes/index.js';
import type { Intake } from '../../src/modules/intake-notes/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { IntakeDesk, treats } from './intake-desk.js';

const DAY_MS = 86_400_000;

describe('an intake form that a client fills in by a link', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let client: string;
  let actor: ClientActor;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    [client] = clinic.clientIds as [string];
    actor = await linkFor(client);
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const use = <T>(useCase: new (...args: never[]) => T): T => api.app.get(useCase, { strict: false });
  const linkFor = async (clientId: string): Promise<ClientActor> => {
    const desk = await clinic.actor('front_desk');
    const { link } = await use(UnitOfWork).do(desk, (tx) =>
      use(IssueClientLink).execute(tx, { clientId, purpose: 'intake', days: 7 }),
    );
    return { kind: 'client', practiceId: clinic.practiceId, clientId, linkId: link.id };
  };
  const start = async (by = actor): Promise<Intake> => {
    const outcome = await use(StartIntake).execute(by, { clientId: by.clientId });
    if (!outcome.ok) throw new Error(outcome.refusal.kind);
    return outcome.value;
  };
  const save = async ({ draft }: Intake, answers: Record<string, Answer | null>, by = actor) => {
    const saved = await use(SaveIntakeAnswers).execute(by, { intakeId: draft.id, version: draft.version, answers });
    if (!saved.ok) throw new Error(saved.refusal.kind);
    return saved.value;
  };
  const submit = ({ draft }: Intake, by = actor) =>
    use(SubmitIntake).execute(by, { intakeId: draft.id, version: draft.version });
  const read = (by = actor) => use(ReadIntakeForLink).execute(by);
  const complete = async (by = actor, own: Record<string, Answer> = {}) => {
    const begun = await start(by);
    const open = visibleQuestions(begun.form, own).filter(({ id, required }) => required && !(id in own));
    const denials = Object.fromEntries(open.map((question) => [question.id, denial(question)]));
    const { intake, violations } = await save(begun, { ...denials, ...own }, by);
    expect(violations).toEqual([]);
    const submitted = await submit(intake, by);
    if (!submitted.ok) throw new Error(submitted.refusal.kind);
    return submitted.value;
  };

  it('is nothing until they begin, goes on where they left off, and is read back once it is sent', async () => {
    expect(await read()).toEqual({ state: 'not_started' });
    const begun = await start();
    const { intake } = await save(begun, { aims_in_words: { kind: QuestionKind.TEXT, text: 'to sleep' } });
    expect(await read()).toEqual({ state: 'started', intake });
    expect(await start()).toEqual(intake);
    const sent = await complete();
    const back = await read();
    expect(back).toEqual({ state: 'submitted', note: sent });
    expect(sent.note).toMatchObject({ clientId: client, linkId: actor.linkId, submittedBy: null });
    expect(sent.content?.answers['aims_in_words']).toEqual({ kind: QuestionKind.TEXT, text: 'to sleep' });
  });

  it('uses up the link with the note, once, also for two at once', async () => {
    const begun = await start();
    const open = visibleQuestions(begun.form, {}).filter(({ required }) => required);
    const { intake } = await save(begun, Object.fromEntries(open.map((question) => [question.id, denial(question)])));
    const both = await Promise.allSettled([submit(intake), submit(intake)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [link] = await clinic.sql<{ used: boolean }>(
      'SELECT used_at IS NOT NULL AS used FROM client_links WHERE id = $1',
      [actor.linkId],
    );
    expect(link).toEqual({ used: true });
    const again = await use(StartIntake).execute(actor, { clientId: client });
    expect(again).toMatchObject({ ok: false, refusal: { kind: 'already_submitted' } });
  });

  it('is not sent, and the link not used, while something is missing', async () => {
    const outcome = await submit(await start());
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'unfinished' } });
    const [link] = await clinic.sql<{ used: boolean }>(
      'SELECT used_at IS NOT NULL AS used FROM client_links WHERE id = $1',
      [actor.linkId],
    );
    expect(link).toEqual({ used: false });
  });

  it('is theirs by this link alone: not by another link, and not for the staff until it is sent', async () => {
    const mine = await start();
    const [, other] = clinic.clientIds as [string, string];
    const [theirs, second] = [await linkFor(other), await linkFor(client)];
    for (const by of [theirs, second]) {
      await expect(save(mine, { pain: { kind: QuestionKind.SCALE, value: 1 } }, by)).rejects.toThrow(NotFound);
      await expect(submit(mine, by)).rejects.toThrow(NotFound);
      expect(await read(by)).toEqual({ state: 'not_started' });
    }
    expect((await start(second)).draft.id).not.toBe(mine.draft.id);
    await treats(clinic, client, clinic.therapistIds[0]!);
    const desk = await IntakeDesk.of(api, await clinic.actor('therapist', clinic.therapistIds[0]));
    expect(await api.errorCode('query ($id: ID!) { intake(id: $id) { id } }', { id: mine.draft.id }, desk.token)).toBe(
      'NOT_FOUND',
    );
    expect((await desk.start(client)).id).not.toBe(mine.draft.id);
  });

  it('opens no record but the client’s own', async () => {
    const [, other] = clinic.clientIds as [string, string];
    const theirs = await complete(await linkFor(other));
    await expect(use(StartIntake).execute(actor, { clientId: other })).rejects.toThrow(NotFound);
    await expect(use(UnitOfWork).do(actor, (tx) => use(ReadIntakeNotes).one(tx, theirs.note.id))).rejects.toThrow(
      NotFound,
    );
  });

  it('is begun anew once the client was parted from another one', async () => {
    const [, other] = clinic.clientIds as [string, string];
    await complete(await linkFor(other), { aims_in_words: { kind: QuestionKind.TEXT, text: 'to run again' } });
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [client, other]);
    const { draft, last } = await start();
    expect(draft.clientId).toBe(other);
    expect(JSON.stringify(last)).toContain('to run again');
    await clinic.sql('UPDATE clients SET merged_into_id = NULL WHERE id = $1', [client]);
    await expect(read()).rejects.toThrow(NotFound);
    expect(await start()).toMatchObject({ draft: { clientId: client, previousNoteId: null }, last: null, answers: {} });
  });

  it('ends with the link', async () => {
    const mine = await start();
    api.clock.offset = 8 * DAY_MS;
    await expect(read()).rejects.toThrow(Unauthenticated);
    await expect(submit(mine)).rejects.toThrow(Unauthenticated);
  });

  it('is, on a return visit, what has changed since whatever was sent last', async () => {
    await complete(actor, { allergies: { kind: QuestionKind.MULTI_CHOICE, options: ['latex'] } });
    const again = await linkFor(client);
    const back = await complete(again);
    expect(back.content?.changed).toEqual([]);
    // The note holds them on; the link does not show them, since others may hold it too.
    expect(back.content?.answers['allergies']).toBeUndefined();
    expect(JSON.stringify(back.content?.answers)).not.toContain('latex');
    const program = { kind: 'system', practiceId: clinic.practiceId, name: 'test' } as const;
    const whole = await use(UnitOfWork).do(program, (tx) => use(ReadIntakeNotes).one(tx, back.note.id));
    expect(whole.content?.answers['allergies']).toEqual({ kind: QuestionKind.MULTI_CHOICE, options: ['latex'] });
    expect(whole.content?.carried).toContain('allergies');
    const profiles = await clinic.sql('SELECT id FROM risk_profiles WHERE client_id = $1', [client]);
    expect(profiles).toHaveLength(2);
  });

  it('records what they would rather not say, and that alone leaves them unscreened', async () => {
    const sent = await complete(actor, { nerves: REFUSED });
    expect(sent.content?.answers['nerves']).toEqual(REFUSED);
    expect(sent.note.verdictLevel).toBe('not_screened');
  });

  it('alerts the staff at the first red flag, by a task that says nothing of it', async () => {
    const begun = await start();
    const red = { kind: QuestionKind.MULTI_CHOICE, options: ['calf_swelling'] } as const;
    const { intake } = await save(begun, { red_flags: red });
    expect(intake.isRedFlag).toBe(true);
    const tasks = await clinic.sql<{ kind: string; audience: string; client: string }>(
      'SELECT kind, audience, client_id AS client FROM follow_ups WHERE practice_id = $1 ORDER BY audience',
      [clinic.practiceId],
    );
    expect(tasks).toEqual([
      { kind: 'emergency_answers', audience: 'desk', client },
      { kind: 'emergency_answers', audience: 'management', client },
    ]);
  });
});

/** "None of it", and yes to what must be agreed to. */
function denial({ id, kind, refusable }: Question): Answer {
  if (id === 'changes') return { kind: QuestionKind.MULTI_CHOICE, options: ['nothing'] };
  if (kind === QuestionKind.SIGNATURE) return { kind, name: 'Ann Example' };
  if (kind === QuestionKind.CHOICE) return { kind, option: id === 'draping' ? 'draped' : 'no' };
  if (kind === QuestionKind.MULTI_CHOICE) return { kind, options: ['none'] };
  return { kind: QuestionKind.YES_NO, yes: !refusable };
}
