import { useState } from 'react';
import { TextInput } from '../ui/text-input.js';

interface NumberTextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A number that counts with every key: a draft is saved while somebody is still in the field. */
export function NumberText({ label, hint, value, onChange }: NumberTextProps) {
  const [typed, setTyped] = useState('');
  const text = numberOf(typed) === value ? typed : String(value ?? '');
  return (
    <TextInput
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={text}
      onChange={(next) => {
        setTyped(next);
        onChange(numberOf(next));
      }}
      inputMode="decimal"
      error={text.trim() !== '' && numberOf(text) === null ? 'Not a number.' : undefined}
    />
  );
}

/** Null where it is none. */
function numberOf(text: string): number | null {
  const number = Number(text.trim().replace(',', '.') || Number.NaN);
  return Number.isNaN(number) ? null : number;
}
