import { DEFAULT_FORM, QuestionKind, visibleQuestions } from '../modules/intake-notes/domain/index.js';
import type { Answer, Answers, Question } from '../modules/intake-notes/domain/index.js';
import type { DemoApi } from './demo-api.js';
import { DEMO_PEOPLE } from './demo-people.js';
import type { DemoPerson } from './demo-people.js';
import { noteOf, planOf } from './demo-notes.js';
import type { DemoTreatment } from './demo-notes.js';

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
/** So many of the last notes wait for their signature. */
const UNSIGNED = 2;

const START = `mutation ($clientId: ID!) { startIntake(clientId: $clientId) { intake { id version } } }`;
const SAVE = `mutation ($input: SaveIntakeAnswersInput!) { saveIntakeAnswers(input: $input) {
  ... on SaveIntakeAnswersPayload { intake { version } violations { questionId rule } } } }`;
const SUBMIT = `mutation ($input: SubmitIntakeInput!) { submitIntake(input: $input) { __typename } }`;
const DRAFT = `mutation ($input: SaveSessionNoteDraftInput!) { saveSessionNoteDraft(input: $input) {
  ... on SessionNoteDraftPayload { draft { id version } } } }`;
const SIGN = `mutation ($id: ID!, $version: Int!) { signSessionNote(id: $id, version: $version) { __typename } }`;
const PROPOSE = `mutation ($input: ProposePlanInput!) { proposeSessionPlan(input: $input) {
  ... on SessionPlanPayload { plan { planId: id version } } } }`;
const ACCEPT = `mutation ($input: PlanStepInput!) { acceptSessionPlan(input: $input) { __typename } }`;

/**
 * The clinical records of one therapist's clients, told by the visits that took place: an intake note before the first one, a
 * note of each, scores that mostly get better, and a plan. Written through the API, at the times at which it happened.
 */
export async function fillRecords(api: DemoApi, treatments: readonly DemoTreatment[]): Promise<void> {
  const clientIds = [...new Set(treatments.map(({ clientId }) => clientId))];
  const last = [...treatments].sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime()).slice(0, UNSIGNED);
  for (const [n, id] of clientIds.entries()) {
    const visits = treatments.filter(({ clientId }) => clientId === id);
    const person = DEMO_PEOPLE[n % DEMO_PEOPLE.length]!;
    const [first] = visits as [DemoTreatment];
    api.travelTo(new Date(first.startsAt.getTime() - DAY_MS));
    await fillIn(api, first, person);
    for (const [index, visit] of visits.entries()) {
      api.travelTo(new Date(visit.endsAt.getTime() + HOUR_MS / 4));
      await write(api, visit, { note: noteOf(person, visit, index), sign: !last.includes(visit) });
      if (index === 0 && person.plan) await agree(api, visit, planOf(person.plan));
    }
  }
}

async function fillIn(api: DemoApi, { clientId, clientName, startsAt }: DemoTreatment, person: DemoPerson) {
  const { startIntake } = await api.ask<{ startIntake: { intake: { id: string; version: number } } }>(START, {
    clientId,
  });
  const { id: intakeId, version } = startIntake.intake;
  const daysAgo = (days: number): string => new Date(startsAt.getTime() - days * DAY_MS).toISOString().slice(0, 10);
  const answers = Object.entries(allAnswers(person.answers(daysAgo), clientName)).map(toInput);
  const { saveIntakeAnswers: saved } = await api.ask<{
    saveIntakeAnswers: { intake: { version: number }; violations: readonly object[] };
  }>(SAVE, { input: { intakeId, version, answers } });
  if (saved.violations.length > 0) throw new Error(`The demo answers wrongly: ${JSON.stringify(saved.violations)}`);
  const { submitIntake } = await api.ask<{ submitIntake: { __typename: string } }>(SUBMIT, {
    input: { intakeId, version: saved.intake.version },
  });
  expectDone(submitIntake, 'SubmitIntakePayload');
}

async function write(api: DemoApi, visit: DemoTreatment, { note, sign }: { note: object; sign: boolean }) {
  const { saveSessionNoteDraft } = await api.ask<{
    saveSessionNoteDraft: { draft: { id: string; version: number } };
  }>(DRAFT, { input: { appointmentId: visit.id, note } });
  if (!sign) return;
  const { id, version } = saveSessionNoteDraft.draft;
  const { signSessionNote } = await api.ask<{ signSessionNote: { __typename: string } }>(SIGN, { id, version });
  expectDone(signSessionNote, 'SessionNotePayload');
}

async function agree(api: DemoApi, { clientId, clinicId }: DemoTreatment, plan: object) {
  const { proposeSessionPlan } = await api.ask<{ proposeSessionPlan: { plan: { planId: string; version: number } } }>(
    PROPOSE,
    { input: { clientId, clinicId, ...plan } },
  );
  const { acceptSessionPlan } = await api.ask<{ acceptSessionPlan: { __typename: string } }>(ACCEPT, {
    input: proposeSessionPlan.plan,
  });
  expectDone(acceptSessionPlan, 'SessionPlanPayload');
}

function expectDone({ __typename }: { __typename: string }, payload: string): void {
  if (__typename !== payload) throw new Error(`The demo was refused: ${__typename} instead of ${payload}.`);
}

/** What the person says, and no to whatever else the form asks. */
function allAnswers(said: Answers, name: string): Answers {
  let answers = said;
  for (;;) {
    const open = visibleQuestions(DEFAULT_FORM, answers).filter(
      ({ id, filler }) => !answers[id] && filler !== 'guardian',
    );
    const given = open.flatMap((question) => {
      const answer = nothingTo(question, name);
      return answer ? [[question.id, answer] as const] : [];
    });
    if (given.length === 0) return answers;
    answers = { ...answers, ...Object.fromEntries(given) };
  }
}

function nothingTo(question: Question, name: string): Answer | undefined {
  const { kind } = question;
  if (kind === QuestionKind.SIGNATURE) return { kind, name };
  // What must be said with yes is what nobody may refuse: the consents.
  if (kind === QuestionKind.YES_NO) return { kind, yes: question.required && !question.refusable };
  if (kind === QuestionKind.CHOICE) return { kind, option: question.options[0]!.id };
  if (kind === QuestionKind.MULTI_CHOICE) {
    const none = question.options.find(({ exclusive }) => exclusive) ?? question.options[0]!;
    return { kind, options: [none.id] };
  }
  return undefined;
}

function toInput([questionId, answer]: [string, Answer]): object {
  switch (answer.kind) {
    case QuestionKind.TEXT:
      return { questionId, text: answer.text };
    case QuestionKind.CHOICE:
      return { questionId, option: answer.option };
    case QuestionKind.MULTI_CHOICE:
      return { questionId, options: answer.options };
    case QuestionKind.SCALE:
      return { questionId, scale: answer.value };
    case QuestionKind.DATE:
      return { questionId, date: answer.date };
    case QuestionKind.YES_NO:
      return { questionId, yes: answer.yes, detail: answer.detail };
    case QuestionKind.BODY_MAP:
      return { questionId, sites: answer.sites.map(({ region, side }) => siteInput(region, side)) };
    case QuestionKind.SIGNATURE:
      return { questionId, signature: answer.name };
    case 'refused':
      return { questionId, refused: true };
  }
}

const siteInput = (region: string, side: string) => ({ region: region.toUpperCase(), side: side.toUpperCase() });
