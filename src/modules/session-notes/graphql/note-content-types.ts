import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL } from '../../../platform/graphql/index.js';
import { ScoreType, toScore } from '../../outcomes/index.js';
import { BodyRegion, BodySide, Technique } from '../../practices/domain/index.js';
import { BodySiteType } from '../../practices/index.js';
import { FindingKind, TreatmentConsent } from '../domain/session-note.js';
import type { Consent, SessionNote } from '../domain/session-note.js';

registerEnumType(FindingKind, { name: 'FindingKind', description: 'What is found at a place of the body map.' });
registerEnumType(TreatmentConsent, { name: 'TreatmentConsent', description: 'What the client said to the treatment.' });

@Allow(CLINICAL)
@ObjectType({ description: 'Something seen or felt at a place of the body map: no diagnosis.' })
export class Finding {
  @Field(() => BodyRegion)
  region: BodyRegion;

  @Field(() => BodySide)
  side: BodySide;

  @Field(() => FindingKind)
  kind: FindingKind;

  @Field(() => Int, { description: '0 to 10.' })
  intensity: number;

  @Field(() => String, { nullable: true })
  remark: string | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'A technique as it was given.' })
export class TechniqueUsed {
  @Field(() => Technique)
  technique: Technique;

  @Field(() => Int, { nullable: true, description: 'Walton’s scale, 1 to 5; null where nothing was pressed.' })
  pressure: number | null;

  @Field(() => [BodySiteType])
  sites: BodySiteType[];

  @Field(() => Int, { nullable: true })
  minutes: number | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'A consent that was signed for a sensitive area in this one session.' })
export class WrittenConsent {
  @Field(() => BodyRegion)
  region: BodyRegion;

  @Field({ description: 'Who signed: the client, or the guardian.' })
  signedBy: string;

  @Field()
  signedAt: Date;
}

@Allow(CLINICAL)
@ObjectType()
export class NoteConsent {
  @Field(() => TreatmentConsent)
  treatment: TreatmentConsent;

  @Field(() => String, { nullable: true })
  remark: string | null;

  @Field(() => [WrittenConsent])
  written: WrittenConsent[];
}

@Allow(CLINICAL)
@ObjectType()
export class SelfCareGiven {
  @Field({ description: 'The id of an item of the self-care library.' })
  item: string;

  @Field(() => String, { nullable: true })
  remark: string | null;
}

@Allow(CLINICAL)
@ObjectType()
export class Recommendation {
  @Field(() => String, { nullable: true, description: 'When to come again: an ISO 8601 duration such as P14D.' })
  interval: string | null;

  @Field(() => String, { nullable: true })
  followUp: string | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'What a session note says: subjective, objective, assessment, plan, and what was done.' })
export class SessionNoteContent {
  @Field()
  subjective: string;

  @Field()
  objective: string;

  @Field()
  assessment: string;

  @Field()
  plan: string;

  @Field(() => [Finding])
  findings: Finding[];

  @Field(() => [TechniqueUsed])
  techniques: TechniqueUsed[];

  @Field(() => NoteConsent, { nullable: true, description: 'Null until somebody has asked.' })
  consent: NoteConsent | null;

  @Field(() => [ScoreType])
  scoresBefore: ScoreType[];

  @Field(() => [ScoreType])
  scoresAfter: ScoreType[];

  @Field({ description: 'How the client took the session.' })
  reaction: string;

  @Field(() => [SelfCareGiven])
  selfCare: SelfCareGiven[];

  @Field(() => Recommendation)
  recommendation: Recommendation;
}

export function toContent(note: SessionNote): SessionNoteContent {
  const { subjective, objective, assessment, plan, reaction, consent, recommendation } = note;
  return Object.assign(new SessionNoteContent(), {
    ...{ subjective, objective, assessment, plan, reaction },
    findings: note.findings.map(({ region, side, kind, intensity, remark }) => ({
      ...{ region, side, kind, intensity, remark },
    })),
    techniques: note.techniques.map(({ technique, pressure, sites, minutes }) => ({
      ...{ technique, pressure, minutes, sites: sites.map(({ region, side }) => ({ region, side })) },
    })),
    consent: consent && toConsent(consent),
    scoresBefore: note.scoresBefore.map(toScore),
    scoresAfter: note.scoresAfter.map(toScore),
    selfCare: note.selfCare.map(({ item, remark }) => ({ item, remark })),
    recommendation: { interval: recommendation.interval, followUp: recommendation.followUp },
  });
}

const toConsent = ({ treatment, remark, written }: Consent): NoteConsent => ({
  ...{ treatment, remark },
  written: written.map(({ region, signedBy, signedAt }) => ({ region, signedBy, signedAt: new Date(signedAt) })),
});
