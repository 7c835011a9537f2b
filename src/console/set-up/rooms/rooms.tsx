import { useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import { RoomListDocument } from '../../api/generated/graphql.js';
import type { ClinicRecordFragment } from '../../api/generated/graphql.js';
import { sentenceOf } from '../../api/failure.js';
import { tell } from '../../ui/notices.js';
import { featureWords } from '../words.js';
import { RoomForm } from './room-form.js';
import { RoomPage } from './room-page.js';

interface RoomsProps {
  readonly clinic: ClinicRecordFragment;
  /** The room that is shown, or `new`; all where there is none. */
  readonly of: string | undefined;
}

export function Rooms({ clinic, of }: RoomsProps) {
  if (of === undefined) return <RoomList clinicId={clinic.id} />;
  return of === 'new' ? <NewRoom clinicId={clinic.id} /> : <RoomPage key={of} id={of} />;
}

function RoomList({ clinicId }: { clinicId: string }) {
  const [{ data, error }] = useQuery({
    query: RoomListDocument,
    variables: { clinicId },
    requestPolicy: 'cache-and-network',
  });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return (
    <>
      <p>
        <Link href={`/set-up/clinics/${clinicId}/rooms/new`}>Add a room</Link>
      </p>
      {data.rooms.length === 0 && <p>There is no room yet.</p>}
      {data.rooms.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Room</th>
              <th scope="col">It has</th>
              <th scope="col">Minutes of cleaning</th>
            </tr>
          </thead>
          <tbody>
            {data.rooms.map(({ id, name, features, turnoverMinutes, archivedAt }) => (
              <tr key={id} className={archivedAt ? 'archived' : undefined}>
                <td>
                  <Link href={`/set-up/clinics/${clinicId}/rooms/${id}`}>{name}</Link>
                  {archivedAt && ' · archived'}
                </td>
                <td>{featureWords(features)}</td>
                <td>{turnoverMinutes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function NewRoom({ clinicId }: { clinicId: string }) {
  const [, go] = useLocation();
  const rooms = `/set-up/clinics/${clinicId}/rooms`;
  return (
    <>
      <h3>Add a room</h3>
      <RoomForm
        {...{ clinicId }}
        room={null}
        onSaved={({ name }) => {
          tell(`Added: ${name}.`);
          go(rooms);
        }}
        onBack={() => go(rooms)}
      />
    </>
  );
}
