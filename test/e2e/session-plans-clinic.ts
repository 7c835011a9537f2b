import type { StaffActor } from '../../src/kernel/index.js';
import type { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { addVisit } from '../support/visits.js';

const TERMS = `goal season interval blockSessions blockFrom maintenanceInterval reviewOn sessionMinutes { min max } pressure { min max } remarks`;
const PLAN = `{ id clientId clinicId version status nextDueOn dueState lastSessionOn sessionsDone upcomingAppointmentId reviewReasons
  suggestions { kind reason interval pressure { min max } } terms { ${TERMS} } }`;
const REFUSALS = `... on VersionConflict { currentVersion } ... on WrongPlanStatus { status message }`;
const result = `{ __typename ... on SessionPlanPayload { plan ${PLAN} } ${REFUSALS} }`;

export const PROPOSE = `mutation ($input: ProposePlanInput!) { result: proposeSessionPlan(input: $input) { __typename
  ... on SessionPlanPayload { plan ${PLAN} } ... on PlanStands { planId } } }`;
export const CHANGE = `mutation ($input: ChangePlanInput!) { result: changeSessionPlan(input: $input) ${result} }`;
const STEP = (step: string): string =>
  `mutation ($input: PlanStepInput!) { result: ${step}SessionPlan(input: $input) ${result} }`;
export const ACCEPT = STEP('accept');
export const PAUSE = STEP('pause');
export const RESUME = STEP('resume');
export const END = STEP('end');
export const ACCEPT_SUGGESTION = `mutation ($input: AcceptPlanSuggestionInput!) { result: acceptPlanSuggestion(input: $input) { __typename
  ... on SessionPlanPayload { plan ${PLAN} } ... on SuggestionGone { message } ${REFUSALS} } }`;
export const READ_PLAN = `query ($planId: ID!) { sessionPlan(planId: $planId) ${PLAN} }`;
export const PLANS = `query ($clientId: ID!, $includeEnded: Boolean! = false) { sessionPlans(clientId: $clientId, includeEnded: $includeEnded) ${PLAN} }`;
export const HISTORY = `query ($planId: ID!) { sessionPlan(planId: $planId) { history {
  version change status changedBy accepted terms { interval blockFrom remarks } } } }`;
export const BLOCK = `query ($planId: ID!) { sessionPlan(planId: $planId) { blockOutcomes { instrument first { value } last { value }
  change { difference direction meaningful } sessions { appointmentId change { difference } } } } }`;
export const RECORD = `mutation ($input: RecordOutcomesInput!) { recordOutcomes(input: $input) { measurement { id } } }`;

export interface PlanSeen {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly nextDueOn: string | null;
  readonly dueState: string | null;
  readonly sessionsDone: number;
  readonly reviewReasons: readonly string[];
  readonly suggestions: readonly { readonly kind: string; readonly interval: string | null }[];
  readonly terms: Readonly<Record<string, unknown>>;
}
export interface Answer {
  readonly __typename: string;
  readonly plan: PlanSeen;
  readonly [field: string]: unknown;
}
/** A clinic in Berlin, open every day, a therapist of its first client, and a clock that stands where a test puts it. */
export class PlansClinic {
  private constructor(
    readonly api: TestApi,
    readonly clinic: ClinicFixture,
    readonly therapist: StaffActor,
    readonly desk: StaffActor,
  ) {}

  static async open(api: TestApi, now: string): Promise<PlansClinic> {
    const clinic = await createClinic(api.database);
    const therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
    const opened = new PlansClinic(api, clinic, therapist, await clinic.actor('front_desk'));
    opened.setTime(now);
    for (const [index, clientId] of clinic.clientIds.slice(0, 4).entries()) {
      // Long ago, so that it decides nothing but whom the therapist treats.
      await addVisit(clinic, { clientId, startsAt: `2020-01-01T1${index}:00:00Z`, status: 'no_show' });
    }
    return opened;
  }

  setTime(now: string): void {
    this.api.clock.offset = Date.parse(now) - Date.now();
  }

  get client(): string {
    return this.clinic.clientIds[0]!;
  }

  async data<T>(document: string, variables: object, actor = this.therapist): Promise<T> {
    return this.api.data<T>(document, { ...variables }, await tokenFor(this.api.app, actor));
  }

  async code(document: string, variables: object, actor = this.therapist): Promise<string> {
    return this.api.errorCode(document, { ...variables }, await tokenFor(this.api.app, actor));
  }

  async act(document: string, input: object, actor = this.therapist): Promise<Answer> {
    return (await this.data<{ result: Answer }>(document, { input }, actor)).result;
  }

  propose(more: object = {}): Promise<Answer> {
    const asked = { clientId: this.client, clinicId: this.clinic.clinicId, goal: 'CHRONIC_NECK_OR_LOW_BACK_PAIN' };
    return this.act(PROPOSE, { ...asked, ...more });
  }

  /** A plan that is live. */
  async plan(more: object = {}): Promise<PlanSeen> {
    const { plan } = await this.propose(more);
    return (await this.act(ACCEPT, { planId: plan.id, version: plan.version })).plan;
  }

  async read(planId: string): Promise<PlanSeen> {
    return (await this.data<{ sessionPlan: PlanSeen }>(READ_PLAN, { planId })).sessionPlan;
  }

  visit(startsAt: string, status = 'completed', clientId = this.client): Promise<string> {
    return addVisit(this.clinic, { clientId, startsAt, status });
  }

  /** A completed visit with pain before it, and after it where that is told. */
  async session(startsAt: string, before: number, after?: number): Promise<void> {
    const appointmentId = await this.visit(startsAt);
    const score = (moment: string, value: number): Promise<unknown> =>
      this.data(RECORD, {
        input: {
          clientId: this.client,
          appointmentId,
          moment,
          takenAt: startsAt,
          scores: [{ instrument: 'PAIN', value }],
        },
      });
    await score('BEFORE', before);
    if (after !== undefined) await score('AFTER', after);
  }
}
