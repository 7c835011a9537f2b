import { EndAllOtherSessionsDocument, EndSessionDocument } from '../api/generated/graphql.js';
import type { ListedSessionFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { dateTimeIn, HERE } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { answerOf } from '../api/answer.js';
import type { Answer } from '../api/answer.js';

/** Where one is signed in, and the way to end what one does not know. */
export function Sessions({ sessions, onChange }: { sessions: readonly ListedSessionFragment[]; onChange: () => void }) {
  const [end] = useAct(EndSessionDocument);
  const [endOthers] = useAct(EndAllOtherSessionsDocument);
  const said = (answer: Answer<unknown>): void => {
    if (!answer) return;
    if ('refusal' in answer) return tell(answer.refusal, 'refused');
    onChange();
    tell('Ended.');
  };
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Signed in</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">Last used</th>
            <th scope="col">Since</th>
            <th scope="col">
              <span className="visually-hidden">End it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, device, network, lastUsedAt, createdAt, current }) => (
            <tr key={id}>
              <td>
                {device ?? 'Unknown'}
                <br />
                <span className="quiet-text">{network}</span>
              </td>
              <td>{dateTimeIn(HERE, lastUsedAt)}</td>
              <td>{dateTimeIn(HERE, createdAt)}</td>
              <td>
                {current ? (
                  'this one'
                ) : (
                  <Button onPress={async () => said(answerOf(await end({ id }), ({ endSession }) => endSession))}>
                    End
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sessions.length > 1 && (
        <div className="actions">
          <Button onPress={async () => said(answerOf(await endOthers({}), (data) => data.endAllOtherSessions))}>
            End all others
          </Button>
        </div>
      )}
    </section>
  );
}
