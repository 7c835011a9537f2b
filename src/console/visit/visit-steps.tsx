import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import {
  ArriveVisitDocument,
  CancelVisitDocument,
  CompleteVisitDocument,
  ConfirmVisitDocument,
  MarkNoShowDocument,
  ReleaseHoldDocument,
  StartVisitDocument,
  TakeBackDocument,
} from '../api/generated/graphql.js';
import type { AppointmentStep, ArrivalAnswer, CancelReason, VisitSummaryFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import type { Outcome } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { tell } from '../ui/notices.js';
import { Button } from '../ui/button.js';

/** What a step ends in: the visit as it stands then, or why not. */
type Result =
  { readonly __typename: 'AppointmentPayload' } | { readonly __typename?: string; readonly message: string };

const DONE: Partial<Record<AppointmentStep, string>> = {
  CONFIRM: 'Confirmed.',
  ARRIVE: 'Arrived.',
  START: 'The session has begun.',
  COMPLETE: 'Completed.',
  MARK_NO_SHOW: 'Noted that the client did not come.',
  CANCEL: 'Cancelled.',
  RELEASE: 'Released.',
  TAKE_BACK: 'Taken back.',
};

const NAMES: Partial<Record<AppointmentStep, string>> = {
  CONFIRM: 'Confirm',
  ARRIVE: 'Arrived …',
  START: 'Start the session',
  COMPLETE: 'Complete',
  MARK_NO_SHOW: 'Did not come',
  CANCEL: 'Cancel …',
  RELEASE: 'Release',
  TAKE_BACK: 'Take back the last step',
};

/** What leads a visit on; the rest undoes or ends it. */
const FORWARD: readonly AppointmentStep[] = ['CONFIRM', 'ARRIVE', 'START', 'COMPLETE'];

const REASONS: readonly { id: CancelReason; name: string }[] = [
  { id: 'CLIENT_REQUEST', name: 'The client asked' },
  { id: 'CLIENT_ILL', name: 'The client is ill' },
  { id: 'THERAPIST_UNAVAILABLE', name: 'The therapist cannot' },
  { id: 'CLINIC_CLOSED', name: 'The clinic is closed' },
  { id: 'BOOKED_IN_ERROR', name: 'Booked in error' },
  { id: 'OTHER', name: 'Another reason' },
];

/** The steps that the server says are open, as buttons; arriving and cancelling ask something first. */
export function VisitSteps({ visit: { id, possibleSteps } }: { visit: VisitSummaryFragment }) {
  const [asking, setAsking] = useState<'ARRIVE' | 'CANCEL' | null>(null);
  const ask = { ARRIVE: () => setAsking('ARRIVE'), CANCEL: () => setAsking('CANCEL') };
  const back = (): void => setAsking(null);
  const steps = useSteps(id, back);
  if (asking && !possibleSteps.includes(asking)) setAsking(null);
  if (asking === 'ARRIVE') return <ArriveForm onAnswer={steps.arrive} onBack={back} />;
  if (asking === 'CANCEL') return <CancelForm onCancel={steps.cancel} onBack={back} />;
  const acts: Partial<Record<AppointmentStep, () => unknown>> = { ...steps.atOnce, ...ask };
  return (
    <div className="actions">
      {possibleSteps
        .filter((step) => acts[step])
        .map((step, n) => (
          <Button key={step} kind={n === 0 && FORWARD.includes(step) ? 'primary' : 'plain'} onPress={acts[step]}>
            {NAMES[step]}
          </Button>
        ))}
    </div>
  );
}

/** The acts behind the buttons. Each says what came of it. */
function useSteps(id: string, onDone: () => void) {
  const [confirm] = useAct(ConfirmVisitDocument);
  const [arrive] = useAct(ArriveVisitDocument);
  const [start] = useAct(StartVisitDocument);
  const [complete] = useAct(CompleteVisitDocument);
  const [markNoShow] = useAct(MarkNoShowDocument);
  const [cancel] = useAct(CancelVisitDocument);
  const [release] = useAct(ReleaseHoldDocument);
  const [takeBack] = useAct(TakeBackDocument);

  function report<Data>(step: AppointmentStep, outcome: Outcome<Data> | null, of: (data: Data) => Result): void {
    if (!outcome) return;
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    const result = of(outcome.data);
    if ('message' in result) return tell(result.message, 'refused');
    onDone();
    tell(DONE[step]!);
  }
  return {
    atOnce: {
      CONFIRM: async () => report('CONFIRM', await confirm({ id }), (data) => data.confirmAppointment),
      START: async () => report('START', await start({ id }), (data) => data.startAppointment),
      COMPLETE: async () => report('COMPLETE', await complete({ id }), (data) => data.completeAppointment),
      MARK_NO_SHOW: async () => report('MARK_NO_SHOW', await markNoShow({ id }), (data) => data.markNoShow),
      RELEASE: async () => report('RELEASE', await release({ id }), (data) => data.releaseHold),
      TAKE_BACK: async () => report('TAKE_BACK', await takeBack({ id }), (data) => data.takeBack),
    },
    arrive: async (anythingNew: ArrivalAnswer) =>
      report('ARRIVE', await arrive({ id, anythingNew }), (data) => data.arriveAppointment),
    cancel: async (reason: CancelReason) =>
      report('CANCEL', await cancel({ input: { id, reason } }), (data) => data.cancelAppointment),
  };
}

function ArriveForm({ onAnswer, onBack }: { onAnswer: (answer: ArrivalAnswer) => Promise<void>; onBack: () => void }) {
  return (
    <fieldset>
      <legend>Is anything new with the client’s health?</legend>
      <div className="actions">
        <Button kind="primary" autoFocus onPress={() => void onAnswer('NOTHING_NEW')}>
          Nothing new
        </Button>
        <Button onPress={() => void onAnswer('ASK_THERAPIST')}>Something: ask the therapist</Button>
        <Button kind="quiet" onPress={onBack}>
          Back
        </Button>
      </div>
    </fieldset>
  );
}

function CancelForm({ onCancel, onBack }: { onCancel: (reason: CancelReason) => Promise<void>; onBack: () => void }) {
  const [reason, setReason] = useState<CancelReason>('CLIENT_REQUEST');
  return (
    <div>
      <RadioGroup value={reason} onChange={(value) => setReason(value as CancelReason)}>
        <Label>Why is it cancelled?</Label>
        {REASONS.map(({ id, name }) => (
          <Radio key={id} value={id} autoFocus={id === reason}>
            {name}
          </Radio>
        ))}
      </RadioGroup>
      <div className="actions">
        <Button kind="primary" onPress={() => void onCancel(reason)}>
          Cancel the visit
        </Button>
        <Button kind="quiet" onPress={onBack}>
          Back
        </Button>
      </div>
    </div>
  );
}
