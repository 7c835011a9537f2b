import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TestApi } from '../support/api.js';
import type { Operation } from './documents.js';

interface Answer {
  readonly data: Record<string, unknown> | null;
  /** Of the first error, and the sentence that goes with it. */
  readonly code?: string;
  readonly message?: string;
}

interface Told {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** Sends an operation the way that its kind travels, and returns its answer; of a subscription, the first one. */
export async function ask(api: TestApi, operation: Operation, token?: string): Promise<Answer> {
  const { kind, document, variables } = operation;
  const told =
    kind === 'subscription' ? await subscribe(api, operation, token) : await api.graphql(document, variables, token);
  const [error] = told.errors ?? [];
  return { data: told.data ?? null, code: error?.extensions?.['code'] as string | undefined, message: error?.message };
}

async function subscribe(api: TestApi, { document, variables }: Operation, token?: string): Promise<Told> {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
    retryAttempts: 0,
  });
  try {
    const { value } = await client.iterate({ query: document, variables }).next();
    return value as Told;
  } catch (error) {
    return { errors: refusals(error) };
  } finally {
    await client.dispose();
  }
}

/** What ends a subscription before its first answer: a message with errors, or the end of the connection. */
function refusals(error: unknown): NonNullable<Told['errors']> {
  if (Array.isArray(error)) return error as NonNullable<Told['errors']>;
  const { code, reason } = error as { code?: number; reason?: string };
  if (code === 4401) return [{ message: reason!, extensions: { code: 'UNAUTHENTICATED' } }];
  throw error;
}
