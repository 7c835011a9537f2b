import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

export const GRAPHIQL_PATH = '/graphiql';

/** What the editor holds when it is opened for the first time. */
const FIRST_STEPS = `# 1. Sign in, with a login of yours.
mutation SignIn {
  signIn(input: { email: "", password: "" }) {
    ... on SignInPayload {
      accessToken
    }
    ... on Refusal {
      message
    }
  }
}

# 2. Put the token under "Headers", below:
#    {"authorization": "Bearer <accessToken>"}

# 3. Ask. The book on the left says what there is.
query Clinics {
  clinics {
    id
    name
    timeZone
  }
}
`;

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
      defaultQuery: FIRST_STEPS,
    });
    return reply.type('text/html; charset=utf-8').header('cache-control', 'private, max-age=3600').send(page);
  });
}
