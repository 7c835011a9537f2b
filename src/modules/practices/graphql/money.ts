import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Allow, STAFF } from '../../../platform/graphql/index.js';

@Allow(STAFF)
@ObjectType({ description: 'An amount of money.' })
export class Money {
  @Field(() => Int, { description: 'In minor units of the currency: cents of EUR, whole JPY.' })
  amountMinor: number;

  @Field({ description: 'ISO 4217: EUR.' })
  currency: string;
}
