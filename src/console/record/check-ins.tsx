import { useParams } from 'wouter';
import { RecordCheckInsDocument } from '../api/generated/graphql.js';
import { dateTimeIn } from '../time/clinic-time.js';
import { LongTable } from '../ui/long-table.js';
import { wordsOf } from '../ui/words.js';
import { replyWords, STATE, TRIAGE } from './check-in-words.js';
import { useRecordZone } from './record-zone.js';

/** What the client was asked and said after sessions, the latest visit first. */
export function CheckIns() {
  const { id: clientId } = useParams<{ id: string }>();
  const zone = useRecordZone();
  return (
    <LongTable
      query={RecordCheckInsDocument}
      variables={{ clientId }}
      of={({ checkIns }) => checkIns}
      columns={['Session ended', 'Treatment', 'What the client said']}
      none="The client has not been asked yet."
      keyOf={({ id }) => id}
      cells={({ visitEndedAt, state, technique, pressure, answers, suggestsLessPressure, suggestedAdverseEvent }) => (
        <>
          <td>{dateTimeIn(zone, visitEndedAt)}</td>
          <td>{[technique && wordsOf(technique), pressure && `pressure ${pressure}`].filter(Boolean).join(', ')}</td>
          <td className="stack">
            {answers.length === 0 && <p>{STATE[state]}</p>}
            {answers.map(({ id: answerId, hoursAfter, triage, said }) => (
              <p key={answerId}>
                After {hoursAfter} h: <strong>{TRIAGE[triage]}</strong>. {said ? replyWords(said) : 'Erased.'}
                {said?.remark && <q className="remark">{said.remark}</q>}
              </p>
            ))}
            {suggestsLessPressure && <p>Suggested: one step less pressure the next time.</p>}
            {suggestedAdverseEvent && (
              <p>Suggested: to record {wordsOf(suggestedAdverseEvent)} beside the note of the visit.</p>
            )}
          </td>
        </>
      )}
    />
  );
}
