import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, connectionOf, LocalDate, MANAGEMENT } from '../../../platform/graphql/index.js';
import { CONTACT_DATA } from '../domain/record-report.js';
import type { Retention as RetentionOfRecord } from '../domain/retention.js';
import type { KeptReport } from '../storage/record-reports.js';
import type { RecordRequest } from '../storage/record-requests.js';

export enum ClientRequestKind {
  ACCESS = 'access',
  ERASURE = 'erasure',
}
registerEnumType(ClientRequestKind, {
  name: 'ClientRequestKind',
  description: 'What a client asks about their record.',
});

export enum ClientRequestState {
  OPEN = 'open',
  DONE = 'done',
  REFUSED = 'refused',
  WITHDRAWN = 'withdrawn',
}
registerEnumType(ClientRequestState, { name: 'ClientRequestState' });

export enum RecordReportCause {
  ACCESS = 'access',
  ERASURE = 'erasure',
  RETENTION_ENDED = 'retention_ended',
}
registerEnumType(RecordReportCause, { name: 'RecordReportCause', description: 'Why there is a report.' });

export enum RetentionReason {
  LAST_VISIT = 'last_visit',
  MINOR = 'minor',
}
registerEnumType(RetentionReason, {
  name: 'RetentionReason',
  description: 'LAST_VISIT: years after the last visit, or the last entry. MINOR: years after turning 18.',
});

@Allow(MANAGEMENT)
@ObjectType({ description: 'Until when a clinical record is kept, and why.' })
export class Retention {
  @Field(() => LocalDate, { description: 'The first date on which it is kept no longer.' })
  endsOn: string;

  @Field({ description: 'Whose rule it is: the longest of those of all clinics that the client came to.' })
  jurisdiction: string;

  @Field(() => RetentionReason)
  because: RetentionReason;

  @Field(() => LocalDate, { description: 'The last visit, or the last entry where that is later.' })
  countedFrom: string;

  @Field(() => Int)
  years: number;

  @Field(() => Int)
  yearsAfterAdulthood: number;

  @Field({ description: 'Where the rule comes from.' })
  source: string;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'How much a part of the record holds.' })
export class PartOfRecord {
  @Field({ description: 'The name of the part, as in the document that is handed over.' })
  part: string;

  @Field(() => Int)
  entries: number;

  @Field(() => LocalDate)
  firstOn: string;

  @Field(() => LocalDate)
  lastOn: string;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'What was done about a record and what is kept: nothing of what stands in it.' })
export class RecordReport {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => RecordReportCause)
  cause: RecordReportCause;

  @Field()
  madeAt: Date;

  @Field(() => [String], { description: `Of: ${[...CONTACT_DATA, 'clinical_record'].join(', ')}.` })
  removed: readonly string[];

  @Field(() => [PartOfRecord], { description: 'What is still kept.' })
  kept: readonly PartOfRecord[];

  @Field(() => Retention, { nullable: true, description: 'Until when it is kept, and why; null where nothing is.' })
  retention: Retention | null;

  @Field({ description: 'True where visits were ahead, and nothing was removed.' })
  refusedForVisits: boolean;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'What a client has asked about their record.' })
export class ClientRequest {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => ClientRequestKind)
  kind: ClientRequestKind;

  @Field(() => ClientRequestState)
  state: ClientRequestState;

  @Field(() => ID, { description: 'Who wrote it down: a membership.' })
  recordedBy: string;

  @Field()
  recordedAt: Date;

  @Field(() => Date, { nullable: true })
  closedAt: Date | null;

  @Field(() => Int)
  version: number;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'How long records of a jurisdiction are kept.' })
export class RetentionRule {
  @Field({ description: 'A country or one of its parts, as clinics have it.' })
  jurisdiction: string;

  @Field(() => Int, { description: 'After the last visit.' })
  years: number;

  @Field(() => Int, { description: 'After the 18th birthday of a client who came before it.' })
  yearsAfterAdulthood: number;

  @Field({ description: 'Where it comes from.' })
  source: string;

  @Field(() => Int, { description: '0 where the practice has set nothing.' })
  version: number;
}

export const ClientRequestConnection = connectionOf(ClientRequest, 'ClientRequest');
export const RecordReportConnection = connectionOf(RecordReport, 'RecordReport');

export function toClientRequest(row: RecordRequest): ClientRequest {
  const { id, clientId, kind, state, recordedBy, recordedAt, closedAt, version } = row;
  return Object.assign(new ClientRequest(), { id, clientId, kind, state, recordedBy, recordedAt, closedAt, version });
}

export function toRetention({ rule, endsOn, jurisdiction, because, countedFrom }: RetentionOfRecord): Retention {
  const { years, yearsAfterAdulthood, source } = rule;
  const why = { years, yearsAfterAdulthood, source };
  return Object.assign(new Retention(), { endsOn, jurisdiction, because, countedFrom, ...why });
}

export function toRecordReport({ id, clientId, madeAt, content }: KeptReport): RecordReport {
  const { cause, removed, kept, retention, refused } = content;
  return Object.assign(new RecordReport(), {
    ...{ id, clientId, cause, madeAt, removed },
    kept: kept.map((part) => Object.assign(new PartOfRecord(), part)),
    retention: retention && toRetention(retention),
    refusedForVisits: refused === 'visits_ahead',
  });
}
