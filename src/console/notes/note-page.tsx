import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { NoteVisitDocument, SignedNoteOfVisitDocument } from '../api/generated/graphql.js';
import { isNotFound, sentenceOf } from '../api/failure.js';
import { fullName } from '../clients/person.js';
import { dateTimeIn } from '../time/clinic-time.js';
import { AfterSigning } from './after-signing.js';
import { SignedNote } from './signed-note.js';
import './note-page.css';

/** The session note of a visit: to be read once it is signed, with what can be added to it. */
export function NotePage() {
  const { appointmentId } = useParams<{ appointmentId: string }>();
  const variables = { appointmentId };
  const [{ data, error }] = useQuery({ query: NoteVisitDocument, variables });
  const [signed] = useQuery({
    ...{ query: SignedNoteOfVisitDocument, variables },
    requestPolicy: 'cache-and-network',
  });
  const failed = error ?? (signed.error && !isNotFound(signed.error) ? signed.error : undefined);
  if (failed) return <p role="alert">{sentenceOf(failed)}</p>;
  if (!data || (!signed.data && !signed.error)) return <p role="status">Loading …</p>;
  const { client, clinic, startsAt, service } = data.appointment;
  return (
    <div className="note-page">
      <header>
        <h1>
          Session note
          {client && (
            <>
              : <bdi>{fullName(client)}</bdi>
            </>
          )}
        </h1>
        <p className="quiet-text">
          {dateTimeIn(clinic.timeZone, startsAt)} · {service.name}
        </p>
      </header>
      {signed.data ? (
        <>
          <SignedNote note={signed.data.sessionNote} zone={clinic.timeZone} />
          <AfterSigning note={signed.data.sessionNote} />
        </>
      ) : (
        <p>The note of this visit has not been signed.</p>
      )}
    </div>
  );
}
