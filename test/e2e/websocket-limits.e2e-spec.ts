import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { StaffActor } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const LARGEST = 64 * 1024;
const SUBSCRIPTION = `subscription ($clinicId: ID!) { clinicDayChanged(clinicId: $clinicId) { kind } }`;

/** `text` filled up with spaces, which JSON passes over, to so many bytes. */
const filled = (text: string, bytes: number): string => text.padEnd(bytes, ' ');

describe('a WebSocket connection', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: StaffActor;
  let init: string;
  const printed: unknown[] = [];
  const { error } = console;

  beforeAll(async () => {
    console.error = (...what) => printed.push(what);
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    desk = await clinic.actor('front_desk');
    const authorization = `Bearer ${await tokenFor(api.app, desk)}`;
    init = JSON.stringify({ type: 'connection_init', payload: { authorization } });
  });

  afterAll(async () => {
    console.error = error;
    await clinic.close();
    await api.stop();
  });

  const connect = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    return socket;
  };

  const closeCode = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];

  const answer = async (socket: WebSocket): Promise<unknown> => {
    const [data] = (await once(socket, 'message')) as [Buffer];
    return JSON.parse(data.toString());
  };

  /** A board that hears its first event. */
  const listen = async (socket: WebSocket): Promise<void> => {
    const payload = { query: SUBSCRIPTION, variables: { clinicId: clinic.clinicId } };
    socket.send(JSON.stringify({ type: 'subscribe', id: 'board', payload }));
    const event = { data: { clinicDayChanged: { kind: 'RESYNC' } } };
    expect(await answer(socket)).toEqual({ type: 'next', id: 'board', payload: event });
  };

  const admit = async (bytes = 0): Promise<WebSocket> => {
    const socket = await connect();
    socket.send(filled(init, bytes));
    expect(await answer(socket)).toEqual({ type: 'connection_ack' });
    return socket;
  };

  it('carries a message of 64 KiB', async () => {
    const socket = await admit(LARGEST);
    await listen(socket);
    socket.terminate();
  });

  it('closes with 1009 on a larger message, before a token is shown, and others go on', async () => {
    const other = await admit();
    const socket = await connect();
    socket.send(filled(init, LARGEST + 1));
    expect(await closeCode(socket)).toBe(1009);
    await listen(other);
    other.terminate();
  });

  it('closes with 1009 on a larger message after the token', async () => {
    const socket = await admit();
    socket.send(filled('{"type":"ping"}', LARGEST + 1));
    expect(await closeCode(socket)).toBe(1009);
  });

  it('closes with 1009 on fragments that are larger together', async () => {
    const socket = await connect();
    socket.send(filled(init, LARGEST), { fin: false });
    socket.send(' ', { fin: true });
    expect(await closeCode(socket)).toBe(1009);
  });

  it('closes with 4408 when it stays silent, also when it pings, and others go on', async () => {
    const [silent, pinging, other] = [await connect(), await connect(), await admit()];
    const opened = performance.now();
    pinging.send('{"type":"ping"}');
    expect(await Promise.all([silent, pinging].map(closeCode))).toEqual([4408, 4408]);
    expect(performance.now() - opened).toBeLessThan(10_000);
    await listen(other);
    other.terminate();
  });

  it('closes with 4400 on what is no message', async () => {
    const socket = await connect();
    socket.send('{');
    expect(await closeCode(socket)).toBe(4400);
  });

  it('prints nothing of what strangers send', () => {
    expect(printed).toEqual([]);
  });
});
