import { inLanguage } from '../../record/answer-words.js';
import { Checks } from '../../ui/checks.js';
import { Choice } from '../../ui/choice.js';
import { NumberInput } from '../../ui/number-input.js';
import { conditionWords, nameOf } from './form-words.js';
import type { Condition, Question, Section } from './form.js';

interface ConditionInputProps {
  readonly question: Question;
  readonly section: Section;
  /** Null: always shown. */
  readonly condition: Condition | null;
  readonly onChange: (condition: Condition | null) => void;
}

// No id of a question has a hyphen.
const ALWAYS = 'always-shown';
const AS_IT_IS = 'as-it-is';

/** When the question is shown: always, or by what was said to one before it. What is made of several conditions stays, or goes as a whole. */
export function ConditionInput({ question, section: { questions }, condition, onChange }: ConditionInputProps) {
  const before = questions
    .slice(
      0,
      questions.findIndex(({ id }) => id === question.id),
    )
    .filter(canDecide);
  const of = before.find(({ id }) => id === condition?.question);
  const keeps = condition !== null && !of;
  const items = [
    { id: ALWAYS, name: 'Always' },
    ...(keeps ? [{ id: AS_IT_IS, name: `If ${conditionWords(condition, questions)}` }] : []),
    ...before.map((each) => ({ id: each.id, name: `By “${nameOf(each)}”` })),
  ];
  const choose = (id: string): void => {
    if (id === AS_IT_IS) return;
    const by = before.find((each) => each.id === id);
    onChange(by ? begun(by) : null);
  };
  return (
    <>
      <Choice
        label="Shown"
        items={items}
        chosen={keeps ? AS_IT_IS : (condition?.question ?? ALWAYS)}
        onChoose={choose}
      />
      {condition && of && <Answer {...{ of, condition, onChange }} />}
    </>
  );
}

const canDecide = ({ kind, options }: Question): boolean => kind === 'YES_NO' || kind === 'SCALE' || !!options;

function begun({ id, kind, max, options }: Question): Condition {
  if (kind === 'YES_NO') return { question: id, yes: true };
  return kind === 'SCALE'
    ? { question: id, atLeast: max ?? 0 }
    : { question: id, anyOf: (options ?? []).slice(0, 1).map((option) => option.id) };
}

interface AnswerProps {
  readonly of: Question;
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
}

const YES_OR_NO = [
  { id: 'yes', name: 'Yes' },
  { id: 'no', name: 'No' },
] as const;

function Answer({ of: { id, kind, options }, condition: { yes, anyOf, atLeast }, onChange }: AnswerProps) {
  if (kind === 'YES_NO') {
    return (
      <Choice
        label="If it is answered with"
        items={YES_OR_NO}
        chosen={yes ? 'yes' : 'no'}
        onChoose={(said) => onChange({ question: id, yes: said === 'yes' })}
      />
    );
  }
  if (kind === 'SCALE') {
    return (
      <NumberInput
        label="If it is answered with this or more"
        value={atLeast ?? null}
        onChange={(least) => onChange({ question: id, atLeast: least })}
      />
    );
  }
  return (
    <Checks
      label="If one of these is chosen"
      items={(options ?? []).map((option) => ({ id: option.id, name: inLanguage(option.label) }))}
      chosen={anyOf ?? []}
      onChange={(ids) => onChange({ question: id, anyOf: ids })}
    />
  );
}
