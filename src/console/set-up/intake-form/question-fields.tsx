import type { IntakeFiller } from '../../api/generated/graphql.js';
import { Checks } from '../../ui/checks.js';
import { Choice } from '../../ui/choice.js';
import { NumberInput } from '../../ui/number-input.js';
import { TextInput } from '../../ui/text-input.js';
import { ConditionInput } from './condition-input.js';
import { RANGE } from './form-words.js';
import { textIn, withOptionalText, withText } from './form.js';
import type { Question, Section } from './form.js';
import { OptionsInput } from './options-input.js';

interface QuestionFieldsProps {
  readonly question: Question;
  readonly section: Section;
  readonly language: string;
  readonly onChange: (question: Question) => void;
}

const ANSWERING = [
  { id: 'required', name: 'Must be answered' },
  { id: 'refusable', name: 'May be refused' },
] as const;
const FILLERS: readonly { id: IntakeFiller | 'BOTH'; name: string }[] = [
  { id: 'BOTH', name: 'Everybody' },
  { id: 'ADULT', name: 'Clients themselves' },
  { id: 'GUARDIAN', name: 'Guardians of clients under age' },
];

/** All of a question that can be changed. */
export function QuestionFields({ question, section, language, onChange }: QuestionFieldsProps) {
  const { label, help, required, refusable, filler, showIf } = question;
  const set = (part: Partial<Question>): void => onChange({ ...question, ...part });
  const answering = ANSWERING.map(({ id }) => id).filter((id) => (id === 'required' ? required : refusable));
  return (
    <div className="stack">
      <TextInput
        label={`Question (${language})`}
        autoFocus
        autoComplete="off"
        value={textIn(label, language)}
        onChange={(text) => set({ label: withText(label, language, text) })}
      />
      <TextInput
        label={`Help (${language})`}
        lines={2}
        value={textIn(help, language)}
        onChange={(text) => set({ help: withOptionalText(help, language, text) })}
      />
      <Checks
        label="Answering"
        items={ANSWERING}
        chosen={answering}
        onChange={(ids) => set({ required: ids.includes('required'), refusable: ids.includes('refusable') })}
      />
      <KindFields {...{ question, language, set }} />
      <Choice
        label="Asked of"
        items={FILLERS}
        chosen={filler ?? 'BOTH'}
        onChoose={(who) => set({ filler: who === 'BOTH' ? null : who })}
      />
      <ConditionInput
        {...{ question, section }}
        condition={showIf ?? null}
        onChange={(condition) => set({ showIf: condition })}
      />
    </div>
  );
}

interface KindFieldsProps {
  readonly question: Question;
  readonly language: string;
  readonly set: (part: Partial<Question>) => void;
}

const RANGES = (Object.keys(RANGE) as (keyof typeof RANGE)[]).map((id) => ({ id, name: RANGE[id] }));
const LINES = [{ id: 'long', name: 'Several lines' }] as const;

function KindFields({ question, language, set }: KindFieldsProps) {
  const { kind, detail, options, maxLength, long, range } = question;
  switch (kind) {
    case 'YES_NO':
      return (
        <TextInput
          label={`Asked after a yes (${language})`}
          hint="Left empty: nothing."
          value={textIn(detail, language)}
          onChange={(text) => set({ detail: withOptionalText(detail, language, text) })}
        />
      );
    case 'CHOICE':
    case 'MULTI_CHOICE':
      return <OptionsInput options={options ?? []} language={language} onChange={(next) => set({ options: next })} />;
    case 'SCALE':
      return <ScaleFields {...{ question, language, set }} />;
    case 'TEXT':
      return (
        <>
          <NumberInput
            label="Longest answer, in characters"
            value={maxLength ?? null}
            onChange={(most) => set({ maxLength: most })}
          />
          <Checks
            label="Room"
            items={LINES}
            chosen={long ? ['long'] : []}
            onChange={(ids) => set({ long: ids.includes('long') })}
          />
        </>
      );
    case 'DATE':
      return <Choice label="Days" items={RANGES} chosen={range ?? 'ANY'} onChoose={(days) => set({ range: days })} />;
    case 'BODY_MAP':
    case 'SIGNATURE':
      return null;
  }
}

function ScaleFields({ question: { min, max, minLabel, maxLabel }, language, set }: KindFieldsProps) {
  return (
    <>
      <NumberInput label="Lowest" value={min ?? null} onChange={(least) => set({ min: least })} />
      <TextInput
        label={`What the lowest means (${language})`}
        value={textIn(minLabel, language)}
        onChange={(text) => set({ minLabel: withText(minLabel, language, text) })}
      />
      <NumberInput label="Highest" value={max ?? null} onChange={(most) => set({ max: most })} />
      <TextInput
        label={`What the highest means (${language})`}
        value={textIn(maxLabel, language)}
        onChange={(text) => set({ maxLabel: withText(maxLabel, language, text) })}
      />
    </>
  );
}
