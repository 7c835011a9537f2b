import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsISO31661Alpha2, Length, Matches, ValidateIf } from 'class-validator';
import { Allow, resultUnion, STAFF, Trimmed, VersionConflict } from '../../../platform/graphql/index.js';
import type { Practice as PracticeRow } from '../storage/practice.entity.js';

const LEAD = 'How long before a client is due they are reminded: ISO 8601, P0D to P60D.';
const NUDGE = 'How long after the due date, or a later reminder, the only other one follows: ISO 8601, P1D to P60D.';
const DAYS = 'must be an ISO 8601 duration of days up to P60D';

@Allow(STAFF)
@ObjectType({ description: 'The business.' })
export class Practice {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'ISO 4217. All prices are in it, so it stays for good.' })
  currency: string;

  @Field({ description: 'ISO 3166-1 alpha-2.' })
  country: string;

  @Field({ description: LEAD })
  recallLead: string;

  @Field({ description: NUDGE })
  recallNudge: string;

  @Field(() => Int)
  version: number;
}

export function toPractice({ id, name, currency, country, recallLead, recallNudge, version }: PracticeRow): Practice {
  return Object.assign(new Practice(), { id, name, currency, country, recallLead, recallNudge, version });
}

const given = (_: unknown, value: unknown): boolean => value !== undefined;

@InputType({ description: 'What is left out stays as it is.' })
export class EditPracticeInput {
  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;

  @Field(() => String, { nullable: true })
  @ValidateIf(given)
  @Trimmed()
  @Length(1, 120)
  name?: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
  @ValidateIf(given)
  @IsISO31661Alpha2()
  country?: string;

  @Field(() => String, { nullable: true, description: LEAD })
  @ValidateIf(given)
  @Matches(/^P(\d|[1-5]\d|60)D$/, { message: `recallLead ${DAYS}` })
  recallLead?: string;

  @Field(() => String, { nullable: true, description: NUDGE })
  @ValidateIf(given)
  @Matches(/^P([1-9]|[1-5]\d|60)D$/, { message: `recallNudge ${DAYS}` })
  recallNudge?: string;
}

@Allow(STAFF)
@ObjectType()
export class PracticePayload {
  @Field(() => Practice)
  practice: Practice;

  static of(row: PracticeRow): PracticePayload {
    return Object.assign(new PracticePayload(), { practice: toPractice(row) });
  }
}

export const EditPracticeResult = resultUnion('EditPracticeResult', [PracticePayload, VersionConflict]);
