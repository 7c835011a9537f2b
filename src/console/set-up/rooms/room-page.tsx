import { useQuery } from 'urql';
import { ArchiveRoomDocument, RestoreRoomDocument, RoomPageDocument } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { tell } from '../../ui/notices.js';
import { Archiving } from '../archiving.js';
import { RoomForm } from './room-form.js';

export function RoomPage({ id }: { id: string }) {
  const [{ data, error }] = useQuery({
    query: RoomPageDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const [archive] = useAct(ArchiveRoomDocument);
  const [restore] = useAct(RestoreRoomDocument);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const { room } = data;
  const { version } = room;
  return (
    <>
      <h3>
        {room.name}
        {room.archivedAt && ' (archived)'}
      </h3>
      <RoomForm {...{ room }} clinicId={room.clinicId} onSaved={() => tell('Saved.')} />
      <Archiving
        name={room.name}
        isArchived={room.archivedAt !== null}
        archive={async () => answerOf(await archive({ id, version }), (done) => done.archiveRoom)}
        restore={async () => answerOf(await restore({ id, version }), (done) => done.restoreRoom)}
      >
        Nothing more can be booked in it. Visits that are booked stay as they are.
      </Archiving>
    </>
  );
}
