import { useState } from 'react';
import { Form, Label, Radio, RadioGroup } from 'react-aria-components';
import { Button } from '../ui/button.js';
import { TextInput } from '../ui/text-input.js';
import { SecondFactorForm } from './second-factor-form.js';
import type { Absence, Session } from './session.js';
import './sign-in-page.css';

const WHY: Readonly<Record<Absence, string | null>> = {
  not_yet: null,
  signed_out: 'You have signed out.',
  idle: 'Nobody was here for a while, so that this page has closed.',
  ended: 'Your session has ended.',
};

/** E-mail and password and, where the account has one, the second factor. */
export function SignInPage({ session, why, email }: { session: Session; why: Absence; email: string }) {
  const [challenge, setChallenge] = useState<string | null>(null);
  return (
    <main className="sign-in">
      <h1>Unknot</h1>
      {WHY[why] && <p role="status">{WHY[why]}</p>}
      {challenge === null ? (
        <PasswordForm session={session} email={email} onChallenge={setChallenge} />
      ) : (
        <SecondFactorForm session={session} challenge={challenge} onBack={() => setChallenge(null)} />
      )}
    </main>
  );
}

interface PasswordFormProps {
  readonly session: Session;
  readonly email: string;
  readonly onChallenge: (challenge: string) => void;
}

/** Asks whoever works for several practices for which. */
function PasswordForm({ session, email: before, onChallenge }: PasswordFormProps) {
  const [email, setEmail] = useState(before);
  const [password, setPassword] = useState('');
  const [practices, setPractices] = useState<readonly { readonly id: string; readonly name: string }[]>([]);
  const [practiceId, setPracticeId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const signIn = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    const answer = await session.signIn({ email, password, practiceId });
    setBusy(false);
    if (answer.__typename === 'ChoosePractice') setPractices(answer.practices);
    else if (answer.__typename === 'SecondFactorRequired') onChallenge(answer.challenge);
    else if (answer.__typename === 'Unreachable') setRefusal('The program does not answer. Try again.');
    else if (answer.__typename !== 'SignInPayload') setRefusal(answer.message);
  };

  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        {...{ value: email, onChange: setEmail }}
        isRequired
        autoFocus={before === ''}
      />
      <TextInput
        label="Password"
        type="password"
        autoComplete="current-password"
        {...{ value: password, onChange: setPassword }}
        isRequired
        autoFocus={before !== ''}
      />
      {practices.length > 0 && (
        <RadioGroup value={practiceId} onChange={setPracticeId} isRequired>
          <Label>You work for several practices. For which now?</Label>
          {practices.map(({ id, name }) => (
            <Radio key={id} value={id}>
              {name}
            </Radio>
          ))}
        </RadioGroup>
      )}
      {refusal && (
        <p role="alert" className="refusal">
          {refusal}
        </p>
      )}
      <Button type="submit" kind="primary" isPending={busy}>
        Sign in
      </Button>
    </Form>
  );
}
