import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import { Allow, CLINICAL, LocalDate } from '../../../platform/graphql/index.js';
import { BodySiteType } from '../../practices/index.js';
import { AdaptationCode, labelOf, Lifted, RiskCode, ScreeningLabel, VerdictLevel } from '../domain/index.js';
import type { Adaptation, Reason } from '../domain/index.js';
import type { ScreenedVisit } from '../screen-visit.js';

registerEnumType(VerdictLevel, { name: 'VerdictLevel', description: 'What screening says of a visit, mildest first.' });
registerEnumType(ScreeningLabel, { name: 'ScreeningLabel', description: 'What the front desk sees of a verdict.' });
registerEnumType(AdaptationCode, { name: 'AdaptationCode', description: 'How a session must differ.' });
registerEnumType(Lifted, { name: 'ScreeningLift', description: 'Why a rule no longer holds a visit up.' });
registerEnumType(RiskCode, { name: 'RiskCode', description: 'What a client can answer that bears on treatment.' });

@ArgsType()
export class ScreeningLabelArgs {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => ID)
  @IsUUID()
  serviceId: string;

  @Field(() => LocalDate, { description: 'Of the visit, in the clinic’s calendar.' })
  date: string;
}

@ArgsType()
export class ScreeningArgs extends ScreeningLabelArgs {
  @Field(() => ID, { nullable: true, description: 'The visit, where it is booked: what its therapist decided counts.' })
  @IsOptional()
  @IsUUID()
  appointmentId?: string | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'One rule that applies to the visit.' })
export class ScreeningReason {
  @Field(() => ID)
  ruleId: string;

  @Field({ description: '“1” as shipped, “1+3” with the practice’s third override of it.' })
  version: string;

  @Field(() => VerdictLevel)
  level: VerdictLevel;

  @Field({ description: 'In plain words.' })
  text: string;

  @Field()
  source: string;

  @Field(() => RiskCode, {
    nullable: true,
    description: 'The answer that brought it up. Null where answers are missing.',
  })
  risk: RiskCode | null;

  @Field(() => Lifted, { nullable: true, description: 'Null while it counts.' })
  lifted: Lifted | null;

  static of({ ruleId, version, level, text, source, risk, lifted }: Reason): ScreeningReason {
    return Object.assign(new ScreeningReason(), { ruleId, version, level, text, source, risk, lifted });
  }
}

@Allow(CLINICAL)
@ObjectType({ description: 'How the session must differ from what the service usually is.' })
export class ScreeningAdaptation {
  @Field(() => AdaptationCode)
  code: AdaptationCode;

  @Field(() => [BodySiteType], { description: 'Where; empty means the whole body.' })
  sites: BodySiteType[];

  @Field(() => Int, { nullable: true, description: '1 to 5, where the pressure is limited.' })
  maxPressure: number | null;

  @Field({ description: 'In plain words.' })
  text: string;

  @Field(() => ID)
  ruleId: string;

  @Field()
  version: string;

  static of({ code, sites, maxPressure, text, ruleId, version }: Adaptation): ScreeningAdaptation {
    return Object.assign(new ScreeningAdaptation(), { code, sites, maxPressure, text, ruleId, version });
  }
}

@Allow(CLINICAL)
@ObjectType({ description: 'What screening says of a visit. The worst rule wins.' })
export class ScreeningVerdict {
  @Field(() => VerdictLevel)
  level: VerdictLevel;

  @Field(() => ScreeningLabel)
  label: ScreeningLabel;

  @Field(() => [ScreeningReason], { description: 'Worst first, with those that were lifted.' })
  reasons: ScreeningReason[];

  @Field(() => [ScreeningAdaptation])
  adaptations: ScreeningAdaptation[];

  @Field({ description: 'The treating therapist has decided about the visit as it is.' })
  decided: boolean;

  static of({ level, reasons, adaptations, decided }: ScreenedVisit): ScreeningVerdict {
    return Object.assign(new ScreeningVerdict(), {
      ...{ level, label: labelOf(level), decided },
      reasons: reasons.map((reason) => ScreeningReason.of(reason)),
      adaptations: adaptations.map((adaptation) => ScreeningAdaptation.of(adaptation)),
    });
  }
}
