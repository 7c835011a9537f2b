import { ArgsType, Field, ID } from '@nestjs/graphql';
import { IsBoolean, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { PageArgs } from '../../../platform/graphql/index.js';
import { Technique } from '../../practices/index.js';

@ArgsType()
export class TherapistsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those who work there.' })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;

  @Field(() => Technique, { nullable: true, description: 'Only those who are qualified in it.' })
  @IsOptional()
  @IsEnum(Technique)
  technique?: Technique | null;

  @Field({ defaultValue: false })
  @IsBoolean()
  includeArchived: boolean = false;
}
