import type { ApolloServerPlugin } from '@apollo/server';
import type { Metrics } from '../telemetry/index.js';
import type { GraphqlContext } from './graphql-context.js';

/**
 * Times operations over HTTP by their type. Their names are their senders' to choose, so that they would be labels without end.
 */
export function operationTimes(metrics: Metrics): ApolloServerPlugin<GraphqlContext> {
  const times = metrics.times({
    name: 'graphql_operation_seconds',
    help: 'Time of an operation over HTTP, by its type (none: it could not be read) and whether it had errors.',
    labels: ['type', 'outcome'],
  });
  return {
    requestDidStart() {
      const since = performance.now();
      return Promise.resolve({
        willSendResponse({ operation, errors }) {
          const labels = { type: operation?.operation ?? 'none', outcome: errors ? 'errors' : 'ok' };
          times.observe(labels, (performance.now() - since) / 1_000);
          return Promise.resolve();
        },
      });
    },
  };
}
