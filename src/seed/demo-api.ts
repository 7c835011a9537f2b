import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from '../create-api.js';
import { GRAPHQL_PATH } from '../graphql.module.js';
import type { Config } from '../platform/config/index.js';
import { DatabaseClock } from '../platform/database/index.js';
import { DEMO_PASSWORD } from './demo-practice.js';

/** Who fills the demo through the API, as its clients do. */
export class DemoApi {
  private token = '';

  private constructor(private readonly app: NestFastifyApplication) {}

  static async start(config: Config): Promise<DemoApi> {
    const app = await createApi(config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new DemoApi(app);
  }

  async signIn(email: string): Promise<void> {
    const { signIn } = await this.ask<{ signIn: { accessToken: string } }>(
      `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { accessToken } } }`,
      { input: { email, password: DEMO_PASSWORD } },
    );
    this.token = signIn.accessToken;
  }

  /** What is asked for from now on happens at that time. */
  travelTo(time: Date): void {
    this.app.get(DatabaseClock).offset = time.getTime() - Date.now();
  }

  /** Throws where the API refuses: the demo asks for nothing that it may not. */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
    const response = await this.app.inject({
      method: 'POST',
      url: GRAPHQL_PATH,
      headers: this.token ? { authorization: `Bearer ${this.token}` } : {},
      payload: { query, variables },
    });
    const { data, errors } = response.json<{ data: T; errors?: readonly object[] }>();
    if (errors) throw new Error(`The demo could not be filled: ${JSON.stringify(errors)}`);
    return data;
  }

  /** For what the API does not offer: accounts without an invitation. */
  part<T>(type: Type<T>): T {
    return this.app.get(type, { strict: false });
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
