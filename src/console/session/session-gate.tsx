import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { Client } from '@urql/core';
import { useLocation } from 'wouter';
import { watchIdleness } from './idleness.js';
import type { LinkPage } from './links.js';
import { Session } from './session.js';
import type { Me } from './session.js';
import { SignInPage } from './sign-in-page.js';

const LINK_PAGES: Readonly<Record<`/${LinkPage}`, ComponentType<{ session: Session }>>> = {
  '/accept-invitation': lazy(() =>
    import('./accept-invitation-page.js').then(({ AcceptInvitationPage: page }) => ({ default: page })),
  ),
  '/reset-password': lazy(() =>
    import('./reset-password-page.js').then(({ ResetPasswordPage: page }) => ({ default: page })),
  ),
};
const isLinkPage = (where: string): where is keyof typeof LINK_PAGES => Object.hasOwn(LINK_PAGES, where);

interface SignedIn {
  readonly me: Me;
  readonly session: Session;
}

const SignedInContext = createContext<SignedIn | null>(null);

/** Who is signed in; only inside the gate. */
export function useSignedIn(): SignedIn {
  const signedIn = useContext(SignedInContext);
  if (!signedIn) throw new Error('Nobody is signed in here.');
  return signedIn;
}

/** Lets in whoever has signed in, and nobody after a while without a sign of anybody. The address stays, so that they go on where they were. */
export function SessionGate({ children }: { children: (client: Client) => ReactNode }) {
  const session = useMemo(() => new Session(), []);
  const state = useSyncExternalStore(session.listen, session.now);
  const isIn = state.kind === 'in';
  useEffect(() => void session.resume(), [session]);
  useEffect(() => (isIn ? watchIdleness(() => void session.signOut('idle')) : undefined), [isIn, session]);
  const signedIn = useMemo(() => (state.kind === 'in' ? { me: state.me, session } : null), [state, session]);
  const [where] = useLocation();
  if (state.kind === 'asking') return <p role="status">Loading …</p>;
  if (isLinkPage(where)) {
    const LinkedPage = LINK_PAGES[where];
    return (
      <Suspense fallback={<p role="status">Loading …</p>}>
        <LinkedPage session={session} />
      </Suspense>
    );
  }
  if (state.kind === 'out') return <SignInPage session={session} why={state.why} email={state.email} />;
  return <SignedInContext value={signedIn}>{children(state.client)}</SignedInContext>;
}
