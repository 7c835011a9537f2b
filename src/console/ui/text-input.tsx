import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { TextFieldProps } from 'react-aria-components';
import { useFieldError } from './field-errors.js';

interface TextInputProps extends Omit<TextFieldProps, 'children'> {
  readonly label: string;
  readonly hint?: string;
  /** Of a longer text: how many lines of it are seen. */
  readonly lines?: number;
  /** Why what was sent was not accepted. */
  readonly error?: string | undefined;
}

/** A text with its label, and what is wrong with it beside it. The browser remembers what was typed only where the field says what it is. */
export function TextInput({ label, hint, lines, error: own, autoComplete = 'off', ...field }: TextInputProps) {
  const { error, wrong } = useFieldError(field.name, own);
  return (
    <TextField {...{ autoComplete }} {...field} {...wrong}>
      <Label>{label}</Label>
      {lines === undefined ? <Input /> : <TextArea rows={lines} />}
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
