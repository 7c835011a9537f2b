import { useParams } from 'wouter';
import { RecordAdverseEventsDocument } from '../api/generated/graphql.js';
import { capital } from '../notes/note-words.js';
import { dateTimeIn, dateWords } from '../time/clinic-time.js';
import { LongTable } from '../ui/long-table.js';
import { wordsOf } from '../ui/words.js';
import { useRecordZone } from './record-zone.js';

/** What went wrong in or after sessions, the latest first. It is recorded beside the note of its visit. */
export function AdverseEvents() {
  const { id: clientId } = useParams<{ id: string }>();
  const zone = useRecordZone();
  return (
    <LongTable
      query={RecordAdverseEventsDocument}
      variables={{ clientId }}
      of={({ adverseEvents }) => adverseEvents}
      columns={['Recorded', 'What', 'What happened', 'By']}
      none="Nothing has been recorded."
      keyOf={({ id }) => id}
      cells={({ kind, severity, description, noticedOn, recordedAt, author }) => (
        <>
          <td>{dateTimeIn(zone, recordedAt)}</td>
          <td>
            {kind ? [capital(wordsOf(kind)), severity && wordsOf(severity)].filter(Boolean).join(', ') : 'Erased.'}
          </td>
          <td>
            {description}
            {noticedOn && <span className="quiet-text"> Noticed {dateWords(noticedOn)}.</span>}
          </td>
          <td>{author ?? 'From an answer'}</td>
        </>
      )}
    />
  );
}
