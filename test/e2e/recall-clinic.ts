import type { StaffActor } from '../../src/kernel/index.js';
import type { TestApi } from '../support/api.js';
import type { RecallWorker } from '../support/recall-worker.js';
import { PlansClinic } from './session-plans-clinic.js';
import type { PlanSeen } from './session-plans-clinic.js';

export const RECALL_LIST = `query ($clinicId: ID, $clientId: ID, $states: [PlanDueState!], $reasons: [NoReminderReason!], $order: RecallListOrder, $first: Int, $after: String) {
  recallList(clinicId: $clinicId, clientId: $clientId, states: $states, reasons: $reasons, order: $order, first: $first, after: $after) {
    edges { node { planId interval dueOn state noReminder reminders { step goesOn withdrawn } client { id givenName } upcomingVisit { id startsAt } } }
    pageInfo { hasNextPage endCursor } } }`;
const CONSENT = `mutation ($input: SetConsentInput!) { setConsent(input: $input) { __typename } }`;

export interface RecallRow {
  readonly planId: string;
  readonly interval: string;
  readonly dueOn: string;
  readonly state: string;
  readonly noReminder: string | null;
  readonly reminders: readonly { readonly step: string; readonly goesOn: string; readonly withdrawn: boolean }[];
  readonly client: { readonly id: string };
  readonly upcomingVisit: { readonly id: string } | null;
}
interface RecallPage {
  readonly edges: readonly { readonly node: RecallRow }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A message as the ledger has it. */
export interface PlannedRow {
  readonly planId: string;
  readonly version: string;
  readonly step: string;
  readonly channel: string;
  readonly clientId: string;
  readonly dueAt: Date;
  readonly usefulUntil: Date;
}

/** The clinic of the session plans, with a worker that hears and sweeps when a test says so. */
export class RecallClinic {
  private constructor(
    readonly plans: PlansClinic,
    readonly worker: RecallWorker,
  ) {}

  static async open(api: TestApi, worker: RecallWorker, now: string): Promise<RecallClinic> {
    return new RecallClinic(await PlansClinic.open(api, now), worker);
  }

  get client(): string {
    return this.plans.client;
  }

  get clinic(): PlansClinic['clinic'] {
    return this.plans.clinic;
  }

  /** Lets it be that time, and all follow that does by then. */
  async at(now: string): Promise<void> {
    this.plans.setTime(now);
    await this.worker.settle();
  }

  /** A live plan of a client who has an address and wants to be reminded by it. */
  async plan(
    more: { readonly clientId?: string; readonly goal?: string; readonly remarks?: string } = {},
  ): Promise<PlanSeen> {
    const clientId = more.clientId ?? this.client;
    await this.reachable(clientId);
    return this.plans.plan({ clientId, ...more });
  }

  async reachable(clientId: string): Promise<void> {
    await this.clinic.sql(`UPDATE clients SET email = id || '@client.example' WHERE id = $1`, [clientId]);
    await this.consent(clientId, 'EMAIL', true);
  }

  async consent(clientId: string, channel: 'EMAIL' | 'SMS', granted: boolean): Promise<void> {
    await this.plans.data(CONSENT, { input: { clientId, channel, purpose: 'RECALL', granted } }, this.plans.desk);
  }

  async list(variables: object = {}, actor: StaffActor = this.plans.desk): Promise<RecallPage> {
    return (await this.plans.data<{ recallList: RecallPage }>(RECALL_LIST, variables, actor)).recallList;
  }

  async rows(variables: object = {}): Promise<RecallRow[]> {
    return (await this.list(variables)).edges.map(({ node }) => node);
  }

  planned(): Promise<PlannedRow[]> {
    return this.clinic.sql<PlannedRow>(
      `SELECT subject_id AS "planId", version, step, channel, client_id AS "clientId", due_at AS "dueAt", useful_until AS "usefulUntil"
       FROM messages WHERE practice_id = $1 AND kind = 'recall_reminder' ORDER BY due_at, id`,
      [this.clinic.practiceId],
    );
  }

  /** Step, version and instant of each message that was planned. */
  async steps(): Promise<[step: string, version: string, dueAt: string][]> {
    return (await this.planned()).map(({ step, version, dueAt }) => [step, version, dueAt.toISOString()]);
  }
}
