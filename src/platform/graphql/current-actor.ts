import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { Unauthenticated } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import type { GraphqlContext } from './graphql-context.js';

/** The signed-in member of staff, with what they ask for. Throws `Unauthenticated` where there is none. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): StaffActor => {
  const { actor, act } = GqlExecutionContext.create(context).getContext<GraphqlContext>();
  if (!actor) throw new Unauthenticated('Sign in first.');
  return act ? { ...actor, act } : actor;
});
