import { Extensions } from '@nestjs/graphql';
import { GraphQLNonNull, GraphQLString } from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLSchema } from 'graphql';
import { InvalidInput } from '../../kernel/index.js';
import type { Acts } from '../database/index.js';
import type { GraphqlContext } from './graphql-context.js';

const [SHORTEST, LONGEST] = [8, 200];
const DESCRIPTION = `${SHORTEST} to ${LONGEST} characters, new for each act. A repetition within 24 hours answers again and does nothing twice; what was refused is tried again.`;

/** Of a mutation that must not be asked for without a key. */
export const DemandKey = (): MethodDecorator => Extensions({ demandsKey: true });

/** Of a mutation that takes no key, and why. */
export const WithoutKey = (reason: string): MethodDecorator => Extensions({ withoutKey: reason });

/**
 * Gives every other mutation of the schema the argument `idempotencyKey`, and lets resolvers find what is asked for under it with
 * their actor (`CurrentActor`, `once`). Returns the schema.
 */
export function keyMutations(schema: GraphQLSchema, acts: Acts): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (field.extensions['withoutKey'] === undefined) addKey(field, acts);
  }
  return schema;
}

function addKey(field: GraphQLField<unknown, GraphqlContext>, acts: Acts): void {
  const type = field.extensions['demandsKey'] ? new GraphQLNonNull(GraphQLString) : GraphQLString;
  const argument = { name: 'idempotencyKey', type, description: DESCRIPTION, extensions: {} } as GraphQLArgument;
  field.args = [...field.args, argument];
  const { name, resolve } = field;
  field.resolve = (source, { idempotencyKey, ...body }, context, info) => {
    const key = (idempotencyKey ?? null) as string | null;
    if (key !== null) refuseLength(key);
    // Mutations of one document run one after the other, so that the context is one act's at a time.
    context.act = key === null ? undefined : acts.of(key, name, body);
    return resolve!(source, body, context, info);
  };
}

/** Counts characters, as the database does. */
function refuseLength(key: string): void {
  const { length } = [...key];
  if (length >= SHORTEST && length <= LONGEST) return;
  const rule = `idempotencyKey must have ${SHORTEST} to ${LONGEST} characters`;
  throw InvalidInput.of('idempotencyKey', 'isLength', rule);
}
