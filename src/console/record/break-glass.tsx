import { BreakGlassDocument } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { ActForm } from '../ui/act-form.js';
import { useDraft } from '../ui/draft.js';
import { TextInput } from '../ui/text-input.js';

/** Opens the record of somebody whom one does not treat, with the reason why. */
export function BreakGlass({ clientId, onBroken }: { clientId: string; onBroken: () => void }) {
  const { draft, field } = useDraft({ reason: '' });
  const [breakGlass] = useAct(BreakGlassDocument);
  return (
    <div className="break-glass">
      <h1>You do not treat this client</h1>
      <p>
        If the record must be read all the same, say why. It is open to you for an hour then, to read, and the
        management is told.
      </p>
      <ActForm
        label="Open the record"
        submit="Open the record"
        act={async () => answerOf(await breakGlass({ input: { clientId, ...draft } }), (data) => data.breakGlass)}
        onDone={onBroken}
      >
        <div className="wide">
          <TextInput {...field('reason')} label="Why must it be read?" lines={3} isRequired />
        </div>
      </ActForm>
    </div>
  );
}
