import { FieldError, Input, Label, NumberField, Text } from 'react-aria-components';
import type { NumberFieldProps } from 'react-aria-components';
import { useFieldError } from './field-errors.js';

interface NumberInputProps extends Omit<NumberFieldProps, 'children' | 'value' | 'onChange'> {
  readonly label: string;
  readonly hint?: string;
  /** Null: nothing is typed. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A number with its label; the arrow keys go up and down. */
export function NumberInput({ label, hint, value, onChange, ...field }: NumberInputProps) {
  const { error, wrong } = useFieldError(field.name);
  return (
    <NumberField
      formatOptions={{ useGrouping: false }}
      {...field}
      {...wrong}
      value={value ?? Number.NaN}
      onChange={(number) => onChange(Number.isNaN(number) ? null : number)}
    >
      <Label>{label}</Label>
      <Input />
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </NumberField>
  );
}
