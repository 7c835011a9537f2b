import { useState } from 'react';
import { Link } from 'wouter';
import type { VisitOfMineFragment } from '../api/generated/graphql.js';
import { fullName } from '../clients/person.js';
import { TRIAGE } from '../record/check-in-words.js';
import { Decision } from '../screening/decision.js';
import { Verdict } from '../screening/verdict.js';
import { dateTimeIn, timeIn } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { STATUS } from '../visit/status.js';
import { VisitDialog } from '../visit/visit-dialog.js';
import { VisitSteps } from '../visit/visit-steps.js';
import { findingWords, preferenceWords } from './my-day-words.js';

/** One visit of the day: who comes, what to heed, how they were after the last time, and what can be done now. */
export function MyVisit({ visit, namesClinic }: { visit: VisitOfMineFragment; namesClinic: boolean }) {
  const { appointment, client, screening, lastSoreness } = visit;
  const { clinic, service, room, status } = appointment;
  const [isOpen, setIsOpen] = useState(false);
  const likes = preferenceWords(client.preferences);
  const name = `visit-${visit.appointmentId}`;
  return (
    <article className="my-visit" aria-labelledby={name}>
      <header>
        <h2 id={name}>
          {timeIn(clinic.timeZone, appointment.startsAt)}–{timeIn(clinic.timeZone, appointment.endsAt)}{' '}
          <bdi>{fullName(client)}</bdi>
        </h2>
        <p>
          {STATUS[status].sign} {STATUS[status].word}
        </p>
      </header>
      <p>
        {service.name} · {room.name}
        {namesClinic && ` · ${clinic.name}`}
      </p>
      {likes && <p>Likes: {likes}</p>}
      <h3>Screening</h3>
      <Verdict verdict={screening} />
      {screening.level !== 'CLEAR' && status !== 'COMPLETED' && (
        <Decision appointmentId={appointment.id} verdict={screening} />
      )}
      {lastSoreness && (
        <>
          <h3>After the last session</h3>
          <p>
            {lastSoreness.text}. <strong>{TRIAGE[lastSoreness.triage]}</strong>.
            {lastSoreness.suggestsLessPressure && ' One step less pressure is suggested.'}
          </p>
        </>
      )}
      <LastNote visit={visit} />
      <p className="links">
        <NoteLink visit={visit} />
        <Link href={`/clients/${client.id}/record`}>Record</Link>
        <Button onPress={() => setIsOpen(true)}>The visit</Button>
      </p>
      <VisitSteps visit={appointment} />
      {isOpen && <VisitDialog id={appointment.id} onClose={() => setIsOpen(false)} />}
    </article>
  );
}

function LastNote({ visit: { lastNote, appointment } }: { visit: VisitOfMineFragment }) {
  if (!lastNote?.content) return null;
  const { findings, plan } = lastNote.content;
  return (
    <>
      <h3>Last note</h3>
      <p className="quiet-text">
        {dateTimeIn(appointment.clinic.timeZone, lastNote.visitStartsAt)}, {lastNote.author}
      </p>
      {findings.length > 0 && (
        <ul>
          {findings.map((finding, n) => (
            <li key={n}>{findingWords(finding)}</li>
          ))}
        </ul>
      )}
      {plan && <p className="plan">Plan: {plan}</p>}
    </>
  );
}

function NoteLink({ visit: { appointmentId, signedNoteId, unsigned } }: { visit: VisitOfMineFragment }) {
  const state = signedNoteId ? '✓ signed' : unsigned?.draftId ? '✎ draft' : '○ not begun';
  return (
    <Link href={`/notes/${appointmentId}`}>
      Note: {state}
      {unsigned?.overdue && <strong className="overdue">, overdue</strong>}
    </Link>
  );
}
