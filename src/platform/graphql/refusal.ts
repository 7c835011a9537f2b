import { Field, InterfaceType } from '@nestjs/graphql';
import { Allow, ANYONE } from './allow.js';

/** A foreseeable refusal: a value in a result union, with a sentence for a person and what a client needs to go on. */
@InterfaceType({ description: 'A foreseeable refusal: nothing was changed, and the fields say how to go on.' })
export abstract class Refusal {
  @Allow(ANYONE)
  @Field({ description: 'One sentence for a person.' })
  readonly message: string;
}
