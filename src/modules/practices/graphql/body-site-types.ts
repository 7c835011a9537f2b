import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsEnum } from 'class-validator';
import { Allow, CLINICAL } from '../../../platform/graphql/index.js';
import { BodyRegion, BodySide } from '../domain/body-site.js';

registerEnumType(BodyRegion, { name: 'BodyRegion', description: 'A region of the body map.' });
registerEnumType(BodySide, { name: 'BodySide', description: 'As the person has it, not as one looks at them.' });

@Allow(CLINICAL)
@ObjectType({ description: 'One place of the body map.' })
export class BodySite {
  @Field(() => BodyRegion)
  region: BodyRegion;

  @Field(() => BodySide)
  side: BodySide;
}

@InputType()
export class BodySiteInput {
  @Field(() => BodyRegion)
  @IsEnum(BodyRegion)
  region: BodyRegion;

  @Field(() => BodySide)
  @IsEnum(BodySide)
  side: BodySide;
}
