import { useMemo } from 'react';
import { ClientMessagesDocument } from '../api/generated/graphql.js';
import { dateTimeIn, HERE } from '../time/clinic-time.js';
import { LongTable } from '../ui/long-table.js';
import { CHANNEL, MESSAGE, MESSAGE_STATE } from './message-words.js';

/** Every message to the client that was sent, is planned, or was not sent, and why. */
export function Messages({ clientId }: { clientId: string }) {
  const variables = useMemo(() => ({ clientId }), [clientId]);
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">Messages</h2>
      <LongTable
        query={ClientMessagesDocument}
        variables={variables}
        of={({ messages }) => messages}
        columns={['When', 'Message', 'State', 'Why']}
        none="None."
        keyOf={({ id }) => id}
        cells={({ dueAt, sentAt, kind, channel, state, why }) => (
          <>
            <td>{dateTimeIn(HERE, sentAt ?? dueAt)}</td>
            <td>
              {MESSAGE[kind]} by {CHANNEL[channel]}
            </td>
            <td>{MESSAGE_STATE[state]}</td>
            <td>{why}</td>
          </>
        )}
      />
    </section>
  );
}
