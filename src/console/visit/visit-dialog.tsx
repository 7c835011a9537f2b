import { useCallback } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useClinicChanges } from '../api/changes.js';
import { VisitDocument } from '../api/generated/graphql.js';
import type { VisitQuery } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { useSignedIn } from '../session/session-gate.js';
import { dateTimeIn, timeIn } from '../time/clinic-time.js';
import { SCREENING, STATUS } from './status.js';
import { VisitSteps } from './visit-steps.js';
import { Button } from '../ui/button.js';

/** One visit: who, what, where, how it stands, what happened to it, and what can be done now, also when somebody else changes it meanwhile. */
export function VisitDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [{ data, error }, read] = useQuery({
    query: VisitDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  useClinicChanges(
    data ? [data.appointment.clinic.id] : [],
    useCallback(() => read({ requestPolicy: 'network-only' }), [read]),
    id,
  );
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal>
        <Dialog>
          <Heading slot="title">{data ? titleOf(data.appointment) : 'Visit'}</Heading>
          {error && <p role="alert">{sentenceOf(error)}</p>}
          {data && <VisitFacts visit={data.appointment} />}
          <div className="actions">
            <Button slot="close">Close</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const titleOf = ({ client }: VisitQuery['appointment']): string =>
  client ? `${client.givenName} ${client.familyName}` : 'On hold';

function VisitFacts({ visit }: { visit: VisitQuery['appointment'] }) {
  const { clinic, therapist, room, service, status, screeningLabel, client, history } = visit;
  const { me } = useSignedIn();
  const zone = clinic.timeZone;
  return (
    <div className="stack">
      <p>
        {dateTimeIn(zone, visit.startsAt)}–{timeIn(zone, visit.endsAt)} · {service.name}
        <br />
        {therapist.name} · {room.name} · {clinic.name}
      </p>
      <p>
        <strong>
          {STATUS[status].sign} {STATUS[status].word}
        </strong>
        {screeningLabel && ` · Screening: ${SCREENING[screeningLabel].word}`}
        {visit.awaitsTherapist && ' · the therapist decides first'}
        {visit.noteOverdue && ' · its note is overdue'}
      </p>
      {client && (
        <p className="quiet-text">
          {me.role !== 'THERAPIST' && (
            <>
              <Link href={`/clients/${client.id}`}>Their page</Link>
              {' · '}
            </>
          )}
          {[client.phone, client.email].filter(Boolean).join(' · ') ||
            'No telephone number and no e-mail address is known.'}
        </p>
      )}
      {me.therapistId && (
        <p>
          <Link href={`/notes/${visit.id}`}>Session note</Link>
          {client && (
            <>
              {' · '}
              <Link href={`/clients/${client.id}/record`}>Clinical record</Link>
            </>
          )}
        </p>
      )}
      {visit.overrideReason && <p>Booked as an exception: {visit.overrideReason}</p>}
      <VisitSteps visit={visit} />
      <details>
        <summary>What happened to it</summary>
        <ul>
          {history.map(({ id, at, kind }) => (
            <li key={id}>
              {dateTimeIn(zone, at)}: {kind.replaceAll('_', ' ')}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
