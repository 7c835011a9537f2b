import { Client, fetchExchange } from '@urql/core';
import type { OperationResult } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import type { Outcome } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import type { Answer } from '../api/answer.js';
import { createClient, KEPT_IN_COOKIE } from '../api/client.js';
import type { Credentials } from '../api/client.js';
import {
  AcceptInvitationDocument,
  CompleteSignInDocument,
  RefreshSessionDocument,
  ResetPasswordDocument,
  SignInDocument,
  SignOutDocument,
} from '../api/generated/graphql.js';
import type {
  AcceptInvitationInput,
  AcceptInvitationMutation,
  CompleteSignInMutation,
  ResetPasswordInput,
  ResetPasswordMutation,
  SignedInFragment,
  SignInInput,
  SignInMutation,
} from '../api/generated/graphql.js';

export type Me = SignedInFragment['me'];

/** Why nobody is signed in: not yet, by their own wish, after a while without anybody here, or because the server says so. */
export type Absence = 'not_yet' | 'signed_out' | 'idle' | 'ended';

export type SessionState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'out'; readonly why: Absence; readonly email: string }
  | { readonly kind: 'in'; readonly me: Me; readonly client: Client };

interface Unreachable {
  readonly __typename: 'Unreachable';
}
export type SignInAnswer = SignInMutation['signIn'] | Unreachable;
export type CompletionAnswer = CompleteSignInMutation['completeSignIn'] | Unreachable;
type Admitted = Exclude<AcceptInvitationMutation['acceptInvitation'], { readonly message: string }>;
type PasswordSet = Exclude<ResetPasswordMutation['resetPassword'], { readonly message: string }>;

type Tokens = Pick<SignedInFragment, 'accessToken' | 'accessTokenExpiresAt'>;

/** A token is renewed so long before its end. */
const MARGIN_MS = 20_000;
const TELL_AGAIN_MS = 2_000;

/**
 * Who is signed in on this page. The access token stays in this object, and what renews it in a cookie that no script reads. Each
 * sign-in has a client of its own, and with it a cache of its own; both go when it ends.
 */
export class Session implements Credentials {
  private state: SessionState = { kind: 'asking' };
  private tokens: Tokens | null = null;
  private renewal: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();
  /** Without authorisation: for signing in and staying so. */
  private readonly door = new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: KEPT_IN_COOKIE,
    exchanges: [
      persistedExchange({
        enforcePersistedQueries: true,
        enableForMutation: true,
        generateHash: (_, document) => Promise.resolve((document as { __meta__?: { hash: string } }).__meta__?.hash),
      }),
      fetchExchange,
    ],
  });

  readonly now = (): SessionState => this.state;
  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  accessToken(): string | null {
    return this.tokens?.accessToken ?? null;
  }

  isEnding(): boolean {
    return this.tokens !== null && Date.parse(this.tokens.accessTokenExpiresAt) - Date.now() < MARGIN_MS;
  }

  /** Goes on with the session that the browser has, as after a reload; asked once, when the page opens. */
  async resume(): Promise<void> {
    if (this.state.kind !== 'asking') return;
    await this.renew();
    if (this.state.kind === 'asking') this.leave('not_yet');
  }

  async signIn(input: SignInInput): Promise<SignInAnswer> {
    const { data } = await this.door.mutation(SignInDocument, { input }).toPromise();
    if (!data) return { __typename: 'Unreachable' };
    if (data.signIn.__typename === 'SignInPayload') this.enter(data.signIn);
    return data.signIn;
  }

  /** `code` is what the authenticator app shows, or a recovery code. */
  async completeSignIn(challenge: string, code: string): Promise<CompletionAnswer> {
    const { data } = await this.door.mutation(CompleteSignInDocument, { input: { challenge, code } }).toPromise();
    if (!data) return { __typename: 'Unreachable' };
    if (data.completeSignIn.__typename === 'SignInPayload') this.enter(data.completeSignIn);
    return data.completeSignIn;
  }

  /** Joins a practice, and gives a challenge where the account has a second factor. */
  async acceptInvitation(input: AcceptInvitationInput): Promise<Answer<Admitted>> {
    const result = await this.door.mutation(AcceptInvitationDocument, { input }).toPromise();
    const answer = answerOf(outcomeOf(result), ({ acceptInvitation }) => acceptInvitation);
    if (answer && 'given' in answer && answer.given.__typename === 'SignInPayload') this.enter(answer.given);
    return answer;
  }

  async resetPassword(input: ResetPasswordInput): Promise<Answer<PasswordSet>> {
    const result = await this.door.mutation(ResetPasswordDocument, { input }).toPromise();
    return answerOf(outcomeOf(result), ({ resetPassword }) => resetPassword);
  }

  /** Any number of requests may find the token ending at once; one of them renews it. */
  renew(): Promise<void> {
    this.renewal ??= this.renewOnce().finally(() => (this.renewal = null));
    return this.renewal;
  }

  async signOut(why: Absence = 'signed_out'): Promise<void> {
    const { state } = this;
    if (state.kind !== 'in') return;
    const told = state.client.mutation(SignOutDocument, {}).toPromise();
    const answer = await Promise.race([told, new Promise<null>((resolve) => setTimeout(resolve, TELL_AGAIN_MS, null))]);
    this.leave(why);
    if (!answer || answer.error) void this.tellLater();
  }

  /** The page has closed, and the server hears of it as soon as it can: until then the cookie could open it again. */
  private async tellLater(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, TELL_AGAIN_MS));
      if (this.tokens) return; // somebody has signed in here meanwhile, and the cookie is theirs
      const { data, error: away } = await this.door.mutation(RefreshSessionDocument, {}).toPromise();
      if (away?.networkError) continue;
      if (data?.refreshSession.__typename !== 'SignInPayload') return;
      const headers = { ...KEPT_IN_COOKIE.headers, authorization: `Bearer ${data.refreshSession.accessToken}` };
      const { error } = await this.door.mutation(SignOutDocument, {}, { fetchOptions: { headers } }).toPromise();
      if (!error?.networkError) return;
    }
  }

  private async renewOnce(): Promise<void> {
    const ask = () => this.door.mutation(RefreshSessionDocument, {}).toPromise();
    let { data, error } = await ask();
    // Where several tabs renew at once, one of them may come with a cookie that the others have passed: it has the new one by now.
    if (data?.refreshSession.__typename === 'SessionEnded') ({ data, error } = await ask());
    if (data?.refreshSession.__typename === 'SignInPayload') this.renewed(data.refreshSession);
    // Without an answer it may go on: the next request asks again.
    else if (!error?.networkError) this.leave(this.state.kind === 'asking' ? 'not_yet' : 'ended');
  }

  private renewed(signedIn: SignedInFragment): void {
    if (this.state.kind !== 'in') return this.enter(signedIn);
    this.tokens = signedIn;
    // Another tab of this browser may have signed in as somebody else: nothing of the one before may be shown.
    if (signedIn.me.membershipId !== this.state.me.membershipId) this.enter(signedIn);
  }

  private enter(signedIn: SignedInFragment): void {
    this.tokens = signedIn;
    this.change({ kind: 'in', me: signedIn.me, client: createClient(this) });
  }

  private leave(why: Absence): void {
    const email = this.state.kind === 'in' ? this.state.me.email : '';
    this.tokens = null;
    this.change({ kind: 'out', why, email });
  }

  private change(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

const outcomeOf = <Data>({ data, error }: OperationResult<Data>): Outcome<Data> =>
  error ? { error } : { data: data! };
