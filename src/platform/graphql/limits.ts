import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';

/**
 * The most that one operation may ask for. Deep enough for the console's largest page; a list multiplies the cost of
 * what stands below it, whatever its size. Batches are off: one request is one operation.
 */
export const LIMITS = { depth: 12, cost: 20_000, aliases: 20, directives: 20, tokens: 3_000 };

/** The rules that hold operations to `LIMITS`, but for the tokens, which the parser counts. */
export const limitRules = (): readonly ValidationRule[] =>
  new ApolloArmor({
    maxDepth: { n: LIMITS.depth },
    costLimit: { maxCost: LIMITS.cost, objectCost: 2, scalarCost: 1, depthCostFactor: 1.5, ignoreIntrospection: true },
    maxAliases: { n: LIMITS.aliases },
    maxDirectives: { n: LIMITS.directives },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect().validationRules;
