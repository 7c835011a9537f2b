import { useState } from 'react';
import { useQuery } from 'urql';
import { IntakeLinksDocument, IssueIntakeLinkDocument, RevokeClientLinkDocument } from '../api/generated/graphql.js';
import type { ClientLinkState } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { dateTimeIn, HERE } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';

const STATE: Readonly<Record<ClientLinkState, string>> = {
  EXPIRED: 'expired',
  ISSUED: 'not opened yet',
  OPENED: 'being filled in',
  REVOKED: 'revoked',
  USED: 'filled in',
};
const OPEN: readonly ClientLinkState[] = ['ISSUED', 'OPENED'];

/** Links to the intake form. A new one is shown once, to be given to the client. */
export function IntakeLinks({ clientId }: { clientId: string }) {
  const [{ data, error }, read] = useQuery({ query: IntakeLinksDocument, variables: { clientId } });
  const [issue, isIssuing] = useAct(IssueIntakeLinkDocument);
  const [revoke] = useAct(RevokeClientLinkDocument);
  const [url, setUrl] = useState<string | null>(null);
  const links = data?.clientLinks.edges.map(({ node }) => node).filter(({ purpose }) => purpose === 'INTAKE') ?? [];

  const make = async (): Promise<void> => {
    const outcome = await issue({ input: { clientId } });
    if (!outcome) return;
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    setUrl(outcome.data.issueIntakeLink.url);
    read({ requestPolicy: 'network-only' });
  };
  const end = async (id: string): Promise<void> => {
    const outcome = await revoke({ id });
    if (outcome && 'error' in outcome) tell(sentenceOf(outcome.error), 'refused');
    else if (outcome) tell('The link is revoked.');
  };
  return (
    <section aria-labelledby="intake">
      <h2 id="intake">Intake form</h2>
      {error && <p role="alert">{sentenceOf(error)}</p>}
      <Button onPress={() => void make()} isPending={isIssuing}>
        Make a link
      </Button>
      {url && (
        <p role="status">
          Give this to the client. It is shown now and never again: <span className="address">{url}</span>
        </p>
      )}
      {links.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Made</th>
              <th scope="col">Good until</th>
              <th scope="col">State</th>
              <th scope="col">
                <span className="visually-hidden">Revoke it</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {links.map(({ id, createdAt, expiresAt, state }) => (
              <tr key={id}>
                <td>{dateTimeIn(HERE, createdAt)}</td>
                <td>{dateTimeIn(HERE, expiresAt)}</td>
                <td>{STATE[state]}</td>
                <td>{OPEN.includes(state) && <Button onPress={() => void end(id)}>Revoke</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
