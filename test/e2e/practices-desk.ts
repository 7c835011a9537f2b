import type { Person, TestApi } from '../support/api.js';
import * as practices from './practices-operations.js';
import * as therapists from './therapists-operations.js';

export interface Row {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

/** What a mutation answers: a payload of one record, or a refusal. */
export interface Answer {
  readonly __typename: string;
  readonly message?: string;
  readonly currentVersion?: number;
  readonly [record: string]: unknown;
}

type Variables = Readonly<Record<string, unknown>>;

interface Violation {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** One person at work on a practice's set-up. */
export class PracticeDesk {
  constructor(
    readonly api: TestApi,
    readonly by: Person,
  ) {}

  /** What the only field of an operation that succeeds answers. */
  async ask<T>(query: string, variables: Variables = {}): Promise<T> {
    const data = await this.api.data<Record<string, T>>(query, variables, this.by.token);
    return Object.values(data)[0]!;
  }

  /** The record that a mutation answers with. Throws where it refuses. */
  async record(mutation: string, variables: Variables): Promise<Row> {
    const answer = await this.ask<Answer>(mutation, variables);
    const record = Object.values(answer).find((value) => typeof value === 'object' && value !== null);
    if (!record) throw new Error(`Refused: ${JSON.stringify(answer)}`);
    return record as Row;
  }

  /** The code of the error that an operation ends in. */
  errorCode(query: string, variables: Variables): Promise<string> {
    return this.api.errorCode(query, variables, this.by.token);
  }

  /** What an operation that must be refused as bad input says. */
  async violations(query: string, variables: Variables): Promise<readonly Violation[]> {
    const { data, errors } = await this.api.graphql(query, variables, this.by.token);
    const [error] = errors ?? [];
    if (error?.extensions.code !== 'BAD_USER_INPUT')
      throw new Error(`Not bad input: ${JSON.stringify({ data, errors })}`);
    return (
      (error.extensions['violations'] as Violation[] | undefined) ?? [{ field: '', rule: '', message: error.message }]
    );
  }

  addClinic(input: Variables = {}): Promise<Row> {
    const usual = { name: 'Mitte', timeZone: 'Europe/Berlin', jurisdiction: 'DE' };
    return this.record(practices.ADD_CLINIC, { input: { ...usual, ...input } });
  }

  addRoom(clinicId: string, input: Variables = {}): Promise<Row> {
    return this.record(practices.ADD_ROOM, { input: { clinicId, name: 'Quiet room', ...input } });
  }

  addService(input: Variables = {}): Promise<Row> {
    const usual = { name: 'Swedish 60', technique: 'SWEDISH', durationMinutes: 60, priceMinor: 8000 };
    return this.record(practices.ADD_SERVICE, { input: { ...usual, ...input } });
  }

  addTherapist(input: Variables = {}): Promise<Row> {
    return this.record(therapists.ADD_THERAPIST, { input: { name: 'Anna Rossi', ...input } });
  }

  addLicence(therapistId: string, input: Variables = {}): Promise<Row> {
    const usual = {
      type: 'Heilpraktiker',
      number: 'HP-1',
      jurisdiction: 'DE',
      issuedOn: '2026-01-10',
      expiresOn: '2026-12-31',
    };
    return this.record(therapists.ADD_LICENCE, { input: { therapistId, ...usual, ...input } });
  }

  /** The facts of one name that the practice has told so far. */
  async facts(name: string): Promise<unknown[]> {
    const rows = await this.api.sql<{ payload: unknown }>(
      'SELECT payload FROM outbox WHERE practice_id = $1 AND fact = $2 ORDER BY id',
      [this.by.practiceId, name],
    );
    return rows.map(({ payload }) => payload);
  }

  /** What the audit says of one record: the actions and their details, in their order. */
  audit(subjectId: string): Promise<{ action: string; details: unknown }[]> {
    return this.api.sql(
      'SELECT action, details FROM audit_entries WHERE practice_id = $1 AND subject_ids @> ARRAY[$2::uuid] ORDER BY at, id',
      [this.by.practiceId, subjectId],
    );
  }
}
