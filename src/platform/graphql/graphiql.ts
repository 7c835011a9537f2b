import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

export const GRAPHIQL_PATH = '/graphiql';

/**
 * Serves GraphiQL as one page that loads nothing from anywhere else, so that it works without internet. The page is
 * large and is rendered when somebody first asks for it.
 */
export function serveGraphiql(server: FastifyInstance, endpoint: string): void {
  let page: string | undefined;
  server.get(GRAPHIQL_PATH, (_request, reply) => {
    page ??= renderGraphiQL({
      endpoint,
      subscriptionsProtocol: 'WS',
      title: 'Unknot',
      defaultQuery:
        '# Sign in first, then set {"authorization": "Bearer <accessToken>"} under Headers.\n{ __typename }\n',
    });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'private, max-age=3600').send(page);
  });
}
