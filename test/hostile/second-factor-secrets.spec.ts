import { join } from 'node:path';
import { PASSWORD, RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';
import { postgresLogOf, programFolder } from '../support/cluster.js';
import { bytesOfSecret, oneTimeCode } from '../support/one-time-code.js';
import { freePort, ProgramRun } from '../support/program-run.js';
import { act, signInWith } from '../support/second-factor.js';

/** The API as a process of its own, which logs all that it can. */
describe('what a second factor leaves behind', () => {
  let api: TestApi;
  let program: ProgramRun;

  beforeAll(async () => {
    api = await TestApi.start();
    const port = await freePort();
    program = new ProgramRun(join(programFolder(), 'src/main.js'), {
      ...{ NODE_ENV: 'test', PORT: String(port), LOG_LEVEL: 'trace', DATABASE_URL: api.database.appUrl },
      ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY },
    });
    await program.printed('Unknot serves');
    Object.assign(api, { url: `http://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await program.end('SIGKILL');
    await api.stop();
  });

  it('is no secret, no code and no challenge: not in a log, also where something breaks, and in no row of a table', async () => {
    const owner = await api.registerPractice();
    const begun = await act(api, 'begin', { password: PASSWORD }, owner.token);
    const secret = String(begun.secret);
    const now = (): string => oneTimeCode(secret, Date.now());
    const { recoveryCodes } = await act(api, 'confirm', { code: now() }, owner.token);
    const codes = recoveryCodes as [string, string];
    const { challenge } = await signInWith(api, owner.email);
    const complete = (code: string) => act(api, 'complete', { challenge, code });
    expect((await complete('no such code')).__typename).toBe('WrongCode');

    await api.sql('ALTER TABLE recovery_codes RENAME COLUMN used_at TO elsewhere');
    await expect(complete(codes[0])).rejects.toThrow('INTERNAL_SERVER_ERROR');
    await api.sql('ALTER TABLE recovery_codes RENAME COLUMN elsewhere TO used_at');
    const signedIn = await complete(codes[0]);
    expect(signedIn.__typename).toBe('SignInPayload');

    const bytes = bytesOfSecret(secret);
    const hidden = [
      ...[secret, bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')],
      ...codes.flatMap((code) => [code, code.replaceAll('-', ''), Buffer.from(code).toString('hex')]),
      ...[challenge, signedIn.refreshToken, PASSWORD].map(String),
    ].map((text) => text.toLowerCase());
    const { stdout, stderr } = await program.end('SIGTERM');
    expect(stdout).toContain('"errorId"'); // it is this log, and it tells where
    const places = [`${stdout}${stderr}`, await postgresLogOf(api.database), await wholeDatabase()];
    expect(places[2]).toContain(owner.email);
    for (const place of places) {
      expect(hidden.filter((text) => place.toLowerCase().includes(text))).toEqual([]);
    }
  });

  async function wholeDatabase(): Promise<string> {
    const tables = await api.sql<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE relkind IN ('r', 'p', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_toast'`,
    );
    const rows: string[] = [];
    for (const { name } of tables) {
      rows.push(...(await api.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(({ row }) => row));
    }
    return rows.join('\n');
  }
});
