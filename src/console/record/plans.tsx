import { useState } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { PlanChoicesDocument, RecordPlansDocument } from '../api/generated/graphql.js';
import type { RecordPlanFragment } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { intervalWords, PLAN_DUE } from '../clients/plan-words.js';
import { dateWords } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { ChangePlanForm, ProposePlanForm } from './plan-forms.js';
import { PlanSteps, Suggestions } from './plan-steps.js';
import { goalWords, PLAN_STATUS, rangeWords, REVIEW } from './plan-terms-words.js';
import type { PlanGoals } from './plan-terms-words.js';

/** How often the client should come, and what for. */
export function Plans() {
  const { id: clientId } = useParams<{ id: string }>();
  const [{ data, error }] = useQuery({
    ...{ query: RecordPlansDocument, variables: { clientId } },
    requestPolicy: 'cache-and-network',
  });
  const [{ data: choices }] = useQuery({ query: PlanChoicesDocument });
  const [isProposing, setIsProposing] = useState(false);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data || !choices) return <p role="status">Loading …</p>;
  const { planGoals, clinics } = choices;
  return (
    <div className="stack">
      {data.sessionPlans.length === 0 && <p>There is no plan.</p>}
      {data.sessionPlans.map((plan) => (
        <Plan key={plan.id} {...{ plan, planGoals }} />
      ))}
      {isProposing ? (
        <ProposePlanForm {...{ clientId, planGoals, clinics }} onClose={() => setIsProposing(false)} />
      ) : (
        <div className="actions">
          <Button onPress={() => setIsProposing(true)}>Propose a plan …</Button>
        </div>
      )}
    </div>
  );
}

function Plan({ plan, planGoals }: { plan: RecordPlanFragment; planGoals: PlanGoals }) {
  const { status, nextDueOn, dueState, reviewReasons, possibleSteps } = plan;
  const [isChanging, setIsChanging] = useState(false);
  const name = `plan-${plan.id}`;
  return (
    <article className="plan stack" aria-labelledby={name}>
      <h2 id={name}>
        {goalWords(plan.terms, planGoals)}: {PLAN_STATUS[status]}
      </h2>
      {nextDueOn && (
        <p>
          Next due {dateWords(nextDueOn)}
          {dueState && `: ${PLAN_DUE[dueState]}`}
        </p>
      )}
      <Terms plan={plan} />
      {reviewReasons.length > 0 && <p>To be looked at: {reviewReasons.map((reason) => REVIEW[reason]).join(', ')}.</p>}
      <Suggestions plan={plan} />
      {isChanging ? (
        <ChangePlanForm {...{ plan, planGoals }} onClose={() => setIsChanging(false)} />
      ) : (
        possibleSteps.length > 0 && <PlanSteps plan={plan} onChange={() => setIsChanging(true)} />
      )}
    </article>
  );
}

function Terms({ plan: { terms, sessionsDone, lastSessionOn } }: { plan: RecordPlanFragment }) {
  const { interval, blockSessions, blockFrom, maintenanceInterval, reviewOn, pressure, sessionMinutes, remarks } =
    terms;
  return (
    <ul>
      <li>
        {intervalWords(interval)} from {dateWords(blockFrom)}
        {maintenanceInterval && `, then ${intervalWords(maintenanceInterval)}`}
      </li>
      <li>
        {sessionsDone}
        {blockSessions !== null && ` of ${blockSessions}`} sessions done
        {lastSessionOn && `, the last one ${dateWords(lastSessionOn)}`}
      </li>
      {reviewOn && <li>to be looked at on {dateWords(reviewOn)}</li>}
      {sessionMinutes && <li>{rangeWords(sessionMinutes)} minutes</li>}
      {pressure && <li>pressure {rangeWords(pressure)}</li>}
      {remarks && <li>{remarks}</li>}
    </ul>
  );
}
