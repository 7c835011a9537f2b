import { useState } from 'react';
import { useParams } from 'wouter';
import { RecordFilesDocument } from '../api/generated/graphql.js';
import { useSignedIn } from '../session/session-gate.js';
import { dateTimeIn } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { LongTable } from '../ui/long-table.js';
import { wordsOf } from '../ui/words.js';
import { fetchFile } from './fetch-file.js';
import { useRecordZone } from './record-zone.js';

/** What was uploaded for the client, the last first. A file is fetched when it is asked for, and saved where the browser saves. */
export function Files() {
  const { id: clientId } = useParams<{ id: string }>();
  const zone = useRecordZone();
  return (
    <LongTable
      query={RecordFilesDocument}
      variables={{ clientId }}
      of={({ attachments }) => attachments}
      columns={['Uploaded', 'File', 'What it is']}
      none="There is no file."
      keyOf={({ id }) => id}
      cells={({ id, name, kind, sizeBytes, uploadedAt }) => (
        <>
          <td>{dateTimeIn(zone, uploadedAt)}</td>
          <td>
            <Download id={id} name={name} /> <span className="quiet-text">{Math.ceil(sizeBytes / 1024)} kB</span>
          </td>
          <td>{wordsOf(kind)}</td>
        </>
      )}
    />
  );
}

function Download({ id, name }: { id: string; name: string }) {
  const { session } = useSignedIn();
  const [busy, setBusy] = useState(false);
  const download = async (): Promise<void> => {
    setBusy(true);
    const fetched = await fetchFile(session, id);
    setBusy(false);
    if ('refusal' in fetched) return tell(fetched.refusal, 'refused');
    const url = URL.createObjectURL(fetched.file);
    const link = document.createElement('a');
    Object.assign(link, { href: url, download: name });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button onPress={() => void download()} isPending={busy}>
      <bdi>{name}</bdi>
    </Button>
  );
}
