import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver } from '@nestjs/apollo';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { BuildSchemaOptions } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Unauthenticated } from './kernel/index.js';
import type { StaffActor } from './kernel/index.js';
import { AccessModule, AccessTokens, BrowserSessions } from './modules/access/index.js';
import { TrustedDocuments } from './platform/console/index.js';
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
import type { BrowserSession, GraphqlContext } from './platform/graphql/index.js';
import { LOGGER, Metrics } from './platform/telemetry/index.js';

export const GRAPHQL_PATH = '/graphql';
export const SCHEMA_OPTIONS: BuildSchemaOptions = {
  numberScalarMode: 'integer',
  scalarsMap: [{ type: Date, scalar: DateTime }],
};

/**
 * Apollo Server as every operation meets it: who is asking, what they may select, how much, and how it fails. `documents` are the
 * operations that may be named by their hash.
 */
export function graphqlModule(documents?: ReadonlyMap<string, string>): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    imports: [AccessModule],
    inject: [HttpAdapterHost, UnitOfWork, AccessTokens, BrowserSessions, LOGGER, Acts, Metrics],
    useFactory: (...known: Parameters<typeof options>) => ({
      ...options(...known),
      persistedQueries: documents ? { cache: new TrustedDocuments(documents), ttl: null } : false,
    }),
  });
}

function options(
  host: HttpAdapterHost,
  unitOfWork: UnitOfWork,
  tokens: AccessTokens,
  browsers: BrowserSessions,
  logger: Logger,
  acts: Acts,
  metrics: Metrics,
): ApolloDriverConfig {
  const contextFor = (actor: StaffActor | null, asked: Asked): GraphqlContext => {
    return { actor, ...asked, reads: new Reads(unitOfWork, actor), loaders: new Map() };
  };
  const subscribing = subscriptionsPlugin({
    host,
    path: GRAPHQL_PATH,
    admit: (token) => tokens.verify(token),
    contextFor: (actor) => contextFor(actor, BY_WEBSOCKET),
    formatError: formatError(logger),
  });
  return {
    path: GRAPHQL_PATH,
    autoSchemaFile: true,
    sortSchema: true,
    buildSchemaOptions: SCHEMA_OPTIONS,
    transformSchema: (schema) => keyMutations(assertEveryFieldHasRule(schema), acts),
    context: async (request: FastifyRequest, reply: FastifyReply) =>
      contextFor(await bearer(tokens, request.headers.authorization), askedBy(request, browsers.of(request, reply))),
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
  };
}

type Asked = Pick<GraphqlContext, 'origin' | 'browser'>;

const BY_WEBSOCKET: Asked = {
  origin: { address: 'websocket', device: 'websocket', inBrowser: false },
  browser: null,
};

const askedBy = ({ headers, ip }: FastifyRequest, browser: BrowserSession | null): Asked => ({
  origin: { address: ip, device: headers['user-agent'] ?? 'unknown', inBrowser: browser !== null },
  browser,
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
