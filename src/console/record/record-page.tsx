import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { RecordClientDocument, RecordGateDocument } from '../api/generated/graphql.js';
import { isForbidden, isNotFound, sentenceOf } from '../api/failure.js';
import { fullName } from '../clients/person.js';
import { SidePages } from '../ui/side-pages.js';
import { AdverseEvents } from './adverse-events.js';
import { BreakGlass } from './break-glass.js';
import { CheckIns } from './check-ins.js';
import { Clearances } from './clearances.js';
import { Files } from './files.js';
import { IntakeNotes } from './intake-notes.js';
import { Outcomes } from './outcomes.js';
import { Plans } from './plans.js';
import { Screening } from './screening.js';
import { SignedNotes } from './signed-notes.js';
import './record-page.css';

const PARTS = [
  { path: 'notes', name: 'Session notes', Page: SignedNotes },
  { path: 'screening', name: 'Screening', Page: Screening },
  { path: 'intake', name: 'Intake notes', Page: IntakeNotes },
  { path: 'outcomes', name: 'Outcomes', Page: Outcomes },
  { path: 'plan', name: 'Plan', Page: Plans },
  { path: 'check-ins', name: 'Check-ins', Page: CheckIns },
  { path: 'clearances', name: 'Clearances', Page: Clearances },
  { path: 'events', name: 'What went wrong', Page: AdverseEvents },
  { path: 'files', name: 'Files', Page: Files },
] as const;

/** The clinical record of a client, for whoever it is open to; who does not treat the client may say why it must be read. */
export function RecordPage() {
  const { id, part } = useParams<{ id: string; part?: string }>();
  const [{ data, error }, read] = useQuery({
    ...{ query: RecordGateDocument, variables: { clientId: id } },
    requestPolicy: 'network-only',
  });
  if (error && isNotFound(error)) {
    return <BreakGlass clientId={id} onBroken={() => read({ requestPolicy: 'network-only' })} />;
  }
  if (error) return <p role="alert">{isForbidden(error) ? 'This page is not open to you.' : sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return (
    <div className="record">
      <Whose clientId={id} />
      <SidePages label="Parts of the record" under={`/clients/${id}/record`} pages={PARTS} path={part} />
    </div>
  );
}

/** Their name, to whoever may see it: to have broken the glass opens the record, and not the page of the client. */
function Whose({ clientId }: { clientId: string }) {
  const [{ data }] = useQuery({ query: RecordClientDocument, variables: { id: clientId } });
  return (
    <p className="whose">
      Clinical record
      {data && (
        <>
          {' of '}
          <strong>
            <bdi>{fullName(data.client)}</bdi>
          </strong>
        </>
      )}
    </p>
  );
}
