import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { TextInput } from '../../ui/text-input.js';
import { risksWords } from './form-words.js';
import { newOption, textIn, withText } from './form.js';
import type { Question } from './form.js';

type Option = NonNullable<Question['options']>[number];

interface OptionsInputProps {
  readonly options: readonly Option[];
  readonly language: string;
  readonly onChange: (options: Option[]) => void;
}

const ALONE = [{ id: 'exclusive', name: 'Stands alone' }] as const;

/** What there is to choose from. */
export function OptionsInput({ options, language, onChange }: OptionsInputProps) {
  const set = (index: number, part: Partial<Option>): void =>
    onChange(options.map((each, place) => (place === index ? { ...each, ...part } : each)));
  return (
    <fieldset className="stack">
      <legend>Choices</legend>
      {options.map(({ id, label, risk, exclusive }, index) => (
        <div key={id} className="rule">
          <TextInput
            label={`Choice ${index + 1} (${language})`}
            {...(risk ? { hint: `Tells screening of: ${risksWords([risk])}` } : {})}
            value={textIn(label, language)}
            onChange={(text) => set(index, { label: withText(label, language, text) })}
          />
          <Checks
            label={`Of choice ${index + 1}`}
            items={ALONE}
            chosen={exclusive ? ['exclusive'] : []}
            onChange={(ids) => set(index, { exclusive: ids.length > 0 })}
          />
          <Button
            aria-label={`Remove choice ${index + 1}`}
            onPress={() => onChange(options.filter((each) => each.id !== id))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button onPress={() => onChange([...options, newOption()])}>Add a choice</Button>
    </fieldset>
  );
}
