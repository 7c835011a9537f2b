import { useState } from 'react';
import { useLocation } from 'wouter';
import { ActForm } from '../ui/act-form.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';
import { LinkFrame } from './link-frame.js';
import type { Session } from './session.js';

/** Where the link of a forgotten password leads. All sessions of the account end, and it is signed in to anew. */
export function ResetPasswordPage({ session }: { session: Session }) {
  const [newPassword, setPassword] = useState('');
  const [, go] = useLocation();
  return (
    <LinkFrame title="A new password">
      {(token) => (
        <ActForm
          label="A new password"
          submit="Set it"
          act={() => session.resetPassword({ token, newPassword })}
          onDone={() => {
            tell('The password is set. Sign in with it.');
            go('/day', { replace: true });
          }}
        >
          <TextInput
            label="New password"
            type="password"
            autoComplete="new-password"
            name="newPassword"
            value={newPassword}
            onChange={setPassword}
            autoFocus
          />
        </ActForm>
      )}
    </LinkFrame>
  );
}
