import { ChangePlanDocument, ProposePlanDocument } from '../api/generated/graphql.js';
import type { PlanChoicesQuery, RecordPlanFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { intervalWords } from '../clients/plan-words.js';
import { ActForm } from '../ui/act-form.js';
import { Choice } from '../ui/choice.js';
import { useDraft } from '../ui/draft.js';
import { NumberInput } from '../ui/number-input.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';
import type { PlanGoals } from './plan-terms-words.js';

const AS_SUGGESTED = 'as suggested';
const NEVER = 'none';
const USUAL = ['P7D', 'P14D', 'P1M', 'P2M'];

interface FormProps {
  readonly planGoals: PlanGoals;
  readonly onClose: () => void;
}

interface ProposePlanFormProps extends FormProps {
  readonly clientId: string;
  readonly clinics: PlanChoicesQuery['clinics'];
}

/** Begins with what the goal suggests, unless the therapist wants another interval. */
export function ProposePlanForm({ clientId, clinics, planGoals, onClose }: ProposePlanFormProps) {
  const { draft, field, choice } = useDraft({
    ...{ goal: planGoals[0]!, clinicId: clinics[0]?.id ?? '', interval: AS_SUGGESTED, remarks: '' },
  });
  const [propose] = useAct(ProposePlanDocument);
  const { clinicId } = draft;
  const { goal, season } = draft.goal;
  // Left out, the goal's own holds.
  const wanted = draft.interval === AS_SUGGESTED ? {} : { interval: draft.interval };
  return (
    <ActForm
      label="A plan"
      submit="Propose it"
      act={async () => {
        const input = { clientId, clinicId, goal, season, remarks: draft.remarks || null, ...wanted };
        return answerOf(await propose({ input }), (data) => data.proposeSessionPlan);
      }}
      onDone={() => {
        onClose();
        tell('The plan is proposed.');
      }}
      onBack={onClose}
    >
      <GoalChoice planGoals={planGoals} goal={draft.goal} onChoose={field('goal').onChange} />
      <Choice
        label="How often"
        items={[{ id: AS_SUGGESTED, name: `As suggested: ${intervalWords(draft.goal.interval)}` }, ...intervals()]}
        {...choice('interval')}
      />
      {clinics.length > 1 && <Choice label="Clinic" items={clinics} {...choice('clinicId')} />}
      <div className="wide">
        <TextInput {...field('remarks')} label="Remarks" lines={2} />
      </div>
    </ActForm>
  );
}

export function ChangePlanForm({ plan, planGoals, onClose }: FormProps & { plan: RecordPlanFragment }) {
  const { id: planId, version, terms } = plan;
  const { draft, field, choice } = useDraft({
    goal: planGoals.find(({ goal, season }) => goal === terms.goal && season === terms.season)!,
    interval: terms.interval,
    blockSessions: terms.blockSessions,
    maintenance: terms.maintenanceInterval ?? NEVER,
    reviewOn: terms.reviewOn ?? '',
    remarks: terms.remarks ?? '',
  });
  const [change] = useAct(ChangePlanDocument);
  const { goal: chosen, maintenance, ...rest } = draft;
  const input = {
    ...{ planId, version, ...rest, goal: chosen.goal, season: chosen.season },
    maintenanceInterval: maintenance === NEVER ? null : maintenance,
    reviewOn: draft.reviewOn || null,
    remarks: draft.remarks || null,
  };
  return (
    <ActForm
      label="Change the plan"
      submit="Save"
      act={async () => answerOf(await change({ input }), (data) => data.changeSessionPlan)}
      onDone={() => {
        onClose();
        tell('Saved.');
      }}
      onBack={onClose}
    >
      <GoalChoice planGoals={planGoals} goal={draft.goal} onChoose={field('goal').onChange} />
      <Choice label="How often" items={intervals(terms.interval)} {...choice('interval')} />
      <NumberInput {...field('blockSessions')} label="Sessions before it is looked at" minValue={1} />
      <Choice
        label="After them"
        items={[{ id: NEVER, name: 'Nothing is planned' }, ...intervals(terms.maintenanceInterval)]}
        {...choice('maintenance')}
      />
      <TextInput {...field('reviewOn')} label="Look at it on" type="date" />
      <div className="wide">
        <TextInput {...field('remarks')} label="Remarks" lines={2} />
      </div>
    </ActForm>
  );
}

interface GoalChoiceProps {
  readonly planGoals: PlanGoals;
  readonly goal: PlanGoals[number];
  readonly onChoose: (goal: PlanGoals[number]) => void;
}

function GoalChoice({ planGoals, goal, onChoose }: GoalChoiceProps) {
  const items = planGoals.map(({ label }) => ({ id: label, name: label }));
  return (
    <Choice
      label="What for"
      items={items}
      chosen={goal.label}
      onChoose={(chosen) => onChoose(planGoals.find(({ label }) => label === chosen)!)}
    />
  );
}

/** The usual ones, and the one that there is. */
const intervals = (present: string | null = null): { id: string; name: string }[] =>
  [...new Set([...USUAL, ...(present ? [present] : [])])].map((id) => ({ id, name: intervalWords(id) }));
