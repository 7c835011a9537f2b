import { Client } from 'pg';
import type { Role } from '../../src/kernel/index.js';
import type { GraphqlResponse, TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

export const CLIENT = `client {
  id givenName familyName birthDate email phone address archivedAt deceasedAt version
  preferences { pressure music aroma draping therapistId }
  emergencyContact { name phone relationship }
  guardian { name phone email relationship }
  otherCare { kind providerName providerPhone }
  consents { channel purpose granted }
  mergedInto { id } mergedFrom { mergedBy client { id givenName } } }`;
const DUPLICATES = `{ reasons client { id givenName } }`;
const REFUSED = `... on Refusal { message } ... on VersionConflict { currentVersion } ... on ClientIsMerged { standingClientId }`;

export const CREATE = `mutation ($input: CreateClientInput!) { createClient(input: $input) { __typename
  ... on CreateClientPayload { ${CLIENT} likelyDuplicates ${DUPLICATES} }
  ... on Refusal { message } ... on LikelyDuplicate { duplicates ${DUPLICATES} } } }`;
export const EDIT = `mutation ($input: EditClientInput!) { editClient(input: $input) { __typename
  ... on ClientPayload { ${CLIENT} } ${REFUSED} } }`;
const archiving = (
  name: string,
  more = '',
): string => `mutation ($id: ID!, $version: Int!) { ${name}(id: $id, version: $version${more}) {
  __typename ... on ClientPayload { ${CLIENT} } ${REFUSED} } }`;
export const ARCHIVE = archiving('archiveClient');
export const HAS_DIED = archiving('archiveClient', ', deceased: true');
export const RESTORE = archiving('restoreClient');
export const CONSENT = `mutation ($input: SetConsentInput!) { setConsent(input: $input) { __typename
  ... on ClientPayload { ${CLIENT} } ... on ClientIsMerged { standingClientId } } }`;
export const MERGE = `mutation ($input: MergeClientsInput!) { mergeClients(input: $input) { __typename
  ... on ClientPayload { ${CLIENT} } ... on Refusal { message } ... on ClientIsMerged { standingClientId } } }`;
export const UNDO = `mutation ($sourceId: ID!) { undoMerge(sourceId: $sourceId) { __typename
  ... on ClientPayload { ${CLIENT} } ... on Refusal { message } } }`;
export const READ = `query ($id: ID!) { ${CLIENT.replace('client', 'client(id: $id)')} }`;
export const SEARCH = `query ($query: String!, $first: Int, $after: String, $includeArchived: Boolean, $includeMerged: Boolean) {
  searchClients(query: $query, first: $first, after: $after, includeArchived: $includeArchived, includeMerged: $includeMerged) {
    edges { cursor node { id givenName familyName } } pageInfo { hasNextPage endCursor } } }`;

export interface ClientAnswer {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

export interface Answer {
  readonly __typename: string;
  readonly client: ClientAnswer;
  readonly likelyDuplicates: { reasons: string[]; client: { id: string } }[];
  readonly duplicates: { reasons: string[]; client: { id: string } }[];
  readonly currentVersion: number;
  readonly standingClientId: string;
}

interface Page {
  readonly edges: { cursor: string; node: { id: string; givenName: string; familyName: string } }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}

type Variables = Readonly<Record<string, unknown>>;

/** A practice in Germany with a clinic, and somebody of each role signed in. */
export class ClientsDesk {
  private constructor(
    readonly api: TestApi,
    readonly clinic: ClinicFixture,
    readonly tokens: Readonly<Record<Role, string>>,
    readonly membershipOfManager: string,
  ) {}

  static async open(api: TestApi): Promise<ClientsDesk> {
    const clinic = await createClinic(api.database, { therapists: 2, rooms: 3, clients: 0, zone: 'UTC' });
    const manager = await clinic.actor('manager');
    const tokens = {
      owner: await tokenFor(api.app, await clinic.actor('owner')),
      manager: await tokenFor(api.app, manager),
      front_desk: await tokenFor(api.app, await clinic.actor('front_desk')),
      therapist: await tokenFor(api.app, await clinic.actor('therapist', clinic.therapistIds[0])),
    };
    return new ClientsDesk(api, clinic, tokens, manager.membershipId);
  }

  close(): Promise<void> {
    return this.clinic.close();
  }

  /** The one answer of an operation by somebody of that role. */
  async ask<T = Answer>(operation: string, variables: Variables, role: Role = 'front_desk'): Promise<T> {
    const data = await this.api.data<Record<string, T>>(operation, variables, this.tokens[role]);
    return Object.values(data)[0]!;
  }

  respond(operation: string, variables: Variables, role: Role = 'front_desk'): Promise<GraphqlResponse<Variables>> {
    return this.api.graphql(operation, variables, this.tokens[role]);
  }

  /** Which rules an operation broke, as `field: rule`. */
  async violations(operation: string, variables: Variables): Promise<string[]> {
    const { errors } = await this.respond(operation, variables);
    const violations = (errors?.[0]?.extensions['violations'] ?? []) as { field: string; rule: string }[];
    return violations.map(({ field, rule }) => `${field}: ${rule}`);
  }

  create(input: Variables): Promise<Answer> {
    return this.ask(CREATE, { input });
  }

  /** A client of that name, whoever else has it. */
  async add(givenName: string, familyName: string, more: Variables = {}): Promise<ClientAnswer> {
    return (await this.create({ givenName, familyName, createAnyway: true, ...more })).client;
  }

  async read(id: string, role: Role = 'front_desk'): Promise<ClientAnswer> {
    return this.ask<ClientAnswer>(READ, { id }, role);
  }

  search(query: string, more: Variables = {}): Promise<Page> {
    return this.ask<Page>(SEARCH, { query, ...more });
  }

  /** The names that a search finds, in its order. */
  async found(query: string, more: Variables = {}): Promise<string[]> {
    return (await this.search(query, more)).edges.map(({ node }) => `${node.givenName} ${node.familyName}`);
  }

  /** An hour of one client with one therapist in one room, `hour` hours after 09:00 UTC on a day that is `days` ahead. */
  async visit(clientId: string, { days = 30, hour = 0, therapist = 0, room = 0 } = {}): Promise<string> {
    const id = crypto.randomUUID();
    const start = new Date(Math.floor(Date.now() / 86_400_000 + days) * 86_400_000 + (9 + hour) * 3_600_000);
    const end = new Date(start.getTime() + 3_600_000);
    const { practiceId, clinicId, serviceId, therapistIds, roomIds } = this.clinic;
    await this.clinic.sql(
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at,
         ends_at, therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'booked', $8, $9, $8, $9, $8, $9, 9000, 'EUR')`,
      [practiceId, id, clinicId, clientId, therapistIds[therapist], roomIds[room], serviceId, start, end],
    );
    return id;
  }

  /** What the audit says of a client, oldest first. */
  audit(clientId: string): Promise<{ action: string; actor_role: string; details: Variables }[]> {
    return this.clinic.sql(
      `SELECT action, actor_role, details FROM audit_entries WHERE practice_id = $1 AND $2 = ANY (subject_ids) ORDER BY id`,
      [this.clinic.practiceId, clientId],
    );
  }
}

/** Counts the statements that `work` sends to PostgreSQL from this process. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const { query } = Client.prototype;
  let count = 0;
  Client.prototype.query = function (this: Client, ...statement: never[]) {
    count += 1;
    return Reflect.apply(query, this, statement) as never;
  } as typeof query;
  try {
    await work();
    return count;
  } finally {
    Client.prototype.query = query;
  }
}
