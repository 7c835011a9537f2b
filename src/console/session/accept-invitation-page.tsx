import { useState } from 'react';
import { useLocation } from 'wouter';
import { ActForm } from '../ui/act-form.js';
import { TextInput } from '../ui/text-input.js';
import { LinkFrame } from './link-frame.js';
import { SecondFactorForm } from './second-factor-form.js';
import type { Session } from './session.js';

/** Where an invitation leads: whoever gives a password is a member of the practice, and signed in. */
export function AcceptInvitationPage({ session }: { session: Session }) {
  const [password, setPassword] = useState('');
  const [challenge, setChallenge] = useState<string | null>(null);
  const [, go] = useLocation();
  const enter = (): void => go('/day', { replace: true });
  if (challenge !== null) {
    return (
      <LinkFrame title="Your second factor">
        {() => (
          <SecondFactorForm session={session} challenge={challenge} onBack={() => setChallenge(null)} onDone={enter} />
        )}
      </LinkFrame>
    );
  }
  return (
    <LinkFrame title="You are invited">
      {(token) => (
        <ActForm
          label="Join"
          submit="Join"
          act={() => session.acceptInvitation({ token, password })}
          onDone={(given) => (given.__typename === 'SignInPayload' ? enter() : setChallenge(given.challenge))}
        >
          <TextInput
            label="Password"
            hint="A new one; or the one you have, where your e-mail address is known here."
            type="password"
            autoComplete="new-password"
            name="password"
            value={password}
            onChange={setPassword}
            autoFocus
          />
        </ActForm>
      )}
    </LinkFrame>
  );
}
