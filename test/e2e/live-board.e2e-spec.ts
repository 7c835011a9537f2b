import { on, once } from 'node:events';
import { connect } from 'node:net';
import { createClient } from 'graphql-ws';
import type { Client, ExecutionResult } from 'graphql-ws';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { newId } from '../../src/kernel/index.js';
import type { StaffActor } from '../../src/kernel/index.js';
import { ChangeStatus } from '../../src/modules/appointments/change-status.js';
import { readConfig } from '../../src/platform/config/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { LiveHub } from '../../src/platform/live/index.js';
import { startWorker } from '../../src/worker.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const SUBSCRIPTION = `subscription ($clinicId: ID!) {
  clinicDayChanged(clinicId: $clinicId) { clinicId appointmentId kind }
}`;

interface Change {
  readonly clinicId: string;
  readonly appointmentId: string | null;
  readonly kind: 'CHANGED' | 'RESYNC';
}

type Answer = ExecutionResult<{ clinicDayChanged: Change }, { code: string }>;

/** A screen with the board of a clinic on it. */
class Board {
  readonly closed: Promise<{ code: number }>;
  private readonly answers: AsyncIterableIterator<Answer>;
  private readonly client: Client;

  private constructor(api: TestApi, token: string, query: string, clinicId: string) {
    let close: (event: { code: number }) => void;
    this.closed = new Promise((resolve) => (close = resolve));
    this.client = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      on: { closed: (event) => close(event as { code: number }) },
    });
    this.answers = this.client.iterate<{ clinicDayChanged: Change }, { code: string }>({
      query,
      variables: { clinicId },
    }) as never;
  }

  /** Returns once changes are sure to be heard. */
  static async open(api: TestApi, token: string, clinicId: string): Promise<Board> {
    const board = new Board(api, token, SUBSCRIPTION, clinicId);
    expect(await board.next()).toEqual({ clinicId, appointmentId: null, kind: 'RESYNC' });
    return board;
  }

  /** The first answer to any operation. */
  static async ask(api: TestApi, token: string, clinicId: string, query = SUBSCRIPTION): Promise<Answer> {
    const board = new Board(api, token, query, clinicId);
    try {
      return (await board.answers.next()).value as Answer;
    } finally {
      await board.leave();
    }
  }

  async next(): Promise<Change> {
    const { value } = await this.answers.next();
    const { data, errors } = value as Answer;
    if (!data) throw new Error(`The subscription failed: ${JSON.stringify(errors)}`);
    return data.clinicDayChanged;
  }

  async leave(): Promise<void> {
    await this.client.dispose();
  }
}

/** A bare connection, admitted by its token; rejects with the code where it is closed instead. */
async function connection(api: TestApi, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  const refused = once(socket, 'close').then(([code]) => Promise.reject(new Error(`closed with ${code}`)));
  await Promise.race([once(socket, 'message'), refused]);
  refused.catch(() => undefined); // after the admission a close is no refusal
  return socket;
}

describe('the live board', () => {
  let [here, elsewhere]: TestApi[] = [];
  let clinic: ClinicFixture;
  let stranger: ClinicFixture;
  let desk: StaffActor;
  let worker: { close(): Promise<void> };

  beforeAll(async () => {
    here = await TestApi.start();
    elsewhere = await TestApi.on(here.database);
    clinic = await createClinic(here.database);
    stranger = await createClinic(here.database);
    desk = await clinic.actor('front_desk');
    worker = await startWorker(
      readConfig({
        NODE_ENV: 'test',
        DATABASE_URL: here.database.appUrl,
        DATABASE_WORKER_URL: here.database.workerUrl,
        ACCESS_TOKEN_SECRET: TOKEN_SECRET,
        RECORDS_KEY,
        AUDIT_KEY: 'a key of tests, of thirty-two bytes',
        LOG_LEVEL: 'silent',
      }),
    );
  });

  afterAll(async () => {
    await worker.close();
    await clinic.close();
    await stranger.close();
    await elsewhere!.stop();
    await here!.stop();
  });

  const openBoard = async (api = elsewhere!, who = desk, clinicId = clinic.clinicId): Promise<Board> =>
    Board.open(api, await tokenFor(api.app, who), clinicId);

  /** Something happens in a practice, through the first of the two API processes. */
  const happen = (practiceId: string, fact: string, ids: Record<string, string>): Promise<void> =>
    here!.app
      .get(UnitOfWork)
      .do({ kind: 'system', practiceId, name: 'test' }, (tx) => Promise.resolve(tx.emit(fact, ids)));

  const book = async (at: ClinicFixture, clinicId = at.clinicId): Promise<string> => {
    const appointmentId = newId();
    await happen(at.practiceId, 'appointment.booked', { appointmentId, clinicId });
    return appointmentId;
  };

  const changed = (appointmentId: string | null, clinicId = clinic.clinicId): Change => ({
    ...{ clinicId, appointmentId, kind: 'CHANGED' },
  });

  describe('tells of changes', () => {
    it('made through another API process, within a second', async () => {
      const board = await openBoard();
      const took: number[] = [];
      for (let n = 0; n < 20; n += 1) {
        const appointmentId = await book(clinic);
        const committed = performance.now();
        expect(await board.next()).toEqual(changed(appointmentId));
        took.push(performance.now() - committed);
      }
      took.sort((a, b) => a - b);
      expect(took.at(-1)).toBeLessThan(1_000);
      await board.leave();
    });

    it('of status, made by the use case that the desk calls', async () => {
      const appointmentId = newId();
      await clinic.sql(
        `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at,
           ends_at, therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
         SELECT $1, $2, $3, $4, $5, $6, $7, 'booked', s, e, s, e, s, e, 9000, 'EUR'
         FROM (SELECT now() + interval '1 day' AS s, now() + interval '25 hours' AS e) AS visit`,
        [
          ...[clinic.practiceId, appointmentId, clinic.clinicId, clinic.clientIds[0]],
          ...[clinic.therapistIds[0], clinic.roomIds[0], clinic.serviceId],
        ],
      );
      const board = await openBoard();
      const confirm = here!.app.get(ChangeStatus, { strict: false });
      expect(await confirm.execute(desk, appointmentId, { name: 'confirm' })).toMatchObject({ ok: true });
      expect(await board.next()).toEqual(changed(appointmentId));
      await board.leave();
    });

    it('of the schedule to every clinic of the practice, and of nothing that no board shows', async () => {
      const board = await openBoard();
      await happen(clinic.practiceId, 'client.edited', { clientId: clinic.clientIds[0]! });
      await happen(clinic.practiceId, 'schedule.changed', { therapistId: clinic.therapistIds[0]! });
      expect(await board.next()).toEqual(changed(null));
      await board.leave();
    });

    it('to therapists as well', async () => {
      const board = await openBoard(elsewhere!, await clinic.actor('therapist'));
      const appointmentId = await book(clinic);
      expect(await board.next()).toEqual(changed(appointmentId));
      await board.leave();
    });
  });

  describe('keeps strangers out', () => {
    it('of another practice, who hear of their own clinic alone', async () => {
      const board = await openBoard(elsewhere!, await stranger.actor('owner'), stranger.clinicId);
      const ours = await openBoard();
      await book(clinic);
      await happen(clinic.practiceId, 'schedule.changed', { therapistId: clinic.therapistIds[0]! });
      await ours.next();
      expect(await ours.next()).toEqual(changed(null));
      const theirs = await book(stranger);
      expect(await board.next()).toEqual(changed(theirs, stranger.clinicId));
      await board.leave();
      await ours.leave();
    });

    it('of another clinic of the same practice', async () => {
      const other = newId();
      await clinic.sql(
        `INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction, licence_required, horizon_days)
         VALUES ($1, $2, 'Lighthouse', 'Europe/Berlin', 'DE', false, 700)`,
        [clinic.practiceId, other],
      );
      const board = await openBoard();
      await book(clinic, other);
      const ours = await book(clinic);
      expect(await board.next()).toEqual(changed(ours));
      await board.leave();
    });

    it.each([
      ['another practice’s clinic', () => stranger.clinicId],
      ['a clinic that does not exist', () => newId()],
      ['something that is no id', () => `' OR true --`],
    ])('who ask for %s: NOT_FOUND', async (_, clinicId) => {
      const { data, errors } = await Board.ask(elsewhere!, await tokenFor(here!.app, desk), clinicId());
      expect([data, errors?.[0]?.extensions?.code]).toEqual([undefined, 'NOT_FOUND']);
    });

    it.each(['', 'Bearer', 'forged'])('with the token %p: the socket closes with 4401', async (token) => {
      await expect(connection(elsewhere!, token)).rejects.toThrow('closed with 4401');
    });
  });

  describe('ends', () => {
    it('with the access token', async () => {
      const token = await new SignJWT({
        prc: desk.practiceId,
        mbr: desk.membershipId,
        ses: desk.sessionId,
        rol: desk.role,
        thr: null,
      })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(desk.userId)
        .setAudience('unknot-api')
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + 2)
        .sign(new TextEncoder().encode(TOKEN_SECRET));
      const board = await Board.open(elsewhere!, token, clinic.clinicId);
      expect((await board.closed).code).toBe(4401);
    });

    it('with the session, before it tells of one more change', async () => {
      const leaving = await clinic.actor('front_desk');
      const board = await openBoard(elsewhere!, leaving);
      await clinic.sql('UPDATE sessions SET ended_at = now() WHERE id = $1', [leaving.sessionId]);
      const heard = board.next().then(
        () => 'a change',
        () => 'the end',
      );
      await book(clinic);
      expect((await board.closed).code).toBe(4401);
      expect(await heard).toBe('the end');
    });

    it('with its screen, and leaves nothing behind', async () => {
      const { subscribers } = elsewhere!.app.get(LiveHub, { strict: false }) as unknown as {
        subscribers: Map<unknown, unknown>;
      };
      const everybodyLeft = async (): Promise<void> => {
        while (subscribers.size > 0) await new Promise(setImmediate);
      };
      await everybodyLeft();
      const boards = await Promise.all([openBoard(), openBoard(), openBoard()]);
      expect(subscribers.size).toBe(3);
      const socket = await connection(elsewhere!, await tokenFor(elsewhere!.app, desk));
      const payload = { query: SUBSCRIPTION, variables: { clinicId: clinic.clinicId } };
      socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload }));
      await once(socket, 'message');
      expect(subscribers.size).toBe(4);
      socket.terminate(); // as a tablet whose battery dies
      for (const board of boards) await board.leave();
      await everybodyLeft();
    });
  });

  describe('over WebSocket', () => {
    it('refuses queries and mutations', async () => {
      const token = await tokenFor(here!.app, desk);
      const query = 'query ($clinicId: ID!) { rooms(clinicId: $clinicId) { id } }';
      await expect(Board.ask(elsewhere!, token, clinic.clinicId, query)).rejects.toMatchObject([
        { message: 'Only subscriptions run over WebSocket; send queries and mutations over HTTP.' },
      ]);
    });

    it.each([
      ['depth', `${'... on ClinicDayChange { '.repeat(12)} kind ${'}'.repeat(12)}`, /depth/i],
      ['aliases', Array.from({ length: 21 }, (_, n) => `a${n}: kind`).join(' '), /alias/i],
      ['tokens', 'kind '.repeat(3_001), /token/i],
    ])('holds operations to the limit of %s', async (_, fields, reason) => {
      const token = await tokenFor(here!.app, desk);
      const query = `subscription ($clinicId: ID!) { clinicDayChanged(clinicId: $clinicId) { ${fields} } }`;
      await expect(Board.ask(elsewhere!, token, clinic.clinicId, query)).rejects.toMatchObject([
        { message: expect.stringMatching(reason) },
      ]);
    });

    it('carries a bounded number of subscriptions on one connection', async () => {
      const socket = await connection(elsewhere!, await tokenFor(here!.app, desk));
      const payload = { query: SUBSCRIPTION, variables: { clinicId: clinic.clinicId } };
      for (let id = 1; id <= 21; id += 1) socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload }));
      for await (const [data] of on(socket, 'message')) {
        const { type, id, payload } = JSON.parse(String(data)) as {
          type: string;
          id: string;
          payload: { message: string }[];
        };
        if (type !== 'error') continue;
        expect([id, payload[0]?.message]).toEqual(['21', 'One connection carries at most 20 subscriptions.']);
        break;
      }
      socket.terminate();
    });

    it('survives a peer that asks for another path and resets the connection', async () => {
      const { port } = new URL(elsewhere!.url);
      const socket = connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        'GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      );
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
      socket.resetAndDestroy();
      const board = await openBoard();
      await board.leave();
    });
  });
});
