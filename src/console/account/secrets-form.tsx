import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../ui/button.js';
import { TextInput } from '../ui/text-input.js';

interface SecretsFormProps {
  readonly asks: readonly ('password' | 'code')[];
  readonly submit: string;
  /** Gives back why it was refused, or nothing. */
  readonly onSubmit: (secrets: { password: string; code: string }) => Promise<string | undefined>;
  readonly onBack: () => void;
}

/** The password, the code of the authenticator app, or both. */
export function SecretsForm({ asks, submit, onSubmit, onBack }: SecretsFormProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    setRefusal(await onSubmit({ password, code }));
    setBusy(false);
  };
  const error = (field: string): string | undefined => (asks.at(-1) === field ? refusal : undefined);
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {asks.includes('password') && (
        <TextInput
          label="Your password"
          type="password"
          autoComplete="current-password"
          {...{ value: password, onChange: setPassword, error: error('password') }}
          isRequired
          autoFocus
        />
      )}
      {asks.includes('code') && (
        <TextInput
          label="Code of the authenticator app"
          autoComplete="one-time-code"
          {...{ value: code, onChange: setCode, error: error('code') }}
          isRequired
          autoFocus={asks.length === 1}
        />
      )}
      <div className="actions">
        <Button type="submit" kind="primary" isPending={busy}>
          {submit}
        </Button>
        <Button onPress={onBack}>Back</Button>
      </div>
    </Form>
  );
}
