import { Label, Radio, RadioGroup } from 'react-aria-components';
import './chips.css';

interface ChipsProps<Id extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly items: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: Id | null;
  readonly onChoose: (id: Id) => void;
  readonly autoFocus?: boolean;
}

/** One of a few, all of them seen, each wide enough for a thumb. */
export function Chips<Id extends string>({ label, hint, items, chosen, onChoose, autoFocus }: ChipsProps<Id>) {
  const first = chosen ?? items[0]?.id;
  return (
    <RadioGroup className="chips" value={chosen} onChange={(id) => onChoose(id as Id)}>
      <Label>
        {label} {hint && <span className="quiet-text">{hint}</span>}
      </Label>
      <div>
        {items.map(({ id, name }) => (
          <Radio key={id} value={id} className="chip" autoFocus={autoFocus === true && id === first}>
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** Whole numbers as chips. */
export const numbersFrom = (min: number, max: number): { id: string; name: string }[] =>
  Array.from({ length: max - min + 1 }, (_, i) => ({ id: String(min + i), name: String(min + i) }));
