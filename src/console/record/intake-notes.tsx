import { useState } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { IntakeNoteToReadDocument, RecordIntakeNotesDocument } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { VERDICT } from '../screening/verdict-words.js';
import { dateTimeIn, dateWords } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { LongTable } from '../ui/long-table.js';
import { answerWords, inLanguage } from './answer-words.js';
import { ReadingDialog } from './reading-dialog.js';
import { useRecordZone } from './record-zone.js';

/** What the client has told of their health, each time, the latest first. */
export function IntakeNotes() {
  const { id: clientId } = useParams<{ id: string }>();
  const zone = useRecordZone();
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <>
      <LongTable
        query={RecordIntakeNotesDocument}
        variables={{ clientId }}
        of={({ intakeNotes }) => intakeNotes}
        columns={['Handed in', 'By', 'Screening on that day']}
        none="No form has been handed in."
        keyOf={({ id }) => id}
        cells={({ id, submittedAt, filledInBy, filler, signedBy, verdictLevel }) => (
          <>
            <td>
              <Button kind="link" onPress={() => setOpenId(id)}>
                {dateTimeIn(zone, submittedAt)}
              </Button>
            </td>
            <td>
              {signedBy}
              {filler === 'GUARDIAN' && ' (guardian)'}
              {filledInBy === 'STAFF' && ', filled in by staff'}
            </td>
            <td>
              {VERDICT[verdictLevel].sign} {VERDICT[verdictLevel].word}
            </td>
          </>
        )}
      />
      {openId && <IntakeNote id={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}

function IntakeNote({ id, onClose }: { id: string; onClose: () => void }) {
  const [{ data, error }] = useQuery({ query: IntakeNoteToReadDocument, variables: { id } });
  const note = data?.intakeNote;
  return (
    <ReadingDialog title={note ? `Intake note of ${dateWords(note.answeredOn)}` : 'Intake note'} onClose={onClose}>
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {note && !note.answers && <p>What it said has been erased.</p>}
      {note?.answers &&
        note.formVersion.form.sections.map((section) => {
          const asked = section.questions.flatMap((question) => {
            const answer = note.answers!.find(({ questionId }) => questionId === question.id);
            return answer && answer.state !== 'NOT_ASKED' ? [{ question, answer }] : [];
          });
          return (
            asked.length > 0 && (
              <section key={section.id}>
                <h3>{inLanguage(section.title)}</h3>
                <dl>
                  {asked.map(({ question, answer }) => (
                    <div key={question.id}>
                      <dt>{inLanguage(question.label)}</dt>
                      <dd className={answer.state === 'ANSWERED' ? '' : 'not-said'}>{answerWords(question, answer)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          );
        })}
    </ReadingDialog>
  );
}
