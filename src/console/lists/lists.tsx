import { Link } from 'wouter';
import {
  CompleteFollowUpDocument,
  FailedMessagesDocument,
  FollowUpsDocument,
  LicencesEndingDocument,
  PendingClearanceDocument,
  RecallListDocument,
  ResendMessageDocument,
  UnsignedNotesDocument,
} from '../api/generated/graphql.js';
import type { FollowUpsQuery } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { addDays, dateTimeIn, dateWords, HERE, localDateIn } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { LongTable } from '../ui/long-table.js';
import { Contact, fullName } from '../clients/person.js';
import { PLAN_DUE } from '../clients/plan-words.js';
import { MESSAGE } from '../clients/message-words.js';
import { FOLLOW_UP, LICENCE_DAYS, NO_REMINDER } from './words.js';

const NONE = {};

type FollowUp = FollowUpsQuery['followUps']['edges'][number]['node'];

export function FollowUps() {
  return (
    <LongTable
      query={FollowUpsDocument}
      variables={NONE}
      of={({ followUps }) => followUps}
      columns={['Due', 'What', 'Client', 'Therapist', '']}
      none="Nothing is to be done."
      keyOf={({ id }) => id}
      cells={(task) => <FollowUpCells task={task} />}
    />
  );
}

function FollowUpCells({ task }: { task: FollowUp }) {
  const { id, version, kind, dueAt, client, therapist, appointment } = task;
  const [complete, busy] = useAct(CompleteFollowUpDocument);
  const done = async (): Promise<void> => {
    const outcome = await complete({ id, version });
    if (!outcome) return;
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    const result = outcome.data.completeFollowUp;
    if (result.__typename === 'FollowUpPayload') tell('Done.');
    else tell(result.message, 'refused');
  };
  return (
    <>
      <td className={Date.parse(dueAt) < Date.now() ? 'overdue' : ''}>
        {dateTimeIn(appointment?.clinic.timeZone ?? HERE, dueAt)}
        {Date.parse(dueAt) < Date.now() && ' (overdue)'}
      </td>
      <td>{FOLLOW_UP[kind]}</td>
      <td>{client && <Contact person={client} />}</td>
      <td>{therapist?.name}</td>
      <td>
        <Button onPress={() => void done()} isPending={busy}>
          Done
        </Button>
      </td>
    </>
  );
}

export function Recall() {
  return (
    <LongTable
      query={RecallListDocument}
      variables={NONE}
      of={({ recallList }) => recallList}
      columns={['Due', 'Client', 'State', 'Reminded', 'Why not reminded']}
      none="Nobody is due."
      keyOf={({ planId }) => planId}
      cells={({ dueOn, client, state, reminders, noReminder }) => (
        <>
          <td>{dateWords(dueOn)}</td>
          <td>
            <Contact person={client} />
          </td>
          <td>{PLAN_DUE[state]}</td>
          <td>
            {reminders
              .filter(({ withdrawn }) => !withdrawn)
              .map(({ goesOn }) => dateWords(goesOn))
              .join(', ')}
          </td>
          <td>{noReminder && NO_REMINDER[noReminder]}</td>
        </>
      )}
    />
  );
}

export function PendingClearances() {
  return (
    <LongTable
      query={PendingClearanceDocument}
      variables={NONE}
      of={({ appointmentsPendingClearance }) => appointmentsPendingClearance}
      columns={['Released', 'Visit', 'Client', 'Service', 'Therapist']}
      none="No visit waits for a clearance."
      keyOf={({ id }) => id}
      cells={({ clearanceDeadline, startsAt, client, service, therapist, clinic }) => (
        <>
          <td>{clearanceDeadline && dateTimeIn(clinic.timeZone, clearanceDeadline)}</td>
          <td>{dateTimeIn(clinic.timeZone, startsAt)}</td>
          <td>{client && <Contact person={client} />}</td>
          <td>{service.name}</td>
          <td>{therapist.name}</td>
        </>
      )}
    />
  );
}

export function UnsignedNotes() {
  return (
    <LongTable
      query={UnsignedNotesDocument}
      variables={NONE}
      of={({ myUnsignedDrafts }) => myUnsignedDrafts}
      columns={['Visit', 'Client', 'Service', 'Note']}
      none="Every note is signed."
      keyOf={({ appointmentId }) => appointmentId}
      cells={({ appointmentId, visitStartsAt, client, appointment, draftId, overdue }) => (
        <>
          <td>{dateTimeIn(appointment.clinic.timeZone, visitStartsAt)}</td>
          <td>{fullName(client)}</td>
          <td>{appointment.service.name}</td>
          <td className={overdue ? 'overdue' : ''}>
            <Link href={`/notes/${appointmentId}`}>{draftId ? 'draft' : 'not begun'}</Link>
            {overdue && ', overdue'}
          </td>
        </>
      )}
    />
  );
}

export function FailedMessages() {
  const [resend] = useAct(ResendMessageDocument);
  const again = async (id: string): Promise<void> => {
    const outcome = await resend({ id });
    if (!outcome) return;
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    const result = outcome.data.resendMessage;
    if (result.__typename === 'ResendMessagePayload') tell('It is sent once more.');
    else tell(result.message, 'refused');
  };
  return (
    <LongTable
      query={FailedMessagesDocument}
      variables={NONE}
      of={({ messages }) => messages}
      columns={['Due', 'Message', 'To', 'Why it failed', '']}
      none="No message has failed."
      keyOf={({ id }) => id}
      cells={({ id, dueAt, kind, channel, client, why }) => (
        <>
          <td>{dateTimeIn(HERE, dueAt)}</td>
          <td>
            {MESSAGE[kind]} by {channel === 'SMS' ? 'SMS' : 'e-mail'}
          </td>
          <td>{client ? <Contact person={client} /> : 'Staff'}</td>
          <td>{why}</td>
          <td>
            <Button onPress={() => void again(id)}>Send again</Button>
          </td>
        </>
      )}
    />
  );
}

export function LicencesEnding() {
  const before = addDays(localDateIn(HERE, Date.now()), LICENCE_DAYS);
  return (
    <LongTable
      query={LicencesEndingDocument}
      variables={{ before }}
      of={({ licencesEnding }) => licencesEnding}
      columns={['Last day', 'Therapist', 'Licence', 'Jurisdiction']}
      none="No licence ends within two months."
      keyOf={({ id }) => id}
      cells={({ expiresOn, therapist, type, number, jurisdiction }) => (
        <>
          <td>{expiresOn && dateWords(expiresOn)}</td>
          <td>{therapist.name}</td>
          <td>
            {type} {number}
          </td>
          <td>{jurisdiction}</td>
        </>
      )}
    />
  );
}
