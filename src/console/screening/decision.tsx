import { useState } from 'react';
import { DecideScreeningDocument } from '../api/generated/graphql.js';
import type { VerdictFragment, VerdictLevel } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { ActForm } from '../ui/act-form.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { useDraft } from '../ui/draft.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';

interface DecisionProps {
  readonly appointmentId: string;
  readonly verdict: VerdictFragment;
}

const WITHOUT: Partial<Record<VerdictLevel, string>> = {
  ADAPT: 'Without these adaptations',
  CLEARANCE: 'Without the clearance',
};

/** What the therapist of a visit may decide about it: to go ahead, in view of what screening says. */
export function Decision(props: DecisionProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <DecisionForm {...props} onClose={() => setIsOpen(false)} />;
  return (
    <p>
      <Button onPress={() => setIsOpen(true)}>Decide for this visit …</Button>
    </p>
  );
}

function DecisionForm({ appointmentId, verdict, onClose }: DecisionProps & { onClose: () => void }) {
  const { draft, field, checks } = useDraft({ lift: [] as VerdictLevel[], reason: '' });
  const [decide] = useAct(DecideScreeningDocument);
  const standing = new Set(verdict.reasons.filter(({ lifted }) => lifted === null).map(({ level }) => level));
  const liftable = [...standing].filter((level) => WITHOUT[level]);
  return (
    <ActForm
      label="Decision for this visit"
      submit="Go ahead with the visit"
      act={async () =>
        answerOf(await decide({ input: { appointmentId, ...draft } }), ({ decideScreening }) => decideScreening)
      }
      onDone={() => {
        onClose();
        tell('Decided for this visit.');
      }}
      onBack={onClose}
    >
      {liftable.length > 0 && (
        <Checks
          {...checks('lift')}
          label="Go ahead"
          items={liftable.map((level) => ({ id: level, name: WITHOUT[level]! }))}
        />
      )}
      <div className="wide">
        <TextInput {...field('reason')} label="Why you go ahead" lines={3} isRequired autoFocus />
      </div>
    </ActForm>
  );
}
