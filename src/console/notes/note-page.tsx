import { useEffect, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { useParams } from 'wouter';
import { DraftOfVisitDocument, NoteVisitDocument, SignedNoteOfVisitDocument } from '../api/generated/graphql.js';
import type { NoteVisitQuery } from '../api/generated/graphql.js';
import { isNotFound, sentenceOf } from '../api/failure.js';
import { fullName } from '../clients/person.js';
import { useSignedIn } from '../session/session-gate.js';
import { dateTimeIn } from '../time/clinic-time.js';
import { AfterSigning } from './after-signing.js';
import { NoteEditor } from './note-editor.js';
import { toKeptDraft } from './note.js';
import type { KeptDraft } from './note.js';
import { SignedNote } from './signed-note.js';
import './note-page.css';

/** The session note of a visit: to be read once it is signed, with what can be added to it. */
export function NotePage() {
  const { appointmentId } = useParams<{ appointmentId: string }>();
  const { me } = useSignedIn();
  // Nothing of one visit, or of who sat here before, is carried into another.
  return <NoteOfVisit key={`${me.membershipId} ${appointmentId}`} appointmentId={appointmentId} />;
}

function NoteOfVisit({ appointmentId }: { appointmentId: string }) {
  const variables = { appointmentId };
  const [{ data, error }] = useQuery({ query: NoteVisitDocument, variables });
  const [signed, readSigned] = useQuery({
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
        <Unsigned visit={data.appointment} onSigned={() => readSigned({ requestPolicy: 'network-only' })} />
      )}
    </div>
  );
}

interface UnsignedProps {
  readonly visit: NoteVisitQuery['appointment'];
  readonly onSigned: () => void;
}

/** Drafts are their therapist's alone: whoever else comes here sees none. The editor keeps what it was opened with, whatever is read again. */
function Unsigned({ visit, onSigned }: UnsignedProps) {
  const { me } = useSignedIn();
  const client = useClient();
  const [opened, setOpened] = useState<{ draft: KeptDraft | null } | { failed: string } | null>(null);
  const appointmentId = visit.id;
  useEffect(() => {
    const asked = client.query(DraftOfVisitDocument, { appointmentId }, { requestPolicy: 'network-only' });
    void asked.toPromise().then(({ data, error }) => {
      const draft = data?.sessionNoteDraft;
      setOpened(error ? { failed: sentenceOf(error) } : { draft: draft ? toKeptDraft(draft) : null });
    });
  }, [client, appointmentId]);
  if (!opened) return <p role="status">Loading …</p>;
  if ('failed' in opened) return <p role="alert">{opened.failed}</p>;
  if (visit.therapist.id !== me.therapistId) return <p>The note of this visit has not been signed.</p>;
  return <NoteEditor visit={visit} kept={opened.draft} onSigned={onSigned} />;
}
