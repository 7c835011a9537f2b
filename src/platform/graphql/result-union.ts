import type { Type } from '@nestjs/common';
import { createUnionType, Field, Int, ObjectType } from '@nestjs/graphql';
import type { StaleVersion } from '../database/index.js';
import { Allow, ANYONE } from './allow.js';
import { Refusal } from './refusal.js';

/** Declares what a mutation may answer: its payload, or one of its refusals. Resolvers return instances of the classes. */
export function resultUnion<T extends readonly Type<object>[]>(name: string, types: T): InstanceType<T[number]> {
  return createUnionType({
    name,
    types: () => types,
    resolveType: (value: object) => value.constructor as Type<object>,
  }) as unknown as InstanceType<T[number]>;
}

@Allow(ANYONE)
@ObjectType({
  implements: () => [Refusal],
  description: 'Somebody else has changed the record since it was read: read it again, then decide.',
})
export class VersionConflict extends Refusal {
  @Field(() => Int)
  readonly currentVersion: number;

  static of({ currentVersion }: StaleVersion): VersionConflict {
    const message = 'Somebody else has changed this in the meantime. Look at it again before you save.';
    return Object.assign(new VersionConflict(), { message, currentVersion });
  }
}
