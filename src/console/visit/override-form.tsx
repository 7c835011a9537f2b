import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../ui/button.js';
import { TextInput } from '../ui/text-input.js';

interface OverrideFormProps {
  /** What is done then, as a button says it. */
  readonly act: string;
  readonly onOverride: (reason: string) => void;
  readonly autoFocus?: boolean;
}

/** Sets rules aside for one visit. The reason is kept with it. */
export function OverrideForm({ act, onOverride, autoFocus = false }: OverrideFormProps) {
  const [reason, setReason] = useState('');
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onOverride(reason.trim());
      }}
    >
      <TextInput
        label="Why this is an exception"
        hint="It is kept with the visit."
        value={reason}
        onChange={setReason}
        {...{ autoFocus }}
        isRequired
      />
      <Button kind="primary" type="submit">
        {act}
      </Button>
    </Form>
  );
}

interface Rules {
  readonly brokenRules: readonly { readonly overridable: boolean }[];
}

/** Whether the API says of every rule in the way that it may be set aside. */
export const mayOverride = (refused: Rules | object): boolean =>
  'brokenRules' in refused &&
  refused.brokenRules.length > 0 &&
  refused.brokenRules.every(({ overridable }) => overridable);
