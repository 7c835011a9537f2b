import { useState } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { NoteToReadDocument, RecordNotesDocument } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { SignedNote } from '../notes/signed-note.js';
import { dateTimeIn } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { LongTable } from '../ui/long-table.js';
import { ReadingDialog } from './reading-dialog.js';
import { useRecordZone } from './record-zone.js';

/** What was signed of the client's sessions, the newest first. */
export function SignedNotes() {
  const { id: clientId } = useParams<{ id: string }>();
  const zone = useRecordZone();
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <>
      <LongTable
        query={RecordNotesDocument}
        variables={{ clientId }}
        of={({ sessionNotes }) => sessionNotes}
        columns={['Session', 'Signed by', 'Plan']}
        none="No note has been signed."
        keyOf={({ id }) => id}
        cells={({ id, visitStartsAt, author, addenda, content }) => (
          <>
            <td>
              <Button kind="link" onPress={() => setOpenId(id)}>
                {dateTimeIn(zone, visitStartsAt)}
              </Button>
            </td>
            <td>
              {author}
              {addenda.length > 0 && ', with an addendum'}
            </td>
            <td>{content ? content.plan : 'Erased.'}</td>
          </>
        )}
      />
      {openId && <OpenNote {...{ id: openId, zone }} onClose={() => setOpenId(null)} />}
    </>
  );
}

function OpenNote({ id, zone, onClose }: { id: string; zone: string; onClose: () => void }) {
  const [{ data, error }] = useQuery({ query: NoteToReadDocument, variables: { id } });
  return (
    <ReadingDialog title="Session note" onClose={onClose}>
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {data && <SignedNote note={data.sessionNote} zone={zone} />}
    </ReadingDialog>
  );
}
