import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GraphqlContext } from './graphql-context.js';
import { refuseNul } from './refuse-nul.js';
import { forbiddenFields } from './rights.js';
import type { StaffActor } from '../../kernel/index.js';

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** What a client without the right is told: to sign in, or which fields are not for its role. */
export function rightsError(actor: StaffActor | null, fields: readonly string[]): GraphQLError {
  return actor
    ? refused(`Your role (${actor.role}) may not use ${fields.join(', ')}.`, 'FORBIDDEN', 403)
    : refused('Sign in first.', 'UNAUTHENTICATED', 401);
}

function refused(message: string, code: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

/**
 * Around every operation over HTTP: rights before the first resolver runs; one unit of work for a query's reads,
 * committed before the response leaves; the status that GraphQL over HTTP asks for.
 */
export function requestPlugin(): ApolloServerPlugin<GraphqlContext> {
  const listener: GraphQLRequestListener<GraphqlContext> = {
    async didResolveOperation({ request, schema, document, operation, contextValue }) {
      const { actor, reads } = contextValue;
      const forbidden = forbiddenFields(schema, document, actor?.role ?? null);
      if (forbidden.length > 0) throw rightsError(actor, forbidden);
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
        throw refused('Subscriptions run over WebSocket.', 'BAD_REQUEST', 400);
      refuseNul(document, request.variables);
      if (operation?.operation === OperationTypeNode.QUERY) reads.share();
    },
    async willSendResponse({ request, response, contextValue }) {
      await contextValue.reads.finish();
      // With the older media type the status says only that the request was read (GraphQL over HTTP, 6.4.1).
      const { headers, method } = request.http ?? {};
      const older = !headers?.get('accept')?.includes(GRAPHQL_RESPONSE);
      if (older && method === 'POST' && [400, 401, 403].includes(response.http.status ?? 0)) response.http.status = 200;
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}
