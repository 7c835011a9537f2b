import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { TextFieldProps } from 'react-aria-components';

interface TextInputProps extends Omit<TextFieldProps, 'children'> {
  readonly label: string;
  readonly hint?: string;
  /** Why what was sent was not accepted. */
  readonly error?: string | undefined;
}

/** A line of text with its label, and what is wrong with it beside it. */
export function TextInput({ label, hint, error, ...field }: TextInputProps) {
  return (
    <TextField
      {...field}
      isInvalid={error !== undefined ? true : undefined}
      // The browser would not let the form go again with a field that somebody has called wrong.
      validationBehavior={error === undefined ? 'native' : 'aria'}
    >
      <Label>{label}</Label>
      <Input />
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
