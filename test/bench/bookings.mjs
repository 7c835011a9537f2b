import { randomUUID } from 'node:crypto';
import { bareClient, bookByScript } from './floor.mjs';
import { printFigure, quantile, timed } from './figures.mjs';

const BOOK = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) {
  __typename ... on AppointmentPayload { appointment { id } } ... on SlotTaken { nextSlots { startsAt } } } }`;
const CONNECTIONS = 16;
const HOURS = [8, 9, 10, 11, 12, 13, 14, 15];
const ROUNDS = 5;

/** Bookings a second against a fixed script of the same rows, and how long 32 racers for one slot wait. */
export async function benchBookings({ api, practice, appUrl, roomIds }) {
  const { practiceId, clinicId, serviceId, therapistIds, clients: people } = practice;
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => bareClient(appUrl, practiceId)));
  const days = freeDays(practice.last);
  const rates = { ours: [], floor: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.ours.push(
      await rateOf(slotsOf(days.next().value, therapistIds, roomIds), (slot, n) =>
        api.send(BOOK, { input: inputOf(slot, people[n].id, clinicId, serviceId) }),
      ),
    );
    rates.floor.push(
      await rateOf(slotsOf(days.next().value, therapistIds, roomIds), (slot, n, lane) =>
        script(clients[lane], slot, people[n].id, practice),
      ),
    );
  }
  await Promise.all(clients.map((each) => each.end()));
  const [ours, floor] = [quantile(rates.ours, 0.5), quantile(rates.floor, 0.5)];
  printFigure({ bench: `bookings a second, ${CONNECTIONS} at once`, ours, floor, n: ROUNDS, target: 'ratio >= 0.6' });

  const waits = [];
  for (let round = 0; round < 8; round += 1) {
    const [slot] = slotsOf(days.next().value, therapistIds, roomIds);
    const answers = await Promise.all(
      Array.from({ length: 32 }, async (_, n) => {
        let answer;
        waits.push(
          await timed(
            async () => (answer = await api.send(BOOK, { input: inputOf(slot, people[n].id, clinicId, serviceId) })),
          ),
        );
        return answer.bookAppointment.__typename;
      }),
    );
    if (answers.filter((name) => name === 'AppointmentPayload').length !== 1)
      throw new Error('Not exactly one racer won.');
  }
  printFigure({
    bench: '32 racers for one slot, p99 (ms)',
    ours: quantile(waits, 0.99),
    n: waits.length,
    target: '<= 250',
  });
}

function* freeDays(last) {
  for (let day = Date.parse(last) / 86_400_000 + 1; ; day += 1)
    if (new Date(day * 86_400_000).getUTCDay() !== 0) yield new Date(day * 86_400_000).toISOString().slice(0, 10);
}

const slotsOf = (date, therapistIds, roomIds) =>
  HOURS.flatMap((hour) =>
    therapistIds.map((therapistId, n) => ({
      startsAt: `${date}T${String(hour).padStart(2, '0')}:00:00.000Z`,
      therapistId,
      roomId: roomIds[n],
    })),
  );

const inputOf = (slot, clientId, clinicId, serviceId) => ({
  idempotencyKey: randomUUID(),
  clientId,
  slot: { clinicId, serviceId, ...slot },
});

/** How many a second, each lane doing its share one after the other. */
async function rateOf(slots, book) {
  const lanes = Array.from({ length: CONNECTIONS }, (_, lane) =>
    slots.map((slot, n) => [slot, n]).filter(([, n]) => n % CONNECTIONS === lane),
  );
  const ms = await timed(() =>
    Promise.all(
      lanes.map(async (share, lane) => {
        for (const [slot, n] of share) await book(slot, n, lane);
      }),
    ),
  );
  return (slots.length / ms) * 1000;
}

async function script(client, { startsAt, therapistId, roomId }, clientId, { practiceId, clinicId, serviceId }) {
  const start = new Date(startsAt);
  const end = new Date(start.getTime() + 3_600_000);
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
