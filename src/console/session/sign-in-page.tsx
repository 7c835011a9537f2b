import { useState } from 'react';
import { Form, Label, Radio, RadioGroup } from 'react-aria-components';
import { TextInput } from '../ui/text-input.js';
import type { Absence, Session } from './session.js';
import './sign-in-page.css';
import { Button } from '../ui/button.js';

const WHY: Readonly<Record<Absence, string | null>> = {
  not_yet: null,
  signed_out: 'You have signed out.',
  idle: 'Nobody was here for a while, so that this page has closed.',
  ended: 'Your session has ended.',
};

interface Practice {
  readonly id: string;
  readonly name: string;
}

/** E-mail, password and, for whoever works for several, which practice. */
export function SignInPage({ session, why, email: before }: { session: Session; why: Absence; email: string }) {
  const [email, setEmail] = useState(before);
  const [password, setPassword] = useState('');
  const [practices, setPractices] = useState<readonly Practice[]>([]);
  const [practiceId, setPracticeId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const signIn = async (): Promise<void> => {
    setBusy(true);
    setRefusal(null);
    const answer = await session.signIn({ email, password, practiceId });
    setBusy(false);
    if (answer.__typename === 'ChoosePractice') setPractices(answer.practices);
    else if (answer.__typename === 'Unreachable') setRefusal('The program does not answer. Try again.');
    else if (answer.__typename !== 'SignInPayload') setRefusal(answer.message);
  };

  return (
    <main className="sign-in">
      <h1>Unknot</h1>
      {WHY[why] && <p role="status">{WHY[why]}</p>}
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
          value={email}
          onChange={setEmail}
          isRequired
          autoFocus={before === ''}
        />
        <TextInput
          label="Password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
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
    </main>
  );
}
