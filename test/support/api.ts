import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { createApi } from '../../src/create-api.js';
import type { Role } from '../../src/kernel/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { DatabaseClock } from '../../src/platform/database/index.js';
import { createTestDatabase } from './cluster.js';
import type { TestDatabase } from './cluster.js';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly [key: string]: unknown };
}

export interface GraphqlResponse<T> {
  readonly status: number;
  readonly data: T | null;
  readonly errors?: readonly GraphqlError[];
}

/** A member of staff of a test's practice, signed in. */
export interface Person {
  readonly practiceId: string;
  readonly userId: string;
  readonly membershipId: string;
  readonly role: Role;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly refreshToken: string;
}

export const PASSWORD = 'a quiet room and warm hands';
export const TOKEN_SECRET = 'the secret of the tests, long enough to sign with';
export const RECORDS_KEY = 'the key to the records of the tests, long enough too';

const SIGNED_IN = `accessToken refreshToken me { userId membershipId practiceId role }`;

/** The API as production runs it, listening on a free port over a database of its own. */
export class TestApi {
  private people = 0;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    /** `http://127.0.0.1:<port>`. */
    readonly url: string,
    private readonly ownsDatabase: boolean,
  ) {}

  /** About a second. `settings` are environment variables over the usual ones of a test. Close it with `stop()`. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<TestApi> {
    return TestApi.listen(await createTestDatabase(), true, settings);
  }

  /** One more API process over a database that a test has already; `stop()` leaves that database alone. */
  static async on(database: TestDatabase, settings: Readonly<Record<string, string>> = {}): Promise<TestApi> {
    return TestApi.listen(database, false, settings);
  }

  private static async listen(
    database: TestDatabase,
    ownsDatabase: boolean,
    settings: Readonly<Record<string, string>>,
  ): Promise<TestApi> {
    const app = await createApi(
      readConfig({
        NODE_ENV: 'test',
        PORT: '0',
        DATABASE_URL: database.appUrl,
        ACCESS_TOKEN_SECRET: TOKEN_SECRET,
        RECORDS_KEY,
        LOG_LEVEL: 'silent',
        ...settings,
      }),
    );
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new TestApi(app, database, `http://127.0.0.1:${port}`, ownsDatabase);
  }

  /** The database's time as this API sees it: set `offset` to travel. */
  get clock(): DatabaseClock {
    return this.app.get(DatabaseClock);
  }

  /** Sends one operation and returns the whole answer, errors included. */
  async graphql<T = Record<string, unknown>>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    token?: string,
  ): Promise<GraphqlResponse<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Omit<GraphqlResponse<T>, 'status'>;
    return { status: response.status, data: body.data ?? null, errors: body.errors };
  }

  /** Sends one operation that must succeed, and returns its data. */
  async data<T = Record<string, never>>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    token?: string,
  ): Promise<T> {
    const { data, errors } = await this.graphql<T>(query, variables, token);
    if (errors || data === null) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Sends one operation that must fail, and returns the code of its first error. */
  async errorCode(query: string, variables: Readonly<Record<string, unknown>> = {}, token?: string): Promise<string> {
    const { data, errors } = await this.graphql(query, variables, token);
    if (!errors?.[0]) throw new Error(`The operation succeeded: ${JSON.stringify(data)}`);
    return errors[0].extensions.code;
  }

  /** Runs SQL as the owner of the database, whom row-level security does not bind: what no client can see or do. */
  async sql<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.database.ownerUrl });
    await client.connect();
    try {
      return (await client.query<Row>(text, values as unknown[])).rows;
    } finally {
      await client.end();
    }
  }

  /** The actions that the audit of a practice holds, in their order. */
  async audited(practiceId: string): Promise<string[]> {
    const rows = await this.sql<{ action: string }>(
      'SELECT action FROM audit_entries WHERE practice_id = $1 ORDER BY at, action',
      [practiceId],
    );
    return rows.map(({ action }) => action);
  }

  /** A new practice, and its owner signed in. */
  async registerPractice(name = 'Harbour Massage'): Promise<Person> {
    const email = this.newEmail('owner');
    const input = { name, country: 'DE', currency: 'EUR', ownerName: 'Olga Owner', email, password: PASSWORD };
    const { registerPractice } = await this.data<{ registerPractice: SignedIn }>(
      `mutation ($input: RegisterPracticeInput!) { registerPractice(input: $input) { ... on SignInPayload { ${SIGNED_IN} } } }`,
      { input },
    );
    return toPerson(registerPractice, email);
  }

  /** A new member of the practice of `by`, who must be allowed to invite that role; signed in. */
  async addStaff(by: Person, role: Role, therapistId?: string): Promise<Person> {
    const email = this.newEmail(role);
    const { inviteStaff } = await this.data<{ inviteStaff: { token: string } }>(
      `mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on InviteStaffPayload { token } } }`,
      { input: { name: `Sam ${role}`, email, role: roleName(role), therapistId } },
      by.token,
    );
    const { acceptInvitation } = await this.data<{ acceptInvitation: SignedIn }>(
      `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { ... on SignInPayload { ${SIGNED_IN} } } }`,
      { input: { token: inviteStaff.token, password: PASSWORD } },
    );
    return toPerson(acceptInvitation, email);
  }

  /** Signs somebody in again: a new session beside the ones they have. */
  async signIn({ email, practiceId }: Pick<Person, 'email' | 'practiceId'>): Promise<Person> {
    const { signIn } = await this.data<{ signIn: SignedIn }>(
      `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { ${SIGNED_IN} } } }`,
      { input: { email, password: PASSWORD, practiceId } },
    );
    return toPerson(signIn, email);
  }

  /** Ends the API, and the database where `start` made it. */
  async stop(): Promise<void> {
    await this.app.close();
    if (this.ownsDatabase) await this.database.drop();
  }

  private newEmail(who: string): string {
    this.people += 1;
    return `${who}.${this.people}@harbour.example`;
  }
}

/** A role as GraphQL names it. */
export type RoleName = Uppercase<Role>;
export const roleName = (role: Role): RoleName => role.toUpperCase() as RoleName;

interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly me: Pick<Person, 'userId' | 'membershipId' | 'practiceId'> & { readonly role: RoleName };
}

function toPerson({ accessToken: token, refreshToken, me }: SignedIn, email: string): Person {
  return { ...me, role: me.role.toLowerCase() as Role, email, password: PASSWORD, token, refreshToken };
}
