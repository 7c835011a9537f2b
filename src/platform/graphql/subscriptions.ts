import type { ApolloServerPlugin } from '@apollo/server';
import type { HttpAdapterHost } from '@nestjs/core';
import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import type { Extra } from 'graphql-ws/use/ws';
import type { WebSocket } from 'ws';
import { Unauthenticated } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { acceptUpgrades } from './accept-upgrades.js';
import type { GraphqlContext } from './graphql-context.js';
import { limitRules, LIMITS } from './limits.js';
import { rightsError } from './request-plugin.js';
import { forbiddenFields } from './rights.js';

/** Who a connection's token names, and until when (epoch ms). */
export interface Admission {
  readonly actor: StaffActor;
  readonly expiresAt: number;
}

type Params = Record<string, unknown>;
type Connection = Extra & { admission?: Admission; expiry?: NodeJS.Timeout };
type Connected = Context<Params, Connection>;

interface Parts {
  /** Has the HTTP server by the time at which Apollo starts. */
  readonly host: HttpAdapterHost;
  readonly path: string;
  admit(accessToken: string): Promise<Admission>;
  contextFor(actor: StaffActor): GraphqlContext;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
}

const UNAUTHORIZED = 4401;
/** How long a connection may stay without its `connection_init`; then it closes with 4408. */
const INIT_MS = 3_000;
/** More than any screen has boards. */
const MOST_AT_ONCE = 20;

/**
 * GraphQL over WebSocket, for subscriptions alone. The limits and rights of HTTP hold here too. The connection carries
 * an access token in its `connection_init` payload (`authorization: Bearer …`) and closes with 4401 when that token ends,
 * or when an event finds the session ended. Starts and ends with Apollo; the server of Nest's GraphQL module would take
 * messages of 100 MiB from anybody.
 */
export function subscriptionsPlugin({ host, path, ...parts }: Parts): ApolloServerPlugin<GraphqlContext> {
  return {
    serverWillStart({ schema }) {
      const sockets = acceptUpgrades(host.httpAdapter.getHttpServer(), path);
      const served = useServer(protocol({ schema, ...parts }), sockets);
      sockets.on('connection', blamePeerForItsErrors);
      return Promise.resolve({ drainServer: async () => served.dispose() });
    },
  };
}

/**
 * A message that is too large, or none, is its peer's fault, and ws closes the connection for it. graphql-ws would
 * print it as an error of ours, once for every stranger who tries.
 */
function blamePeerForItsErrors(peer: WebSocket): void {
  peer.removeAllListeners('error').on('error', () => undefined);
}

interface Served extends Pick<Parts, 'admit' | 'contextFor' | 'formatError'> {
  readonly schema: GraphQLSchema;
}

function protocol({ schema, admit, contextFor, formatError }: Served): ServerOptions<Params, Connection> {
  const rules = [...specifiedRules, ...limitRules()];
  return {
    connectionInitWaitTimeout: INIT_MS,
    onConnect: async ({ connectionParams, extra }: Connected) => {
      extra.admission = await admitted(admit, connectionParams?.['authorization']);
      if (!extra.admission) {
        extra.socket.close(UNAUTHORIZED, 'The access token is not valid, or has ended');
        return false;
      }
      const left = extra.admission.expiresAt - Date.now();
      extra.expiry = setTimeout(() => extra.socket.close(UNAUTHORIZED, 'The access token has ended'), left);
      extra.expiry.unref();
    },
    onDisconnect: ({ extra }: Connected) => clearTimeout(extra.expiry),
    onSubscribe: ({ subscriptions, extra }: Connected, _id: string, payload: SubscribePayload) => {
      const { actor } = extra.admission!;
      if (Object.keys(subscriptions).length > MOST_AT_ONCE) {
        return [new GraphQLError(`One connection carries at most ${MOST_AT_ONCE} subscriptions.`)];
      }
      return executionOf({ schema, rules, actor, payload, contextValue: contextFor(actor) });
    },
    onNext: (
      { extra }: Connected,
      _id: string,
      _payload: SubscribePayload,
      _args: ExecutionArgs,
      result: ExecutionResult,
    ) => toldToClient(result, formatError, extra),
  };
}

/** The result with its errors as the client may see them; one that finds the session ended closes the connection. */
function toldToClient(result: ExecutionResult, formatError: Parts['formatError'], { socket }: Connection): object {
  if (!result.errors) return result;
  const errors = result.errors.map((error) => formatError(error.toJSON(), error));
  const ended = errors.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');
  if (ended) socket.close(UNAUTHORIZED, 'The session has ended');
  return { ...result, errors };
}

/** Undefined for a token that admits nobody. */
async function admitted(admit: Parts['admit'], authorization: unknown = ''): Promise<Admission | undefined> {
  try {
    return await admit(String(authorization).replace(/^Bearer /i, ''));
  } catch (error) {
    if (error instanceof Unauthenticated) return undefined;
    throw error;
  }
}

interface Asked {
  schema: GraphQLSchema;
  rules: typeof specifiedRules;
  actor: StaffActor;
  payload: SubscribePayload;
  contextValue: GraphqlContext;
}

function executionOf({ schema, rules, actor, payload, contextValue }: Asked): ExecutionArgs | GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(payload.query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
  const errors = validate(schema, document, rules);
  if (errors.length > 0) return [...errors];
  if (getOperationAST(document, payload.operationName)?.operation !== 'subscription') {
    return [new GraphQLError('Only subscriptions run over WebSocket; send queries and mutations over HTTP.')];
  }
  const forbidden = forbiddenFields(schema, document, actor.role);
  if (forbidden.length > 0) return [rightsError(actor, forbidden)];
  const { operationName, variables } = payload;
  return { schema, document, operationName, variableValues: variables, contextValue };
}
