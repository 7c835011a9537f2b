import {
  AcceptPlanDocument,
  AcceptPlanSuggestionDocument,
  EndPlanDocument,
  PausePlanDocument,
  ResumePlanDocument,
} from '../api/generated/graphql.js';
import type { RecordPlanFragment, SessionPlanChange } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import type { Answer } from '../api/answer.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { suggestionWords } from './plan-terms-words.js';

const NAMES: Partial<Record<SessionPlanChange, string>> = {
  ACCEPT: 'Accept the plan',
  CHANGE: 'Change …',
  PAUSE: 'Pause',
  RESUME: 'Take up again',
  END: 'End the plan',
};

/** The steps that the server says are open, as buttons. */
export function PlanSteps({ plan, onChange }: { plan: RecordPlanFragment; onChange: () => void }) {
  const acts: Partial<Record<SessionPlanChange, () => unknown>> = { ...usePlanSteps(plan), CHANGE: onChange };
  return (
    <div className="actions">
      {plan.possibleSteps
        .filter((step) => acts[step])
        .map((step) => (
          <Button key={step} kind={step === 'ACCEPT' ? 'primary' : 'plain'} onPress={acts[step]}>
            {NAMES[step]}
          </Button>
        ))}
    </div>
  );
}

function usePlanSteps({ id: planId, version }: RecordPlanFragment) {
  const [accept] = useAct(AcceptPlanDocument);
  const [pause] = useAct(PausePlanDocument);
  const [resume] = useAct(ResumePlanDocument);
  const [end] = useAct(EndPlanDocument);
  const input = { planId, version };
  return {
    ACCEPT: async () =>
      report(
        'The plan is live.',
        answerOf(await accept({ input }), (data) => data.acceptSessionPlan),
      ),
    PAUSE: async () =>
      report(
        'Paused.',
        answerOf(await pause({ input }), (data) => data.pauseSessionPlan),
      ),
    RESUME: async () =>
      report(
        'Taken up again.',
        answerOf(await resume({ input }), (data) => data.resumeSessionPlan),
      ),
    END: async () =>
      report(
        'Ended.',
        answerOf(await end({ input }), (data) => data.endSessionPlan),
      ),
  };
}

/** What is suggested, to be accepted or left: nothing changes by itself. */
export function Suggestions({ plan: { id: planId, version, suggestions } }: { plan: RecordPlanFragment }) {
  const [accept] = useAct(AcceptPlanSuggestionDocument);
  if (suggestions.length === 0) return null;
  return (
    <ul aria-label="Suggestions" className="suggestions">
      {suggestions.map((suggestion) => (
        <li key={suggestion.kind}>
          {suggestionWords(suggestion)}{' '}
          <Button
            aria-label={`Accept: ${suggestionWords(suggestion)}`}
            onPress={async () => {
              const outcome = await accept({ input: { planId, version, kind: suggestion.kind } });
              report(
                'Accepted.',
                answerOf(outcome, (data) => data.acceptPlanSuggestion),
              );
            }}
          >
            Accept
          </Button>
        </li>
      ))}
    </ul>
  );
}

function report(done: string, answer: Answer<unknown>): void {
  if (!answer) return;
  if ('given' in answer) tell(done);
  else tell(answer.refusal, 'refused');
}
