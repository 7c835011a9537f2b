import { Client } from 'pg';
import { readConfig } from '../../src/platform/config/index.js';
import { fillDemo } from '../../src/seed/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from './api.js';
import { createTestDatabase } from './cluster.js';
import type { TestDatabase } from './cluster.js';
import { startApi } from './console.js';
import { freePort } from './program-run.js';
import type { ProgramRun } from './program-run.js';

/** The console over the demo practice, as a first start shows it. */
export class DemoConsole {
  private constructor(
    private readonly database: TestDatabase,
    readonly url: string,
    private readonly api: ProgramRun,
  ) {}

  static async start(): Promise<DemoConsole> {
    const [database, port] = await Promise.all([createTestDatabase(), freePort()]);
    const config = readConfig({
      ...{ NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent' },
      ...{ DATABASE_URL: database.appUrl, ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY },
    });
    await fillDemo(config, database.ownerUrl);
    return new DemoConsole(database, `http://127.0.0.1:${port}`, await startApi(database, port));
  }

  /** Somebody of whom there are session notes. */
  async clientWithRecord(): Promise<string> {
    const db = new Client({ connectionString: this.database.ownerUrl });
    await db.connect();
    try {
      const { rows } = await db.query<{ id: string }>('SELECT client_id AS id FROM session_notes ORDER BY id LIMIT 1');
      return rows[0]!.id;
    } finally {
      await db.end();
    }
  }

  async stop(): Promise<void> {
    await this.api.end('SIGTERM');
    await this.database.drop();
  }
}
