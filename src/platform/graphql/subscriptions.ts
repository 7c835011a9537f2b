import type { SubscriptionConfig } from '@nestjs/graphql';
import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
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
}

const UNAUTHORIZED = 4401;

/**
 * GraphQL over WebSocket, for subscriptions alone. The limits and rights of HTTP hold here too. The connection carries
 * an access token in its `connection_init` payload (`authorization: Bearer …`) and closes when that token ends.
 */
export function subscriptions({ path, schema, admit, contextFor }: Parts): SubscriptionConfig {
  const rules = [...specifiedRules, ...limitRules()];
  return {
    'graphql-ws': {
      path,
      onConnect: async (context: Context<Record<string, unknown>, unknown>) => {
        const connection = context.extra as Connection;
        const header = String(context.connectionParams?.['authorization'] ?? '');
        connection.admission = await admit(header.replace(/^Bearer /i, ''));
        const left = connection.admission.expiresAt - Date.now();
        connection.expiry = setTimeout(() => connection.socket.close(UNAUTHORIZED, 'The access token has ended'), left);
        connection.expiry.unref();
      },
      onDisconnect: (context: Context<Record<string, unknown>, unknown>) => {
        clearTimeout((context.extra as Connection).expiry);
      },
      onSubscribe: (context: Context, _id: string, payload: SubscribePayload) => {
        const { actor } = (context.extra as Connection).admission!;
        return executionOf({ schema: schema(), rules, actor, payload, contextValue: contextFor(actor) });
      },
    },
  };
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
