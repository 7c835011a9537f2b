import { randomUUID } from 'node:crypto';
import { bareClient, bookByScript } from './floor.mjs';
import { printFigure, quantile, rounds, timed } from './figures.mjs';

const BOOK = `mutation ($key: String!, $input: BookAppointmentInput!) { bookAppointment(idempotencyKey: $key, input: $input) {
  __typename ... on AppointmentPayload { appointment { id } } ... on SlotTaken { nextSlots { startsAt } } } }`;
const CONNECTIONS = 16;
const DAY_MS = 86_400_000;
const HOURS = [8, 9, 10, 11, 12, 13, 14, 15];
const RACERS = 32;

/** Bookings a second against a fixed script of the same rows, and how long 32 racers for one slot wait. */
export async function benchBookings({ api, practice, appUrl }) {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => bareClient(appUrl, practice.practiceId)));
  const days = freeDays(practice);
  const n = rounds(9);
  // A clinic's server has run for long: its code is compiled, and its connections have their plans.
  for (let round = 0; round < rounds(8); round += 1) {
    await rateOf(days.next().value, (slot, nth) => book(api, slot, nth, practice));
    await rateOf(days.next().value, (slot, nth, lane) => script(clients[lane], slot, nth, practice));
  }
  const rates = { ours: [], floor: [] };
  for (let round = 0; round < n; round += 1) {
    rates.ours.push(await rateOf(days.next().value, (slot, nth) => book(api, slot, nth, practice)));
    rates.floor.push(await rateOf(days.next().value, (slot, nth, lane) => script(clients[lane], slot, nth, practice)));
  }
  await Promise.all(clients.map((each) => each.end()));
  const [ours, floor] = [quantile(rates.ours, 0.5), quantile(rates.floor, 0.5)];
  printFigure({ bench: `bookings a second, ${CONNECTIONS} at once`, ours, floor, n, target: 'ratio >= 0.6' });

  const waits = [];
  for (let round = 0; round < rounds(8); round += 1) {
    const [slot] = days.next().value;
    const won = await Promise.all(
      Array.from({ length: RACERS }, async (_, nth) => {
        let answer;
        waits.push(await timed(async () => (answer = await send(api, slot, nth, practice))));
        return answer.__typename === 'AppointmentPayload';
      }),
    );
    if (won.filter(Boolean).length !== 1) throw new Error('Not exactly one racer won.');
  }
  const [p99, target] = [quantile(waits, 0.99), '<= 250'];
  printFigure({ bench: `${RACERS} racers for one slot, p99 (ms)`, ours: p99, n: waits.length, target });
}

/** Every slot of one day after the other, of days on which nobody is booked. */
export function* freeSlots(practice) {
  for (const slots of freeDays(practice)) yield* slots;
}

const givenOut = new WeakMap();

/** The slots of days on which nobody is booked; every day is given out once, whichever bench asks. */
export function freeDays(practice) {
  if (!givenOut.has(practice)) givenOut.set(practice, daysAfter(practice));
  return givenOut.get(practice);
}

function* daysAfter({ last, therapistIds, roomIds }) {
  for (let day = Date.parse(last) / DAY_MS + 1; ; day += 1) {
    if (new Date(day * DAY_MS).getUTCDay() === 0) continue;
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    yield HOURS.flatMap((hour) =>
      therapistIds.map((therapistId, n) => ({
        startsAt: `${date}T${String(hour).padStart(2, '0')}:00:00.000Z`,
        ...{ therapistId, roomId: roomIds[n] },
      })),
    );
  }
}

/** Books for the nth client. A slot that is not to be had is an error. */
export async function book(api, slot, nth, practice) {
  const { __typename } = await send(api, slot, nth, practice);
  if (__typename !== 'AppointmentPayload') throw new Error(`A free slot was not booked: ${__typename}.`);
}

async function send(api, slot, nth, { clients, clinicId, serviceId }) {
  const input = { clientId: clients[nth].id, slot: { clinicId, serviceId, ...slot } };
  return (await api.send(BOOK, { key: randomUUID(), input })).bookAppointment;
}

/** How many a second, each lane doing its share one after the other. */
export async function rateOf(slots, one) {
  const lanes = Array.from({ length: CONNECTIONS }, (_, lane) =>
    slots.map((slot, n) => [slot, n]).filter(([, n]) => n % CONNECTIONS === lane),
  );
  const ms = await timed(() =>
    Promise.all(
      lanes.map(async (share, lane) => {
        for (const [slot, n] of share) await one(slot, n, lane);
      }),
    ),
  );
  return (slots.length / ms) * 1000;
}

async function script(client, { startsAt, therapistId, roomId }, nth, { practiceId, clinicId, serviceId, clients }) {
  const start = new Date(startsAt);
  const end = new Date(start.getTime() + 3_600_000);
  const { id: clientId } = clients[nth];
  const keyOf = (id) => String(BigInt.asIntN(64, BigInt(`0x${id.slice(19).replace('-', '')}`)));
  const lockKeys = [therapistId, roomId, clientId].map(keyOf).sort();
  const ids = { key: randomUUID(), appointment: randomUUID(), event: randomUUID(), told: randomUUID() };
  await bookByScript(client, {
    practiceId,
    ids,
    lockKeys,
    values: {
      clinic: clinicId,
      client: clientId,
      therapist: therapistId,
      room: roomId,
      service: serviceId,
      start,
      end,
    },
  });
}
