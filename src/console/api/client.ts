import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import type { Exchange, SubscriptionForwarder } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { persistedExchange } from '@urql/exchange-persisted';
import { createClient as createSocket } from 'graphql-ws';
import { normalisedCache } from './cache.js';
import { isUnauthenticated } from './failure.js';

const ENDPOINT = '/graphql';
/** What renews a session stands in a cookie that no script reads; signing out takes it away. */
export const KEPT_IN_COOKIE: RequestInit = { headers: { 'x-session': 'cookie' } };

/** What the client needs to know of who is signed in. */
export interface Credentials {
  /** Null once the session has ended. */
  accessToken(): string | null;
  /** Whether the token ends within seconds. */
  isEnding(): boolean;
  /** Fetches the next token; where there is none, the session has ended, and whoever shows it says so. */
  renew(): Promise<void>;
}

/** A GraphQL client of one session: its cache knows nothing of who sat here before. */
export function createClient(credentials: Credentials): Client {
  return new Client({
    url: ENDPOINT,
    preferGetMethod: false,
    fetchOptions: KEPT_IN_COOKIE,
    exchanges: [normalisedCache(), authorised(credentials), trusted(), fetchExchange, live(credentials)],
  });
}

const authorised = (credentials: Credentials): Exchange =>
  authExchange((utilities) =>
    Promise.resolve({
      addAuthToOperation(operation) {
        const token = credentials.accessToken();
        return token ? utilities.appendHeaders(operation, { authorization: `Bearer ${token}` }) : operation;
      },
      willAuthError: () => credentials.isEnding(),
      didAuthError: isUnauthenticated,
      refreshAuth: () => credentials.renew(),
    }),
  );

/** Operations go by their hash, which the server knows: what is not built into the console cannot be asked by it. */
const trusted = (): Exchange =>
  persistedExchange({
    enforcePersistedQueries: true,
    enableForMutation: true,
    preferGetForPersistedQueries: false,
    generateHash: (_, document) => Promise.resolve((document as { __meta__?: { hash: string } }).__meta__?.hash),
  });

/** Connects when something is listened to, and again for as long as it is: each time with the token of that moment. */
function live(credentials: Credentials): Exchange {
  const { protocol, host } = window.location;
  const socket = createSocket({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${ENDPOINT}`,
    connectionParams: async () => {
      if (credentials.isEnding()) await credentials.renew();
      return { authorization: `Bearer ${credentials.accessToken() ?? ''}` };
    },
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempt) =>
      new Promise((resolve) => setTimeout(resolve, Math.min(250 * 2 ** attempt, 8_000) * (0.5 + Math.random() / 2))),
    // Also after 4401: the token has ended, and the next connection carries another.
    shouldRetry: () => credentials.accessToken() !== null,
  });
  const forward: SubscriptionForwarder = ({ query, variables }) => ({
    subscribe: (sink) => ({
      unsubscribe: socket.subscribe({ query: query ?? '', variables: variables as Record<string, unknown> }, sink),
    }),
  });
  return subscriptionExchange({ forwardSubscription: forward });
}
