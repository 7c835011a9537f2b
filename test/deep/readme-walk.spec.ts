import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { Phone } from '../support/phone.js';
import { freePort } from '../support/program-run.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(join(CHECKOUT, 'README.md'), 'utf8');
const OPERATIONS = new Map(
  [...README.matchAll(/```graphql\n((?:query|mutation) (\w+).*?)```/gs)].map(([, text, name]) => [name!, text!]),
);
const SLOW = 120_000;
/** It builds the program, makes a database and fills the demo, beside other tests. */
const FIRST_START_MS = 300_000;
/** How long a person would look at a page that is to show something within seconds. */
const PATIENCE_MS = 30_000;
const NEW_YORK = 'America/New_York';
const SUNDAY = 7;

interface Look {
  clinics: { id: string; timeZone: string }[];
  services: { id: string; name: string }[];
}
interface Edges<T> {
  edges: { node: T }[];
}

describe('a new user', () => {
  let dataDir: string;
  let npm: ChildProcess;
  let closed: Promise<unknown[]>;
  let url: string;
  let env: Record<string, string>;
  let token = '';

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'unknot-npm-'));
    await chmod(dataDir, 0o755);
    const port = String(await freePort());
    url = `http://localhost:${port}`;
    env = { PATH: process.env.PATH!, HOME: process.env.HOME!, PORT: port };
    npm = spawn('npm', ['start'], {
      ...{ cwd: CHECKOUT, env: { ...env, DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'inherit'] },
    });
    closed = once(npm, 'close');
    for await (const line of createInterface(npm.stdout!)) {
      if (line === 'Ctrl-C ends it.') break;
    }
  }, FIRST_START_MS);
  afterAll(async () => {
    if (npm.exitCode === null) npm.kill('SIGTERM');
    await closed;
    await rm(dataDir, { recursive: true });
  });

  /** An operation as the README prints it, with what whoever reads it fills in; the idempotency key is the one thing to change. */
  const run = async <T>(name: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const query = OPERATIONS.get(name)!.replace('my-first-booking', 'my-second-booking');
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== '' && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: object[] };
    expect([name, errors]).toEqual([name, undefined]);
    return data;
  };
  const signIn = async (name: 'SignIn' | 'SignInAsManager'): Promise<void> => {
    token = '';
    token = (await run<{ signIn: { accessToken: string } }>(name)).signIn.accessToken;
  };
  const forward = async (by: string): Promise<Temporal.Instant> => {
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'demo:forward', '--', by], {
      ...{ cwd: CHECKOUT, env },
    });
    return Temporal.Instant.from(/^It is (\S+) now\./.exec(stdout)![1]!);
  };
  const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (const end = Date.now() + PATIENCE_MS; ;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      if (Date.now() > end) throw new Error('It did not come.');
      await pause(200);
    }
  };
  const planned = (visitClientId: string, kind: string): Promise<true> =>
    until(async () => {
      const { messages } = await run<{ messages: Edges<{ kind: string }> }>('Messages', { visitClientId });
      return messages.edges.some(({ node }) => node.kind === kind) || undefined;
    });
  const page = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();
  /** The page of a letter in the mailbox, by its subject or, of an SMS, its text. */
  const letter = (to: string, words: RegExp): Promise<string> =>
    until(async () => {
      const list = await page('/mailbox');
      const letters = list.matchAll(/<a href="(\/mailbox\/\d+)"[^>]*>([^<]*)<\/a><p[^>]*>\S+ to <bdi>([^<]*)<\/bdi>/g);
      const found = [...letters].find(([, , said, recipient]) => recipient!.includes(to) && words.test(said!));
      return found && page(found[1]!);
    });
  /** Ten in the morning in New York, of a day on which the third day from then is no Sunday; the last whole second of the clock is lost. */
  const toTheMorning = async (): Promise<Temporal.PlainDate> => {
    const now = (await forward('PT1S')).toZonedDateTimeISO(NEW_YORK);
    const ten = now.withPlainTime('10:00').add({ days: now.hour < 10 ? 0 : 1 });
    const date = ten.add({ days: ten.add({ days: 3 }).dayOfWeek === SUNDAY ? 1 : 0 });
    const seconds = Math.ceil((date.epochMilliseconds - now.epochMilliseconds) / 1_000);
    await forward(`PT${seconds}S`);
    return date.toPlainDate();
  };

  it(
    'sees the reminder and the check-in of a visit arrive, answers it, and finds the task that follows, as the README says',
    async () => {
      const today = await toTheMorning();
      await signIn('SignIn');
      const { clinics, services } = await run<Look>('LookAround');
      const clinicId = clinics.find(({ timeZone }) => timeZone === NEW_YORK)!.id;
      const serviceId = services.find(({ name }) => name === 'Deep tissue 60')!.id;
      const { searchClients } = await run<{ searchClients: Edges<{ id: string; email: string; phone: string }> }>(
        'FindClient',
      );
      const { id: clientId, email, phone: phoneNumber } = searchClients.edges[0]!.node;
      const day = { from: today.add({ days: 3 }).toString() };
      const { openSlots } = await run<{ openSlots: Edges<{ startsAt: string }> }>('FindSlots', {
        ...{ clinicId, serviceId, clientId, ...day },
      });
      const { startsAt } = openSlots.edges[0]!.node;
      expect(Temporal.Instant.from(startsAt).toZonedDateTimeISO(NEW_YORK).toPlainDate().toString()).toBe(day.from);
      const { holdSlot } = await run<{ holdSlot: { appointment: { id: string } } }>('Hold', {
        ...{ clinicId, serviceId, startsAt },
      });
      const { id: visitId } = holdSlot.appointment;
      const { bookAppointment } = await run<{ bookAppointment: object }>('Book', { holdId: visitId, clientId });
      expect(bookAppointment).toMatchObject({ appointment: { status: 'BOOKED' } });
      await planned(clientId, 'APPOINTMENT_REMINDER');

      await forward('P2D');
      const booked = await letter(`&lt;${email}`, /^Your appointment on /);
      expect(booked).toContain('BEGIN:VCALENDAR');
      expect(await letter(`&lt;${email}`, /^Reminder: your appointment on /)).toMatch(/href="http[^"]+\/appointment\//);

      await forward('P2D');
      await signIn('SignIn');
      expect(await run('TakePlace', { visitId })).toEqual({
        arriveAppointment: { __typename: 'AppointmentPayload' },
        completeAppointment: { __typename: 'AppointmentPayload' },
      });
      await planned(clientId, 'SORENESS_CHECK_IN');

      await forward('P2D');
      const asked = await letter(phoneNumber, /\/check_in\//);
      const phone = new Phone({ url });
      const path = new RegExp(`href="${url}(/check_in/[^"]+)"`).exec(asked)![1]!;
      const questions = await phone.submit(await phone.get(path));
      const answered = await phone.submit(questions, {
        ...{ 'a.soreness': '8', 'a.unusual': 'none', 'a.trend': 'same', 'a.bruising': 'no' },
      });
      expect(answered.html).toContain('will call you');
      await signIn('SignInAsManager');
      const { followUps } = await run<{ followUps: Edges<object> }>('Tasks', { visitClientId: clientId });
      expect(followUps.edges.map(({ node }) => node)).toContainEqual({
        ...{ kind: 'SORENESS_FOLLOW_UP', audience: 'THERAPIST', dueAt: expect.any(String) as string },
        therapist: { name: expect.any(String) as string },
      });
    },
    SLOW,
  );

  it('ends the program by a signal to npm start, which passes it on and leaves nothing running', async () => {
    npm.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
