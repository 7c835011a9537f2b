import type { SubscriptionConfig } from '@nestjs/graphql';
import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
import { Unauthenticated } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import type { GraphqlContext } from './graphql-context.js';
import { limitRules, LIMITS } from './limits.js';
import { rightsError } from './request-plugin.js';
import { forbiddenFields } from './rights.js';

/** Who a connection's token names, and until when (epoch ms). */
export interface Admission {
  readonly actor: StaffActor;
  readonly expiresAt: number;
}

interface Connection {
  admission?: Admission;
  socket: { close(code: number, reason: string): void };
  expiry?: NodeJS.Timeout;
}

interface Parts {
  readonly path: string;
  schema(): GraphQLSchema;
  admit(accessToken: string): Promise<Admission>;
  contextFor(actor: StaffActor): GraphqlContext;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
}

const UNAUTHORIZED = 4401;
/** More than any screen has boards. */
const MOST_AT_ONCE = 20;

/**
 * GraphQL over WebSocket, for subscriptions alone. The limits and rights of HTTP hold here too. The connection carries
 * an access token in its `connection_init` payload (`authorization: Bearer …`) and closes with 4401 when that token ends,
 * or when an event finds the session ended.
 */
export function subscriptions({ path, schema, admit, contextFor, formatError }: Parts): SubscriptionConfig {
  const rules = [...specifiedRules, ...limitRules()];
  return {
    'graphql-ws': {
      path,
      onConnect: async (context: Context<Record<string, unknown>, unknown>) => {
        const connection = context.extra as Connection;
        connection.admission = await admitted(admit, context.connectionParams?.['authorization']);
        if (!connection.admission) {
          connection.socket.close(UNAUTHORIZED, 'The access token is not valid, or has ended');
          return false;
        }
        const left = connection.admission.expiresAt - Date.now();
        connection.expiry = setTimeout(() => connection.socket.close(UNAUTHORIZED, 'The access token has ended'), left);
        connection.expiry.unref();
      },
      onDisconnect: (context: Context<Record<string, unknown>, unknown>) => {
        clearTimeout((context.extra as Connection).expiry);
      },
      onSubscribe: (context: Context, _id: string, payload: SubscribePayload) => {
        const { actor } = (context.extra as Connection).admission!;
        if (Object.keys(context.subscriptions).length > MOST_AT_ONCE) {
          return [new GraphQLError(`One connection carries at most ${MOST_AT_ONCE} subscriptions.`)];
        }
        return executionOf({ schema: schema(), rules, actor, payload, contextValue: contextFor(actor) });
      },
      onNext: (
        context: Context,
        _id: string,
        _payload: SubscribePayload,
        _args: ExecutionArgs,
        result: ExecutionResult,
      ) => toldToClient(result, formatError, context.extra as Connection),
    },
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
