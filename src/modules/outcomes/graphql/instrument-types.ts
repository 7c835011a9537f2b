import { Field, Float, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL } from '../../../platform/graphql/index.js';
import { ChangeSize, Instrument, INSTRUMENTS, ScoreUnit } from '../domain/instrument.js';
import { hasSide, Joint, mostDegrees, Movement, USUAL_DEGREES } from '../domain/range-of-motion.js';

registerEnumType(ScoreUnit, { name: 'ScoreUnit' });
registerEnumType(ChangeSize, { name: 'ChangeSize', description: 'How large a meaningful change is.' });

@Allow(CLINICAL)
@ObjectType({ description: 'The least difference that counts as a change.' })
export class ChangeStep {
  @Field(() => Float)
  least: number;

  @Field(() => ChangeSize, { nullable: true, description: 'Null where the instrument tells no sizes apart.' })
  size: ChangeSize | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'How an instrument scores.' })
export class InstrumentGuide {
  @Field(() => Instrument)
  instrument: Instrument;

  @Field()
  name: string;

  @Field(() => String, { nullable: true })
  abbreviation: string | null;

  @Field(() => ScoreUnit)
  unit: ScoreUnit;

  @Field(() => Float)
  min: number;

  @Field(() => Float)
  max: number;

  @Field(() => Float, { description: 'Scores are multiples of it.' })
  step: number;

  @Field({ description: 'Whether a lower score is the better one.' })
  lowerIsBetter: boolean;

  @Field(() => [ChangeStep], { description: 'Empty where no figure is known: then no change is called meaningful.' })
  meaningfulChange: ChangeStep[];
}

@Allow(CLINICAL)
@ObjectType({ description: 'How far a joint moves one way, in degrees.' })
export class MovementGuide {
  @Field(() => Joint)
  joint: Joint;

  @Field(() => Movement)
  movement: Movement;

  @Field({ description: 'Whether a score must say which side.' })
  hasSide: boolean;

  @Field(() => Int, { description: 'The average of adults.' })
  usualDegrees: number;

  @Field(() => Int, { description: 'No score may be higher.' })
  mostDegrees: number;
}

export const instrumentGuides = (): InstrumentGuide[] =>
  Object.values(Instrument).map((instrument) => {
    const { better, meaningful, ...guide } = INSTRUMENTS[instrument];
    const meaningfulChange = meaningful.map(({ least, size }) => ({ least, size }));
    const known = { instrument, ...guide, lowerIsBetter: better === 'lower', meaningfulChange };
    return Object.assign(new InstrumentGuide(), known);
  });

export const movementGuides = (): MovementGuide[] =>
  Object.values(Joint).flatMap((joint) =>
    Object.entries(USUAL_DEGREES[joint]).map(([name, usualDegrees]) => {
      const movement = name as Movement;
      const most = mostDegrees({ joint, movement })!;
      const guide = { joint, movement, usualDegrees, hasSide: hasSide({ joint, movement }), mostDegrees: most };
      return Object.assign(new MovementGuide(), guide);
    }),
  );
