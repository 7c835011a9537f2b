import type { StaffActor } from '../../src/kernel/index.js';
import { newId } from '../../src/kernel/index.js';
import type { TestApi, GraphqlError } from '../support/api.js';
import { tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

export const CONTENT = `subjective objective assessment plan reaction findings { region side kind intensity remark }
  techniques { technique pressure minutes sites { region side } } consent { treatment remark written { region signedBy signedAt } }
  scoresBefore { instrument value } scoresAfter { instrument value } selfCare { item remark } recommendation { interval followUp }`;
const DRAFT = `id version savedAt savedByMembershipId content { ${CONTENT} }`;
const NOTE = `id appointmentId clientId author signedAt content { ${CONTENT} } addenda { sequence author reason text }`;
const CONFLICT = `... on DraftConflict { message currentVersion current { ${DRAFT} } differences { field change } }`;
const REFUSALS = `${CONFLICT} ... on AlreadySigned { noteId } ... on WrongStatus { status }`;

export const SAVE = `mutation ($input: SaveSessionNoteDraftInput!, $key: String) {
  saveSessionNoteDraft(input: $input, idempotencyKey: $key) { __typename ... on SessionNoteDraftPayload { draft { ${DRAFT} } } ${REFUSALS} } }`;
export const START = `mutation ($appointmentId: ID!) {
  startFromLastNote(appointmentId: $appointmentId) { __typename ... on SessionNoteDraftPayload { draft { ${DRAFT} } } ${REFUSALS} } }`;
export const SIGN = `mutation ($id: ID!, $version: Int!, $key: String) {
  signSessionNote(id: $id, version: $version, idempotencyKey: $key) { __typename ... on SessionNotePayload { note { ${NOTE} } }
    ... on NoteNotSignable { violations { field rule message } } ${REFUSALS} } }`;
export const ADD = `mutation ($input: AddAddendumInput!, $key: String) { addAddendum(input: $input, idempotencyKey: $key) { note { ${NOTE} } } }`;
export const RECORD = `mutation ($input: RecordAdverseEventInput!) {
  recordAdverseEvent(input: $input) { adverseEvent { id kind severity description noticedOn author source } } }`;
export const READ = `query ($id: ID, $appointmentId: ID) { sessionNote(id: $id, appointmentId: $appointmentId) { ${NOTE} } }`;
export const READ_DRAFT = `query ($appointmentId: ID!) { sessionNoteDraft(appointmentId: $appointmentId) { ${DRAFT} } }`;
export const PAGE = `query ($clientId: ID!, $first: Int, $after: String) { sessionNotes(clientId: $clientId, first: $first, after: $after) {
  edges { node { ${NOTE} therapist { name } } } pageInfo { hasNextPage endCursor } } }`;
export const EVENTS = `query ($clientId: ID!) { adverseEvents(clientId: $clientId) { edges { node { id kind severity description } } } }`;
export const UNSIGNED = `query ($first: Int, $after: String) { myUnsignedDrafts(first: $first, after: $after) {
  edges { node { appointmentId draftId since overdue client { givenName } appointment { status } } } pageInfo { hasNextPage endCursor } } }`;

export interface DraftView {
  readonly id: string;
  readonly version: number;
  readonly savedAt: string;
  readonly savedByMembershipId: string;
  readonly content: Readonly<Record<string, unknown>> | null;
}

export interface NoteView {
  readonly id: string;
  readonly appointmentId: string;
  readonly clientId: string;
  readonly author: string;
  readonly signedAt: string;
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly addenda: readonly {
    readonly sequence: number;
    readonly author: string;
    readonly reason: string;
    readonly text: string;
  }[];
}

export interface Answer {
  readonly __typename: string;
  readonly draft?: DraftView;
  readonly note?: NoteView;
  readonly noteId?: string;
  readonly status?: string;
  readonly message?: string;
  readonly currentVersion?: number;
  readonly current?: DraftView;
  readonly differences?: readonly { readonly field: string; readonly change: string }[];
  readonly violations?: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
}

/** All that is needed to sign, and nothing of a sensitive area. */
export const FULL = {
  subjective: 'Stiff neck since Monday.',
  objective: 'Turns less to the left.',
  assessment: 'Tense after long sitting.',
  plan: 'Again in two weeks, neck first.',
  findings: [{ region: 'NECK', side: 'LEFT', kind: 'TENSION', intensity: 6, remark: 'near the shoulder blade' }],
  techniques: [{ technique: 'SWEDISH', pressure: 2, minutes: 45, sites: [{ region: 'NECK', side: 'BOTH' }] }],
  consent: { treatment: 'GIVEN' },
  scoresBefore: [{ instrument: 'PAIN', value: 6 }],
  scoresAfter: [{ instrument: 'PAIN', value: 3 }],
  reaction: 'Felt lighter.',
  selfCare: [{ item: 'neck_side_stretch', remark: 'twice a day' }],
  recommendation: { interval: 'P14D', followUp: 'Ask about the screen at work.' },
};

interface VisitWish {
  readonly clientId: string;
  readonly therapistId: string;
  readonly status?: string;
  /** Against now, in minutes. */
  readonly startsIn?: number;
  readonly roomId?: string;
}

/** A therapist's treatment room: visits put there by SQL, and what people at work ask of the API. */
export class Room {
  constructor(
    readonly api: TestApi,
    private readonly place: Pick<ClinicFixture, 'practiceId' | 'clinicId' | 'serviceId' | 'roomIds'>,
  ) {}

  /** An hour that began 70 minutes ago unless told otherwise. */
  async visit({ clientId, therapistId, status = 'completed', startsIn = -70, roomId }: VisitWish): Promise<string> {
    const id = newId();
    const { practiceId, clinicId, serviceId, roomIds } = this.place;
    await this.api.sql(
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
         therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, cancel_reason, price_minor, currency)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, s, e, s, e, s, e, CASE WHEN $8 = 'cancelled' THEN 'other' END, 9000, 'EUR'
       FROM (SELECT date_trunc('minute', now()) + $9 * interval '1 minute') AS begins(s), LATERAL (SELECT s + interval '1 hour') AS ends(e)`,
      [practiceId, id, clinicId, clientId, therapistId, roomId ?? roomIds[0], serviceId, status, startsIn],
    );
    return id;
  }

  token(actor: StaffActor): Promise<string> {
    return tokenFor(this.api.app, actor);
  }

  async ask(document: string, variables: Readonly<Record<string, unknown>>, token: string): Promise<Answer> {
    return Object.values(await this.api.data<Record<string, Answer>>(document, variables, token))[0]!;
  }

  /** The code of the refusal, and its sentence. */
  async error(document: string, variables: Readonly<Record<string, unknown>>, token: string): Promise<GraphqlError> {
    const { errors, data } = await this.api.graphql(document, variables, token);
    if (!errors?.[0]) throw new Error(`The operation succeeded: ${JSON.stringify(data)}`);
    return errors[0];
  }

  async save(appointmentId: string, token: string, note: object = FULL, version?: number): Promise<DraftView> {
    const answer = await this.ask(SAVE, { input: { appointmentId, version, note } }, token);
    if (!answer.draft) throw new Error(`Not saved: ${JSON.stringify(answer)}`);
    return answer.draft;
  }

  async sign(appointmentId: string, token: string, note: object = FULL): Promise<NoteView> {
    const { id, version } = await this.save(appointmentId, token, note);
    const answer = await this.ask(SIGN, { id, version }, token);
    if (!answer.note) throw new Error(`Not signed: ${JSON.stringify(answer)}`);
    return answer.note;
  }
}
