import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { CancelClosureDocument, ClosuresPageDocument } from '../../api/generated/graphql.js';
import type { ClinicRecordFragment, ClosuresPageQuery } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { dateTimeIn } from '../../time/clinic-time.js';
import { ActButton } from '../../ui/act-button.js';
import { tell } from '../../ui/notices.js';
import { AffectedVisits } from '../affected-visits.js';
import { ClosureForm } from './closure-form.js';

const YEAR_MS = 365 * 24 * 3_600_000;

/** When a clinic or a room of it will be closed within a year, and the form to close it. */
export function Closures({ clinic }: { clinic: ClinicRecordFragment }) {
  const span = useMemo(() => {
    const now = Date.now();
    return { from: new Date(now).toISOString(), to: new Date(now + YEAR_MS).toISOString() };
  }, []);
  const [{ data, error }] = useQuery({
    query: ClosuresPageDocument,
    variables: { clinicId: clinic.id, ...span },
    requestPolicy: 'cache-and-network',
  });
  const [formOf, setFormOf] = useState(0);
  const [affected, setAffected] = useState(0);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const { rooms, closures } = data;
  return (
    <>
      {closures.length === 0 && <p>No closure is planned within a year.</p>}
      {closures.length > 0 && <ClosureTable {...{ rooms, closures }} zone={clinic.timeZone} />}
      <AffectedVisits count={affected} clinicId={clinic.id} />
      <h3>Close</h3>
      <ClosureForm
        key={formOf}
        {...{ clinic }}
        rooms={rooms.filter(({ archivedAt }) => archivedAt === null)}
        onSaved={(visits) => {
          setAffected(visits);
          setFormOf(formOf + 1);
        }}
      />
    </>
  );
}

function ClosureTable({ rooms, closures, zone }: Omit<ClosuresPageQuery, '__typename'> & { zone: string }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Closed</th>
          <th scope="col">From</th>
          <th scope="col">Open again</th>
          <th scope="col">Why</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {closures.map(({ id, roomId, startsAt, endsAt, reason }) => (
          <tr key={id}>
            <td>{roomId === null ? 'The whole clinic' : rooms.find((room) => room.id === roomId)?.name}</td>
            <td>{dateTimeIn(zone, startsAt)}</td>
            <td>{dateTimeIn(zone, endsAt)}</td>
            <td>{reason}</td>
            <td>
              <Cancelling id={id} from={dateTimeIn(zone, startsAt)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cancelling({ id, from }: { id: string; from: string }) {
  const [cancel] = useAct(CancelClosureDocument);
  return (
    <ActButton
      label={`Cancel the closure from ${from}`}
      asks="The time can be booked again at once."
      act={async () => answerOf(await cancel({ id }), (data) => data.cancelClosure)}
      onDone={() => tell('It stays open.')}
    >
      Cancel
    </ActButton>
  );
}
