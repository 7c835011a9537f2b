import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsEnum, IsOptional, IsString, IsUUID } from 'class-validator';
import { Allow, CLINICAL, connectionOf, LocalDate, PageArgs } from '../../../platform/graphql/index.js';
import { AdverseEventKind, AdverseEventSeverity } from '../domain/adverse-event.js';
import type { OpenEvent } from '../opened-notes.js';

registerEnumType(AdverseEventKind, { name: 'AdverseEventKind', description: 'What went wrong in or after a session.' });
registerEnumType(AdverseEventSeverity, {
  name: 'AdverseEventSeverity',
  valuesMap: {
    MILD: { description: 'Gone by itself, without care.' },
    MODERATE: { description: 'Limits daily life for days, or needed advice.' },
    SEVERE: { description: 'Needed a health professional.' },
  },
});

export enum AdverseEventSource {
  STAFF = 'staff',
  TRIAGE = 'triage',
}
registerEnumType(AdverseEventSource, {
  name: 'AdverseEventSource',
  description: 'Recorded by hand, or from an answer to a check-in.',
});

@Allow(CLINICAL)
@ObjectType({ description: 'Something that went wrong in or after a session. It is never changed and never deleted.' })
export class AdverseEvent {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { description: 'The record under which it was recorded.' })
  clientId: string;

  @Field(() => ID, { nullable: true })
  appointmentId: string | null;

  @Field(() => AdverseEventSource)
  source: AdverseEventSource;

  @Field(() => String, { nullable: true, description: 'The name of who recorded it; null where triage did.' })
  author: string | null;

  @Field()
  recordedAt: Date;

  @Field(() => AdverseEventKind, { nullable: true, description: 'Null once the client’s record has been erased.' })
  kind: AdverseEventKind | null;

  @Field(() => AdverseEventSeverity, { nullable: true })
  severity: AdverseEventSeverity | null;

  @Field(() => String, { nullable: true })
  description: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'When it was noticed, where that is known.' })
  noticedOn: string | null;
}

export function toAdverseEvent(row: OpenEvent): AdverseEvent {
  const { id, clientId, appointmentId, source, authorName, recordedAt, content } = row;
  return Object.assign(new AdverseEvent(), {
    ...{ id, clientId, appointmentId, recordedAt, author: authorName, source: source as AdverseEventSource },
    ...{ kind: content?.kind ?? null, severity: content?.severity ?? null },
    ...{ description: content?.description ?? null, noticedOn: content?.noticedOn ?? null },
  });
}

export const AdverseEventConnection = connectionOf(AdverseEvent, 'AdverseEvent');

@Allow(CLINICAL)
@ObjectType()
export class AdverseEventPayload {
  @Field(() => AdverseEvent)
  adverseEvent: AdverseEvent;

  static of(row: OpenEvent): AdverseEventPayload {
    return Object.assign(new AdverseEventPayload(), { adverseEvent: toAdverseEvent(row) });
  }
}

@ArgsType()
export class AdverseEventsArgs extends PageArgs {
  @Field(() => ID, { description: 'With the events under records that were merged with this client.' })
  @IsUUID()
  clientId: string;
}

@InputType()
export class RecordAdverseEventInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => ID, { nullable: true, description: 'The session in or after which it came up.' })
  @IsOptional()
  @IsUUID()
  appointmentId?: string | null;

  @Field(() => AdverseEventKind)
  @IsEnum(AdverseEventKind)
  kind: AdverseEventKind;

  @Field(() => AdverseEventSeverity)
  @IsEnum(AdverseEventSeverity)
  severity: AdverseEventSeverity;

  @Field({ description: 'What happened, at most 4,000 characters.' })
  @IsString()
  description: string;

  @Field(() => LocalDate, { nullable: true, description: 'When it was noticed.' })
  @IsOptional()
  @IsString()
  noticedOn?: string | null;
}
