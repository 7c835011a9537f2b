import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { useFieldError } from './field-errors.js';

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly items: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: Id | null;
  readonly onChoose: (id: Id) => void;
  readonly name?: string;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
}

/** One of a few. */
export function Choice<Id extends string>({ label, hint, items, chosen, onChoose, ...rest }: ChoiceProps<Id>) {
  const { error, wrong } = useFieldError(rest.name);
  return (
    <Select value={chosen} onChange={(key) => key !== null && onChoose(key as Id)} {...rest} {...wrong}>
      <Label>{label}</Label>
      <Button>
        <SelectValue /> <span aria-hidden>▾</span>
      </Button>
      <Popover>
        <ListBox items={items}>{({ id, name }) => <ListBoxItem id={id}>{name}</ListBoxItem>}</ListBox>
      </Popover>
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </Select>
  );
}
