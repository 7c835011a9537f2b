import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver } from '@nestjs/apollo';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { BuildSchemaOptions } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Unauthenticated } from './kernel/index.js';
import type { StaffActor } from './kernel/index.js';
import { AccessModule, AccessTokens } from './modules/access/index.js';
import { Acts, UnitOfWork } from './platform/database/index.js';
import {
  assertEveryFieldHasRule,
  DateTime,
  formatError,
  keyMutations,
  limitRules,
  LIMITS,
  operationTimes,
  Reads,
  requestPlugin,
  subscriptionsPlugin,
} from './platform/graphql/index.js';
import type { GraphqlContext } from './platform/graphql/index.js';
import { LOGGER, Metrics } from './platform/telemetry/index.js';

export const GRAPHQL_PATH = '/graphql';
export const SCHEMA_OPTIONS: BuildSchemaOptions = {
  numberScalarMode: 'integer',
  scalarsMap: [{ type: Date, scalar: DateTime }],
};

/** Apollo Server as every operation meets it: who is asking, what they may select, how much, and how it fails. */
export function graphqlModule(): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    imports: [AccessModule],
    inject: [HttpAdapterHost, UnitOfWork, AccessTokens, LOGGER, Acts, Metrics],
    useFactory: options,
  });
}

function options(
  host: HttpAdapterHost,
  unitOfWork: UnitOfWork,
  tokens: AccessTokens,
  logger: Logger,
  acts: Acts,
  metrics: Metrics,
): ApolloDriverConfig {
  const contextFor = (actor: StaffActor | null, origin: GraphqlContext['origin']): GraphqlContext => {
    return { actor, origin, reads: new Reads(unitOfWork, actor), loaders: new Map() };
  };
  const subscribing = subscriptionsPlugin({
    host,
    path: GRAPHQL_PATH,
    admit: (token) => tokens.verify(token),
    contextFor: (actor) => contextFor(actor, { address: 'websocket', device: 'websocket' }),
    formatError: formatError(logger),
  });
  return {
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    sortSchema: true,
    buildSchemaOptions: SCHEMA_OPTIONS,
    transformSchema: (schema) => keyMutations(assertEveryFieldHasRule(schema), acts),
    context: async (request: FastifyRequest) =>
      contextFor(await bearer(tokens, request.headers.authorization), originOf(request)),
    // Without answers that may be cached, its hints cost a call for every field.
    plugins: [requestPlugin(), operationTimes(metrics), subscribing, ApolloServerPluginCacheControlDisabled()],
    validationRules: [...limitRules()],
    parseOptions: { maxTokens: LIMITS.tokens },
    formatError: formatError(logger),
    autoTransformHttpErrors: false,
    introspection: true,
    graphiql: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
  };
}

const originOf = ({ headers, ip }: FastifyRequest): GraphqlContext['origin'] => ({
  address: ip,
  device: headers['user-agent'] ?? 'unknown',
});

/** Who the header's token names. With a token that has ended one is nobody, and may still sign in or refresh. */
async function bearer(tokens: AccessTokens, header = ''): Promise<StaffActor | null> {
  const [, token] = /^Bearer (.+)$/i.exec(header) ?? [];
  if (!token) return null;
  try {
    return (await tokens.verify(token)).actor;
  } catch (error) {
    if (error instanceof Unauthenticated) return null;
    throw error;
  }
}
