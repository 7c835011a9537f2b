import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsEnum, IsOptional, IsUUID, Length } from 'class-validator';
import {
  Allow,
  CLINICAL,
  connectionOf,
  LocalDate,
  PageArgs,
  Refusal,
  resultUnion,
  STAFF,
  Trimmed,
} from '../../../platform/graphql/index.js';
import { Technique } from '../../practices/index.js';
import type { ClearanceNotOpen as NotOpen } from '../open-clearances.js';
import type { ClearanceDetails as Details } from '../read-clearances.js';
import type { Clearance as ClearanceRow } from '../storage/clearances.js';

export enum ClearanceStatus {
  REQUESTED = 'requested',
  RECORDED = 'recorded',
  WITHDRAWN = 'withdrawn',
  VOIDED = 'voided',
}
registerEnumType(ClearanceStatus, {
  name: 'ClearanceStatus',
  description: 'How a clearance stands. New risk answers void one; whether one has expired, its details say.',
});

@ArgsType()
export class ClearancesArgs extends PageArgs {
  @Field(() => ID)
  @IsUUID()
  clientId: string;
}

@InputType()
export class RequestClearanceInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => String, { nullable: true, description: '1 to 2000 characters, for those who may read the record.' })
  @IsOptional()
  @Trimmed()
  @Length(1, 2000)
  note?: string | null;
}

@InputType()
export class RecordClearanceInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => ID, { nullable: true, description: 'The request that it answers, if there was one.' })
  @IsOptional()
  @IsUUID()
  clearanceId?: string | null;

  @Field({ description: '2 to 200 characters: the health professional who gave it.' })
  @Trimmed()
  @Length(2, 200)
  givenBy: string;

  @Field(() => [Technique], { description: 'For which it was given.' })
  @ArrayNotEmpty()
  @ArrayUnique()
  @ArrayMaxSize(20)
  @IsEnum(Technique, { each: true })
  techniques: Technique[];

  @Field(() => LocalDate)
  givenOn: string;

  @Field(() => LocalDate, { description: 'Its last day, within 12 months.' })
  expiresOn: string;

  @Field(() => String, { nullable: true, description: '1 to 2000 characters.' })
  @IsOptional()
  @Trimmed()
  @Length(1, 2000)
  note?: string | null;

  @Field(() => ID, { nullable: true, description: 'The document, uploaded before as a clearance of this client.' })
  @IsOptional()
  @IsUUID()
  attachmentId?: string | null;
}

@InputType()
export class WithdrawClearanceInput {
  @Field(() => ID)
  @IsUUID()
  id: string;

  @Field({ description: '3 to 2000 characters.' })
  @Trimmed()
  @Length(3, 2000)
  reason: string;
}

@Allow(CLINICAL)
@ObjectType({ description: 'What a clearance says.' })
export class ClearanceDetails {
  @Field(() => String, { nullable: true, description: 'What was asked for.' })
  requestNote: string | null;

  @Field(() => String, { nullable: true, description: 'The health professional. Null until it was given.' })
  givenBy: string | null;

  @Field(() => [Technique])
  techniques: readonly Technique[];

  @Field(() => LocalDate, { nullable: true })
  givenOn: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Its last day.' })
  expiresOn: string | null;

  @Field(() => String, { nullable: true })
  note: string | null;

  @Field(() => ID, { nullable: true, description: 'The document.' })
  attachmentId: string | null;

  @Field(() => String, { nullable: true })
  withdrawnBecause: string | null;

  static of({ content, ...details }: Details): ClearanceDetails {
    const { givenBy = null, techniques = [], givenOn = null, expiresOn = null, note = null } = content ?? {};
    return Object.assign(new ClearanceDetails(), { ...details, givenBy, techniques, givenOn, expiresOn, note });
  }
}

@Allow(STAFF)
@ObjectType({ description: 'A health professional’s permission to treat a client, from the request to its end.' })
export class Clearance {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { description: 'The record under which it stands.' })
  clientId: string;

  @Field(() => ClearanceStatus)
  status: ClearanceStatus;

  @Field({ description: 'When it was asked for, or first recorded.' })
  openedAt: Date;

  @Field(() => Date, { nullable: true })
  recordedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was withdrawn, or became void.' })
  endedAt: Date | null;
}

export function toClearance({ id, clientId, state, openedAt, recordedAt, endedAt }: ClearanceRow): Clearance {
  const status = state as ClearanceStatus;
  return Object.assign(new Clearance(), { id, clientId, status, openedAt, recordedAt, endedAt });
}

export const ClearanceConnection = connectionOf(Clearance, 'Clearance');

@Allow(STAFF)
@ObjectType()
export class ClearancePayload {
  @Field(() => Clearance)
  clearance: Clearance;

  static of(row: ClearanceRow): ClearancePayload {
    return Object.assign(new ClearancePayload(), { clearance: toClearance(row) });
  }
}

@Allow(STAFF)
@ObjectType({ implements: () => [Refusal], description: 'Not possible from where the clearance stands.' })
export class ClearanceNotOpen extends Refusal {
  @Field(() => ClearanceStatus)
  status: ClearanceStatus;

  static of({ state }: NotOpen): ClearanceNotOpen {
    const message = `This clearance is ${state}, and from there this is not possible.`;
    return Object.assign(new ClearanceNotOpen(), { message, status: state as ClearanceStatus });
  }
}

export const ChangeClearanceResult = resultUnion('ChangeClearanceResult', [ClearancePayload, ClearanceNotOpen]);
