import { join } from 'node:path';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { postgresLogOf, programFolder } from '../support/cluster.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';
import { fillIn, HEALTHY, issueIntakeLink, SIGNED } from '../support/intake-link.js';
import { Phone } from '../support/phone.js';
import { freePort, ProgramRun } from '../support/program-run.js';

const WORDS = 'the stairwell on a moonless night';
const NAME = 'Wilhelmina Quist';

/** The API as a process of its own, which logs all that it can. */
describe('what an intake leaves in the logs', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let program: ProgramRun;
  let url: string;
  let figuresUrl: string;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    const [port, figures] = [await freePort(), await freePort()];
    figuresUrl = `http://127.0.0.1:${figures}/metrics`;
    url = `http://127.0.0.1:${port}`;
    program = new ProgramRun(join(programFolder(), 'src/main.js'), {
      ...{ NODE_ENV: 'test', PORT: String(port), LOG_LEVEL: 'trace', DATABASE_URL: api.database.appUrl },
      ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, METRICS_PORT: String(figures) },
    });
    await program.printed('Unknot serves');
  });
  afterAll(async () => {
    await program.end('SIGKILL');
    await clinic.close();
    await api.stop();
  });

  it('is neither an answer, a name, nor a way in, also where something breaks', async () => {
    const link = await issueIntakeLink(api, clinic);
    const phone = new Phone({ url });
    const first = await phone.submit(await phone.get(link.path));
    const secret = [...phone.cookies.values()][0]!.split('=')[1]!;
    const second = await phone.submit(first, { ...HEALTHY[0]!, 'a.red_flags': 'worst_headache' });
    expect(second.status).toBe(200);
    const page = await phone.get(`${link.by}/page/2`);
    const told = { 'a.aims': 'pain', 'a.aims_in_words': WORDS };

    await clinic.sql('ALTER TABLE intake_drafts RENAME COLUMN answers TO elsewhere');
    const broken = await phone.submit(page, told);
    await clinic.sql('ALTER TABLE intake_drafts RENAME COLUMN elsewhere TO answers');
    expect(broken.status).toBe(500);
    const [id] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(broken.html.split('number:')[1]!)!;

    const third = await phone.submit(page, told);
    const sent = await phone.submit(await fillIn(phone, third), { ...SIGNED, 'a.signature': NAME }, 'send');
    expect(sent.html).toContain(WORDS);
    await phone.get(link.path);

    const figures = await (await fetch(figuresUrl)).text();
    expect(figures).toMatch(/unknot_http_request_seconds_count\{route="\/intake\/:token",status="2xx"\} \d/);
    const { stdout, stderr } = await program.end('SIGTERM');
    const log = `${stdout}${stderr}${await postgresLogOf(api.database)}${figures}`;
    expect(stdout).toContain(`"errorId":"${id}"`); // it is this log, and it tells where
    expect(stdout).toMatch(/"trace":\["at /);
    const token = link.path.split('/').at(-1)!;
    for (const hidden of [WORDS, NAME, token, secret, 'worst_headache']) {
      expect([hidden, log.includes(hidden)]).toEqual([hidden, false]);
    }
    const audit = await clinic.sql<{ entry: string }>(
      'SELECT e::text AS entry FROM audit_entries e WHERE practice_id = $1',
      [clinic.practiceId],
    );
    const facts = await clinic.sql<{ entry: string }>('SELECT o::text AS entry FROM outbox o WHERE practice_id = $1', [
      clinic.practiceId,
    ]);
    expect(audit.length).toBeGreaterThan(10);
    expect(JSON.stringify([audit, facts])).not.toMatch(/stairwell|Quist|worst_headache/);
    // Whatever stands between asks for these too, and keeps them.
    const asked = phone.asked.filter((path) => path !== link.path).join('\n');
    expect(asked).not.toContain(token);
    expect(asked.replaceAll(link.id, '')).toMatch(
      /^(?:\/intake\/(?:open|by\/(?:\/page\/\d+(?:\?from=\d+)?|\/review)?)\n?)+$/,
    );
  });
});
