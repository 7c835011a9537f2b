import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../ui/button.js';
import { TextInput } from '../ui/text-input.js';
import type { Session } from './session.js';

interface SecondFactorFormProps {
  readonly session: Session;
  readonly challenge: string;
  readonly onBack: () => void;
  /** Left out: what is shown next follows from being signed in. */
  readonly onDone?: () => void;
}

/** The code of the authenticator app, or one of the recovery codes. */
export function SecondFactorForm({ session, challenge, onBack, onDone }: SecondFactorFormProps) {
  const [code, setCode] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const complete = async (): Promise<void> => {
    setBusy(true);
    const answer = await session.completeSignIn(challenge, code);
    setBusy(false);
    if (answer.__typename === 'Unreachable') setRefusal('The program does not answer. Try again.');
    else if (answer.__typename === 'SignInPayload') onDone?.();
    else setRefusal(answer.message);
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void complete();
      }}
    >
      <TextInput
        label="Code"
        hint="Six digits of your authenticator app, or one of your recovery codes."
        autoComplete="one-time-code"
        {...{ value: code, onChange: setCode, error: refusal }}
        isRequired
        autoFocus
      />
      <div className="actions">
        <Button type="submit" kind="primary" isPending={busy}>
          Sign in
        </Button>
        <Button onPress={onBack}>Back</Button>
      </div>
    </Form>
  );
}
