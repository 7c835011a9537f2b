import { PASSWORD } from './api.js';
import type { Person, TestApi } from './api.js';
import { oneTimeCode } from './one-time-code.js';

const STEP = 30_000;

export interface Answer {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

const SIGNED_IN = 'accessToken refreshToken me { userId secondFactor { isOn recoveryCodesLeft } }';
const CHALLENGE = '... on SecondFactorRequired { challenge expiresAt }';
const DOCUMENTS = {
  begin: `mutation ($input: BeginTotpEnrolmentInput!) { answer: beginTotpEnrolment(input: $input) {
    __typename ... on TotpEnrolment { uri secret expiresAt } } }`,
  confirm: `mutation ($input: ConfirmTotpEnrolmentInput!) { answer: confirmTotpEnrolment(input: $input) {
    __typename ... on RecoveryCodes { recoveryCodes endedSessions } } }`,
  regenerate: `mutation ($input: RegenerateRecoveryCodesInput!) { answer: regenerateRecoveryCodes(input: $input) {
    __typename ... on RecoveryCodes { recoveryCodes endedSessions } } }`,
  remove: `mutation ($input: RemoveTotpInput!) { answer: removeTotp(input: $input) { __typename } }`,
  signIn: `mutation ($input: SignInInput!) { answer: signIn(input: $input) {
    __typename ... on Refusal { message } ... on SignInPayload { ${SIGNED_IN} } ${CHALLENGE} } }`,
  complete: `mutation ($input: CompleteSignInInput!) { answer: completeSignIn(input: $input) {
    __typename ... on Refusal { message } ... on TooManyAttempts { retryAt } ... on SignInPayload { ${SIGNED_IN} } } }`,
};

/** A person with an authenticator app, at a time of the test's choosing. */
export class Enrolled {
  constructor(
    private readonly api: TestApi,
    readonly person: Person,
    readonly secret: string,
    readonly recoveryCodes: readonly string[],
    private readonly time: TestTime,
  ) {}

  /** What the app shows some steps from now. */
  code(steps = 0): string {
    return oneTimeCode(this.secret, this.time.now + steps * STEP);
  }

  /** Six digits that are no code at any time around now. */
  get wrongCode(): string {
    const right = [-3, -2, -1, 0, 1, 2, 3].map((steps) => this.code(steps));
    return ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(
      (code) => !right.includes(code),
    )!;
  }

  /** A right password's challenge. */
  async challenge(): Promise<string> {
    return String((await signInWith(this.api, this.person.email)).challenge);
  }

  async complete(code: string, challenge?: string): Promise<Answer> {
    return act(this.api, 'complete', { challenge: challenge ?? (await this.challenge()), code });
  }
}

/** The database's time, early in a time step: what a test takes crosses no border before half a minute. */
export class TestTime {
  now = 0;

  constructor(private readonly api: TestApi) {}

  /** By default this time step's beginning. */
  set(at = Math.floor(Date.now() / STEP) * STEP + 2000): void {
    this.now = at;
    this.api.clock.offset = at - Date.now();
  }

  pass(steps: number): void {
    this.set(this.now + steps * STEP);
  }
}

export async function act(
  api: TestApi,
  name: keyof typeof DOCUMENTS,
  input: Readonly<Record<string, unknown>>,
  token?: string,
): Promise<Answer> {
  return (await api.data<{ answer: Answer }>(DOCUMENTS[name], { input }, token)).answer;
}

export const signInWith = (api: TestApi, email: string, password = PASSWORD): Promise<Answer> =>
  act(api, 'signIn', { email, password });

/** Gives somebody a second factor. The code that confirms it has served: time passes by one step. */
export async function enrol(api: TestApi, person: Person, time: TestTime): Promise<Enrolled> {
  const begun = await act(api, 'begin', { password: PASSWORD }, person.token);
  const secret = String(begun.secret);
  const confirmed = await act(api, 'confirm', { code: oneTimeCode(secret, time.now) }, person.token);
  time.pass(1);
  return new Enrolled(api, person, secret, confirmed.recoveryCodes as string[], time);
}
