import { Checkbox } from 'react-aria-components';
import { useQuery } from 'urql';
import { ChangeReminderSettingsDocument, RemindersPageDocument } from '../../api/generated/graphql.js';
import type { ReminderRecordFragment, ReminderRuleInput } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { ActForm } from '../../ui/act-form.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/choice.js';
import { useRecordDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { NumberInput } from '../../ui/number-input.js';

const CHANNEL = { EMAIL: 'by e-mail', SMS: 'by SMS' } as const;
const CHANNELS = (['EMAIL', 'SMS'] as const).map((id) => ({ id, name: CHANNEL[id] }));

/** When clients are reminded of their visits. */
export function Reminders() {
  const [{ data, error }] = useQuery({ query: RemindersPageDocument, requestPolicy: 'cache-and-network' });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return <RemindersForm settings={data.reminderSettings} />;
}

interface RuleDraft extends Omit<ReminderRuleInput, 'leadHours'> {
  readonly leadHours: number | null;
}

const draftOf = ({ rules, clientNoticeHours }: ReminderRecordFragment) => ({
  rules: rules.map(({ leadHours, channel, onlyUnconfirmed }): RuleDraft => ({ leadHours, channel, onlyUnconfirmed })),
  clientNoticeHours: clientNoticeHours as number | null,
});

const rulesWords = (rules: readonly RuleDraft[]): string =>
  rules.map(({ leadHours, channel }) => `${leadHours} hours before ${CHANNEL[channel]}`).join(', ');

function RemindersForm({ settings }: { settings: ReminderRecordFragment }) {
  const { draft, field, settle, version } = useRecordDraft(draftOf(settings), settings.version);
  const [change] = useAct(ChangeReminderSettingsDocument);
  const { hint, value: rules, onChange } = field('rules', rulesWords);
  const act = async () => {
    const { clientNoticeHours } = draft;
    const input = { version, clientNoticeHours, rules: rules as ReminderRuleInput[] };
    return answerOf(await change({ input }), (data) => data.changeReminderSettings);
  };
  return (
    <ActForm
      label="Reminders"
      submit="Save"
      {...{ act }}
      onDone={({ settings: saved }) => {
        settle(draftOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      <fieldset className="wide stack">
        <legend>Reminders before a visit</legend>
        {hint && <p className="quiet-text">{hint}</p>}
        {rules.length === 0 && <p>Nobody is reminded.</p>}
        {rules.map((rule, index) => (
          <Rule
            key={index}
            {...{ rule, index }}
            onChange={(changed) => onChange(rules.with(index, changed))}
            onRemove={() => onChange(rules.toSpliced(index, 1))}
          />
        ))}
        <div className="actions">
          <Button onPress={() => onChange([...rules, { leadHours: null, channel: 'EMAIL', onlyUnconfirmed: false }])}>
            Add a reminder
          </Button>
        </div>
      </fieldset>
      <NumberInput label="Hours before a visit until which clients may call it off" {...field('clientNoticeHours')} />
    </ActForm>
  );
}

interface RuleProps {
  readonly rule: RuleDraft;
  readonly index: number;
  readonly onChange: (rule: RuleDraft) => void;
  readonly onRemove: () => void;
}

function Rule({ rule, index, onChange, onRemove }: RuleProps) {
  const path = `rules.${index}`;
  return (
    <div className="rule" role="group" aria-label={`Reminder ${index + 1}`}>
      <NumberInput
        label="Hours before"
        name={`${path}.leadHours`}
        value={rule.leadHours}
        onChange={(leadHours) => onChange({ ...rule, leadHours })}
      />
      <Choice
        label="How"
        name={`${path}.channel`}
        items={CHANNELS}
        chosen={rule.channel}
        onChoose={(channel) => onChange({ ...rule, channel })}
      />
      <Checkbox
        isSelected={rule.onlyUnconfirmed ?? false}
        onChange={(onlyUnconfirmed) => onChange({ ...rule, onlyUnconfirmed })}
      >
        Only who has not confirmed
      </Checkbox>
      <Button aria-label={`Remove reminder ${index + 1}`} onPress={onRemove}>
        ×
      </Button>
    </div>
  );
}
