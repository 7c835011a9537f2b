import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Client } from '@urql/core';
import { watchIdleness } from './idleness.js';
import { Session } from './session.js';
import type { Me } from './session.js';
import { SignInPage } from './sign-in-page.js';

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
  if (state.kind === 'asking') return <p role="status">Loading …</p>;
  if (state.kind === 'out') return <SignInPage session={session} why={state.why} email={state.email} />;
  return <SignedInContext value={signedIn}>{children(state.client)}</SignedInContext>;
}
