import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsDate, IsEnum, IsInt, IsOptional, IsString, IsUUID, Min, ValidateNested } from 'class-validator';
import { ScoreInput, toScoreValue } from '../../outcomes/index.js';
import { BodyRegion, BodySide, Technique } from '../../practices/domain/index.js';
import { BodySiteInput } from '../../practices/index.js';
import type { SelfCareItemId } from '../domain/self-care-library.js';
import { FindingKind, TreatmentConsent } from '../domain/session-note.js';
import type { SessionNote } from '../domain/session-note.js';

@InputType()
export class FindingInput {
  @Field(() => BodyRegion)
  @IsEnum(BodyRegion)
  region: BodyRegion;

  @Field(() => BodySide)
  @IsEnum(BodySide)
  side: BodySide;

  @Field(() => FindingKind)
  @IsEnum(FindingKind)
  kind: FindingKind;

  @Field(() => Int, { description: '0 to 10.' })
  @IsInt()
  intensity: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  remark?: string | null;
}

@InputType()
export class TechniqueUsedInput {
  @Field(() => Technique)
  @IsEnum(Technique)
  technique: Technique;

  @Field(() => Int, { nullable: true, description: 'Walton’s scale, 1 to 5.' })
  @IsOptional()
  @IsInt()
  pressure?: number | null;

  @Field(() => [BodySiteInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => BodySiteInput)
  sites: BodySiteInput[] = [];

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @IsInt()
  minutes?: number | null;
}

@InputType()
export class WrittenConsentInput {
  @Field(() => BodyRegion)
  @IsEnum(BodyRegion)
  region: BodyRegion;

  @Field({ description: 'Who signed: the client, or the guardian.' })
  @IsString()
  signedBy: string;

  @Field()
  @IsDate()
  signedAt: Date;
}

@InputType()
export class NoteConsentInput {
  @Field(() => TreatmentConsent)
  @IsEnum(TreatmentConsent)
  treatment: TreatmentConsent;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  remark?: string | null;

  @Field(() => [WrittenConsentInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => WrittenConsentInput)
  written: WrittenConsentInput[] = [];
}

@InputType()
export class SelfCareGivenInput {
  @Field({ description: 'The id of an item of the self-care library.' })
  @IsString()
  item: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  remark?: string | null;
}

@InputType()
export class RecommendationInput {
  @Field(() => String, { nullable: true, description: 'An ISO 8601 duration such as P14D.' })
  @IsOptional()
  @IsString()
  interval?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  followUp?: string | null;
}

/** How much and how long everything may be is for the domain to say. */
@InputType({ description: 'All that the note says: what is left out is empty.' })
export class SessionNoteInput {
  @Field({ defaultValue: '' })
  @IsString()
  subjective: string = '';

  @Field({ defaultValue: '' })
  @IsString()
  objective: string = '';

  @Field({ defaultValue: '' })
  @IsString()
  assessment: string = '';

  @Field({ defaultValue: '' })
  @IsString()
  plan: string = '';

  @Field(() => [FindingInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => FindingInput)
  findings: FindingInput[] = [];

  @Field(() => [TechniqueUsedInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => TechniqueUsedInput)
  techniques: TechniqueUsedInput[] = [];

  @Field(() => NoteConsentInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => NoteConsentInput)
  consent?: NoteConsentInput | null;

  @Field(() => [ScoreInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => ScoreInput)
  scoresBefore: ScoreInput[] = [];

  @Field(() => [ScoreInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => ScoreInput)
  scoresAfter: ScoreInput[] = [];

  @Field({ defaultValue: '' })
  @IsString()
  reaction: string = '';

  @Field(() => [SelfCareGivenInput], { defaultValue: [] })
  @ValidateNested({ each: true })
  @Type(() => SelfCareGivenInput)
  selfCare: SelfCareGivenInput[] = [];

  @Field(() => RecommendationInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => RecommendationInput)
  recommendation?: RecommendationInput | null;
}

@InputType()
export class SaveSessionNoteDraftInput {
  @Field(() => ID)
  @IsUUID()
  appointmentId: string;

  @Field(() => Int, { nullable: true, description: 'The version that you have seen; left out of a draft that begins.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number | null;

  @Field()
  @ValidateNested()
  @Type(() => SessionNoteInput)
  note: SessionNoteInput;
}

export function toNote(input: SessionNoteInput): SessionNote {
  const { subjective, objective, assessment, plan, reaction, consent, recommendation } = input;
  return {
    ...{ subjective, objective, assessment, plan, reaction },
    findings: input.findings.map(({ region, side, kind, intensity, remark = null }) => ({
      ...{ region, side, kind, intensity, remark },
    })),
    techniques: input.techniques.map(({ technique, pressure = null, sites, minutes = null }) => ({
      ...{ technique, pressure, minutes, sites: sites.map(({ region, side }) => ({ region, side })) },
    })),
    consent: consent ? toConsent(consent) : null,
    scoresBefore: input.scoresBefore.map(toScoreValue),
    scoresAfter: input.scoresAfter.map(toScoreValue),
    selfCare: input.selfCare.map(({ item, remark = null }) => ({ item: item as SelfCareItemId, remark })),
    recommendation: { interval: recommendation?.interval ?? null, followUp: recommendation?.followUp ?? null },
  };
}

const toConsent = ({ treatment, remark = null, written }: NoteConsentInput): SessionNote['consent'] => ({
  ...{ treatment, remark },
  written: written.map(({ region, signedBy, signedAt }) => ({ region, signedBy, signedAt: signedAt.getTime() })),
});
