import { Checkbox, CheckboxGroup, FieldError, Label, Text } from 'react-aria-components';
import { useFieldError } from './field-errors.js';

interface ChecksProps<Id extends string> {
  readonly label: string;
  readonly name?: string;
  readonly hint?: string;
  readonly items: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: readonly Id[];
  readonly onChange: (ids: Id[]) => void;
}

/** Any of a few. */
export function Checks<Id extends string>({ label, name, hint, items, chosen, onChange }: ChecksProps<Id>) {
  const { error, wrong } = useFieldError(name);
  return (
    <CheckboxGroup
      value={[...chosen]}
      onChange={(ids) => onChange(ids as Id[])}
      {...(name === undefined ? {} : { name })}
      {...wrong}
    >
      <Label>{label}</Label>
      <div className="checks">
        {items.map((item) => (
          <Checkbox key={item.id} value={item.id}>
            {item.name}
          </Checkbox>
        ))}
      </div>
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </CheckboxGroup>
  );
}
