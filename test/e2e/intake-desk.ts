import type { StaffActor } from '../../src/kernel/index.js';
import type { TestApi } from '../support/api.js';
import { tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

export interface AskedQuestion {
  readonly id: string;
  readonly kind: string;
  readonly required: boolean;
  readonly refusable: boolean;
}

export interface ReadAnswer {
  readonly questionId: string;
  readonly state: string;
  readonly text: string | null;
  readonly options: string[] | null;
  readonly date: string | null;
  readonly yes: boolean | null;
  readonly signature: string | null;
}

export interface Intake {
  readonly id: string;
  readonly clientId: string;
  readonly version: number;
  readonly filler: string;
  readonly isReturnVisit: boolean;
  readonly visibleQuestionIds: string[];
  readonly form: { readonly sections: { readonly id: string; readonly questions: AskedQuestion[] }[] };
  readonly answers: ReadAnswer[];
  readonly emergencyAdvice: { readonly number: string | null; readonly title: { text: string }[] } | null;
}

export interface Note {
  readonly id: string;
  readonly clientId: string;
  readonly verdictLevel: string;
  readonly filledInBy: string;
  readonly filler: string;
  readonly submittedById: string | null;
  readonly signedBy: string | null;
  readonly previousNoteId: string | null;
  readonly changedSections: string[] | null;
  readonly formVersion: { readonly number: number };
  readonly answers: ReadAnswer[] | null;
}

export interface Violation {
  readonly questionId: string;
  readonly rule: string;
  readonly message: string;
}

export type Answer = Readonly<Record<string, unknown>> & { readonly questionId: string };

const ANSWERS = `answers { questionId state text options scale date yes detail sites { region side } signature }`;
const ADVICE = `emergencyAdvice { number title { language text } }`;
const INTAKE = `id clientId version filler isReturnVisit visibleQuestionIds ${ANSWERS} ${ADVICE}
  form { sections { id questions { id kind required refusable } } }`;
export const NOTE = `id clientId verdictLevel filledInBy filler submittedById signedBy previousNoteId changedSections formVersion { number } ${ANSWERS}`;
const VIOLATIONS = `violations { questionId rule message }`;
export const START = `mutation ($clientId: ID!) { startIntake(clientId: $clientId) { intake { ${INTAKE} } } }`;
export const SAVE = `mutation ($input: SaveIntakeAnswersInput!) { saveIntakeAnswers(input: $input) { __typename
  ... on SaveIntakeAnswersPayload { intake { ${INTAKE} } ${VIOLATIONS} } ... on VersionConflict { currentVersion } } }`;
export const SUBMIT = `mutation ($input: SubmitIntakeInput!) { submitIntake(input: $input) { __typename
  ... on SubmitIntakePayload { note { ${NOTE} } ${ADVICE} } ... on UnfinishedIntake { message ${VIOLATIONS} }
  ... on VersionConflict { currentVersion } } }`;
export const READ = `query ($id: ID!) { intake(id: $id) { ${INTAKE} } }`;
export const NOTES = `query ($clientId: ID!, $first: Int, $after: String) {
  intakeNotes(clientId: $clientId, first: $first, after: $after) { edges { cursor node { ${NOTE} } } pageInfo { hasNextPage } } }`;
export const ONE_NOTE = `query ($id: ID!) { intakeNote(id: $id) { ${NOTE} } }`;

interface Saved {
  readonly saveIntakeAnswers: {
    readonly intake: Intake;
    readonly violations: Violation[];
    readonly __typename: string;
  };
}
export interface Submitted {
  readonly submitIntake: {
    readonly __typename: string;
    readonly note: Note;
    readonly violations: Violation[];
    readonly emergencyAdvice: Intake['emergencyAdvice'];
  };
}

/** Somebody who fills in forms with clients. */
export class IntakeDesk {
  constructor(
    private readonly api: Pick<TestApi, 'data'>,
    readonly token: string,
  ) {}

  static async of(api: TestApi, actor: StaffActor): Promise<IntakeDesk> {
    return new IntakeDesk(api, await tokenFor(api.app, actor));
  }

  async start(clientId: string): Promise<Intake> {
    const { startIntake } = await this.api.data<{ startIntake: { intake: Intake } }>(START, { clientId }, this.token);
    return startIntake.intake;
  }

  async save({ id: intakeId, version }: Pick<Intake, 'id' | 'version'>, answers: readonly Answer[]) {
    const input = { intakeId, version, answers };
    return (await this.api.data<Saved>(SAVE, { input }, this.token)).saveIntakeAnswers;
  }

  async submit({ id: intakeId, version }: Pick<Intake, 'id' | 'version'>) {
    const input = { intakeId, version };
    return (await this.api.data<Submitted>(SUBMIT, { input }, this.token)).submitIntake;
  }

  /** Answers all that must be answered, with what denies it unless told otherwise, and submits. */
  async complete(clientId: string, ...own: readonly Answer[]): Promise<Note> {
    let intake = await this.start(clientId);
    const told = await this.save(intake, own);
    expect(told.violations).toEqual([]);
    ({ intake } = await this.save(told.intake, denials(told.intake)));
    const submitted = await this.submit(intake);
    expect(submitted).toMatchObject({ __typename: 'SubmitIntakePayload' });
    return submitted.note;
  }
}

/** Answers that say "none of it" to every visible question that must be answered and is not yet. */
export function denials({ form, visibleQuestionIds, answers }: Intake): Answer[] {
  const open = answers.filter(({ state }) => state === 'NOT_ANSWERED').map(({ questionId }) => questionId);
  return form.sections
    .flatMap(({ questions }) => questions)
    .filter(({ id, required }) => required && open.includes(id) && visibleQuestionIds.includes(id))
    .map(denial);
}

function denial({ id: questionId, kind, refusable }: AskedQuestion): Answer {
  if (questionId === 'changes') return { questionId, options: ['nothing'] };
  if (kind === 'SIGNATURE') return { questionId, signature: 'Ann Example' };
  if (kind === 'TEXT') return { questionId, text: 'her mother' };
  if (kind === 'CHOICE') return { questionId, option: questionId === 'draping' ? 'draped' : 'no' };
  if (kind === 'MULTI_CHOICE') return { questionId, options: ['none'] };
  return { questionId, yes: !refusable };
}

/** A visit of tomorrow, by which the therapist treats the client. */
export const treats = (clinic: ClinicFixture, clientId: string, therapistId: string): Promise<unknown> =>
  clinic.sql(
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
       therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
     SELECT $1, gen_random_uuid(), $2, $3, $4, $5, $6, 'booked', s, e, s, e, s, e, 9000, 'EUR'
     FROM (SELECT date_trunc('day', now()) + interval '1 day' + (SELECT count(*) FROM appointments) * interval '1 hour') AS begins(s),
       LATERAL (SELECT s + interval '1 hour') AS ends(e)`,
    [clinic.practiceId, clinic.clinicId, clientId, therapistId, clinic.roomIds[0], clinic.serviceId],
  );
