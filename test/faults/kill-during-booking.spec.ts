import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StaffActor } from '../../src/kernel/index.js';
import { AccessTokens } from '../../src/modules/access/index.js';
import { readConfig } from '../../src/platform/config/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase, programFolder } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';
import { freePort, ProgramRun } from '../support/program-run.js';

const KILLS = process.env['TEST_DEEP'] ? 100 : 4;
const CLIENTS = 4;
const HOURS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
const LONGEST_MS = 700;
const BOOK = `mutation ($idempotencyKey: String!, $input: BookAppointmentInput!) { bookAppointment(idempotencyKey: $idempotencyKey, input: $input) {
  __typename ... on AppointmentPayload { appointment { id } } } }`;

interface Request {
  readonly idempotencyKey: string;
  readonly clientId: string;
  readonly slot: Readonly<Record<string, string>>;
}

/** What is wrong with the rows that belong to a booking, as the database has them after a kill. */
const HALVES = `
  SELECT 'appointment without history' AS what, id FROM appointments a
    WHERE NOT EXISTS (SELECT FROM appointment_events e WHERE e.appointment_id = a.id AND e.kind = 'book')
  UNION ALL SELECT 'appointment without audit entry', id FROM appointments a
    WHERE NOT EXISTS (SELECT FROM audit_entries e WHERE e.action = 'appointment.booked' AND a.id = ANY(e.subject_ids))
  UNION ALL SELECT 'appointment without fact', id FROM appointments a
    WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.fact = 'appointment.booked' AND o.payload->>'appointmentId' = a.id::text)
  UNION ALL SELECT 'key without appointment', result_id FROM idempotency_keys k
    WHERE NOT EXISTS (SELECT FROM appointments a WHERE a.id = k.result_id)
  UNION ALL SELECT 'appointment without key', id FROM appointments a
    WHERE NOT EXISTS (SELECT FROM idempotency_keys k WHERE k.result_id = a.id)`;

describe(`the API killed at ${KILLS} random moments of a booking loop`, () => {
  let database: TestDatabase;
  let clinic: ClinicFixture;
  let url: string;
  let token: string;
  let desk: StaffActor;
  let running: ProgramRun | undefined;
  const acknowledged = new Map<string, string>();
  let unanswered: Request[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    clinic = await createClinic(database, { therapists: CLIENTS, rooms: CLIENTS, clients: CLIENTS, zone: 'UTC' });
    desk = await clinic.actor('front_desk');
  });

  afterAll(async () => {
    await running?.end('SIGKILL');
    await clinic.close();
    await database.drop();
  });

  const startProgram = async (): Promise<ProgramRun> => {
    const port = await freePort();
    const env = {
      ...{ NODE_ENV: 'test', PORT: String(port), DATABASE_URL: database.appUrl },
      ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, LOG_LEVEL: 'silent' },
    };
    url = `http://127.0.0.1:${port}/graphql`;
    token = (await new AccessTokens(readConfig(env)).issue(desk)).token;
    const program = new ProgramRun(join(programFolder(), 'src/main.js'), env);
    running = program;
    await program.printed('Unknot serves');
    return program;
  };

  /** The appointment's id, or undefined where no answer came. */
  const book = async ({ idempotencyKey, ...input }: Request): Promise<string | undefined> => {
    const body = JSON.stringify({ query: BOOK, variables: { idempotencyKey, input } });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const text = await fetch(url, { method: 'POST', headers, body }).then(
      (response) => response.text(),
      () => undefined,
    );
    if (text === undefined) return undefined;
    const { data } = JSON.parse(text) as {
      data: { bookAppointment: { __typename: string; appointment: { id: string } } };
    };
    expect(data.bookAppointment.__typename).toBe('AppointmentPayload');
    return data.bookAppointment.appointment.id;
  };

  const note = async (request: Request): Promise<void> => {
    const id = await book(request);
    if (id) acknowledged.set(request.idempotencyKey, id);
    else unanswered.push(request);
  };

  /** One client's bookings of one day, until the program is gone. */
  const bookDay = async (round: number, client: number): Promise<void> => {
    const date = new Date(Date.now() + (5 + round) * 86_400_000).toISOString().slice(0, 10);
    for (const hour of HOURS) {
      if (unanswered.some(({ idempotencyKey }) => idempotencyKey.startsWith(`kill-${round}-`))) return;
      await note({
        idempotencyKey: `kill-${round}-${client}-${hour}`,
        clientId: clinic.clientIds[client]!,
        slot: {
          ...{
            clinicId: clinic.clinicId,
            serviceId: clinic.serviceId,
            startsAt: `${date}T${String(hour).padStart(2, '0')}:00:00Z`,
          },
          ...{ therapistId: clinic.therapistIds[client]!, roomId: clinic.roomIds[client]! },
        },
      });
    }
  };

  it('keeps every acknowledged booking, leaves none half there, and answers retries with the same one', async () => {
    for (let round = 1; round <= KILLS; round += 1) {
      const program = await startProgram();
      const retried = unanswered;
      unanswered = [];
      for (const request of retried) await note(request);
      const clients = Array.from({ length: CLIENTS }, (_, client) => bookDay(round, client));
      // The moment of the kill is the subject here, and chance chooses it.
      await pause(Math.random() * LONGEST_MS);
      await program.end('SIGKILL');
      await Promise.all(clients);

      expect(await clinic.sql(HALVES)).toEqual([]);
      const kept = await clinic.sql<{ id: string }>(`SELECT id FROM appointments WHERE status = 'booked'`);
      const ids = new Set(kept.map(({ id }) => id));
      expect([...acknowledged.values()].filter((id) => !ids.has(id))).toEqual([]);
    }
    const program = await startProgram();
    for (const request of unanswered) await note(request);
    await program.end('SIGTERM');
    const [{ n }] = (await clinic.sql<{ n: string }>(`SELECT count(*) AS n FROM appointments`)) as [{ n: string }];
    expect(Number(n)).toBe(acknowledged.size);
    expect(acknowledged.size).toBeGreaterThan(KILLS);
  }, 1_200_000);
});
