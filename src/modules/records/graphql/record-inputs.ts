import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsEnum, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { PageArgs } from '../../../platform/graphql/index.js';
import { JURISDICTION, JURISDICTION_RULE } from '../../practices/index.js';
import { ClientRequestKind } from './record-types.js';

@InputType()
export class RecordClientRequestInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => ClientRequestKind)
  @IsEnum(ClientRequestKind)
  kind: ClientRequestKind;
}

@InputType()
export class SetRetentionRuleInput {
  @Field({ description: 'A country or one of its parts, as clinics have it: DE, US-CA.' })
  @Matches(JURISDICTION, { message: JURISDICTION_RULE })
  jurisdiction: string;

  @Field(() => Int, { description: 'After the last visit: 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(100)
  years: number;

  @Field(() => Int, { description: 'After the 18th birthday of a client who came before it: 0 to 100.' })
  @IsInt()
  @Min(0)
  @Max(100)
  yearsAfterAdulthood: number;

  @Field(() => Int, { description: 'The version that was read; 0 where the practice has set nothing.' })
  @IsInt()
  @Min(0)
  version: number;
}

@ArgsType()
export class OfClientArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;
}
