import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const SLOTS = `query ($s: ID!, $c: [ID!]!, $from: LocalDate!, $days: Int!) {
  openSlots(serviceId: $s, clinicIds: $c, from: $from, days: $days, first: 100, order: EARLIEST) {
    edges { node { startsAt localDate therapists { therapist { id } } } } } }`;
const BOOK = `mutation ($key: String!, $input: BookAppointmentInput!) { bookAppointment(idempotencyKey: $key, input: $input) { __typename
  ... on AppointmentPayload { appointment { startsAt endsAt } } } }`;
const DAY = `query ($c: ID!, $from: LocalDate!) { calendar(clinicId: $c, from: $from) {
  days { startsAt endsAt open { startsAt endsAt } visits { startsAt } } } }`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Slot {
  readonly startsAt: string;
  readonly localDate: string;
  readonly therapists: readonly { readonly therapist: { readonly id: string } }[];
}

/** Every start of a quarter of an hour from one instant to another, both of them too. */
const quarters = (first: string, last: string): string[] => {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  return Array.from({ length: (to - from) / (15 * MINUTE) + 1 }, (_, n) =>
    new Date(from + n * 15 * MINUTE).toISOString(),
  );
};

describe('local time, from GraphQL to the rows', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let token: string;
  let keys = 0;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterEach(async () => {
    await clinic.close();
  });
  afterAll(async () => {
    await api.stop();
  });

  /** A clinic that is open and worked at these hours of every day, or of one weekday; it is the instant `now`. */
  const open = async (zone: string, [starts, ends]: [string, string], now: string, weekday: number | null = null) => {
    clinic = await createClinic(api.database, { therapists: 1, rooms: 1, clients: 4, zone });
    token = await tokenFor(api.app, await clinic.actor('front_desk'));
    for (const table of ['opening_hours', 'working_hours']) {
      await clinic.sql(`UPDATE ${table} SET starts = $2, ends = $3 WHERE practice_id = $1`, [
        ...[clinic.practiceId, starts, ends],
      ]);
      await clinic.sql(`DELETE FROM ${table} WHERE practice_id = $1 AND weekday <> coalesce($2, weekday)`, [
        ...[clinic.practiceId, weekday],
      ]);
    }
    api.clock.offset = Date.parse(now) - Date.now();
  };

  const slots = async (from: string, days = 1): Promise<Slot[]> => {
    const { openSlots } = await api.data<{ openSlots: { edges: { node: Slot }[] } }>(
      SLOTS,
      { s: clinic.serviceId, c: [clinic.clinicId], from, days },
      token,
    );
    return openSlots.edges.map(({ node }) => node);
  };
  const startsOn = async (from: string, days = 1): Promise<string[]> =>
    (await slots(from, days)).map(({ startsAt }) => startsAt);

  const book = async (startsAt: string, client = 0): Promise<{ __typename: string; appointment?: object }> => {
    keys += 1;
    const slot = { clinicId: clinic.clinicId, serviceId: clinic.serviceId, startsAt: new Date(startsAt) };
    const variables = { key: `local-time-${keys}`, input: { clientId: clinic.clientIds[client], slot } };
    const { bookAppointment } = await api.data<{ bookAppointment: { __typename: string } }>(BOOK, variables, token);
    return bookAppointment;
  };

  const day = async (from: string) => {
    const { calendar } = await api.data<{
      calendar: { days: { startsAt: string; endsAt: string; open: object[]; visits: { startsAt: string }[] }[] };
    }>(DAY, { c: clinic.clinicId, from }, token);
    return calendar.days[0]!;
  };

  // An hour fits between one and five o'clock so often as that night really has hours.
  it.each([
    ['Europe/Berlin', 'springs forward', '2027-03-28', '2027-03-28T00:00Z', '2027-03-28T02:00Z'],
    ['Europe/Berlin', 'falls back', '2027-10-31', '2027-10-30T23:00Z', '2027-10-31T03:00Z'],
    ['America/New_York', 'springs forward', '2027-03-14', '2027-03-14T06:00Z', '2027-03-14T08:00Z'],
    ['America/New_York', 'falls back', '2027-11-07', '2027-11-07T05:00Z', '2027-11-07T09:00Z'],
    ['Australia/Sydney', 'springs forward', '2027-10-03', '2027-10-02T15:00Z', '2027-10-02T17:00Z'],
    ['Australia/Sydney', 'falls back', '2027-04-04', '2027-04-03T14:00Z', '2027-04-03T18:00Z'],
    ['Australia/Lord_Howe', 'springs half an hour forward', '2027-10-03', '2027-10-02T14:30Z', '2027-10-02T17:00Z'],
    ['Australia/Lord_Howe', 'falls half an hour back', '2027-04-04', '2027-04-03T14:00Z', '2027-04-03T17:30Z'],
  ])('%s %s on %s', async (zone, _, date, first, last) => {
    await open(zone, ['01:00', '05:00'], new Date(Date.parse(`${date}T12:00Z`) - 5 * 24 * HOUR).toISOString());
    expect(await startsOn(date)).toEqual(quarters(first, last));
    expect(await book(last)).toMatchObject({ __typename: 'AppointmentPayload' });
    const before = new Date(Date.parse(last) - HOUR).toISOString();
    expect(await startsOn(date)).toEqual(quarters(first, before));
    expect(await book(before)).toMatchObject({
      appointment: { startsAt: before, endsAt: new Date(last).toISOString() },
    });
  });

  it.each([
    ['America/Santiago', '2027-09-05', '2027-09-05T04:00Z', '2027-09-05T06:00Z'],
    ['Africa/Cairo', '2027-04-30', '2027-04-29T22:00Z', '2027-04-30T00:00Z'],
  ])('%s has no midnight on %s, and opens as the day begins', async (zone, date, first, last) => {
    await open(zone, ['00:00', '04:00'], new Date(Date.parse(`${date}T12:00Z`) - 5 * 24 * HOUR).toISOString());
    const found = await slots(date);
    expect(found.map(({ startsAt }) => startsAt)).toEqual(quarters(first, last));
    expect(new Set(found.map(({ localDate }) => localDate))).toEqual(new Set([date]));
    const board = await day(date);
    expect(board.startsAt).toBe(new Date(first).toISOString());
    expect(Date.parse(board.endsAt) - Date.parse(board.startsAt)).toBe(23 * HOUR);
  });

  it('counts the hours of a night over the change: ten to four is five hours in spring', async () => {
    await open('Europe/Berlin', ['22:00', '04:00'], '2027-03-20T12:00Z', 6);
    expect(await startsOn('2027-03-27', 2)).toEqual(quarters('2027-03-27T21:00Z', '2027-03-28T01:00Z'));
    expect(await startsOn('2027-03-28')).toEqual(quarters('2027-03-27T23:00Z', '2027-03-28T01:00Z'));
  });

  it('offers the hour that comes twice twice, and books it twice', async () => {
    await open('Europe/Berlin', ['02:00', '04:00'], '2027-10-20T12:00Z');
    const [summer, winter] = ['2027-10-31T00:00:00.000Z', '2027-10-31T01:00:00.000Z'];
    expect(await startsOn('2027-10-31')).toEqual(quarters(summer, '2027-10-31T02:00Z'));
    expect(await book(summer, 1)).toMatchObject({ __typename: 'AppointmentPayload' });
    expect(await book('2027-10-31T00:30:00.000Z', 2)).toMatchObject({ __typename: 'SlotTaken' });
    expect(await book(winter, 1)).toMatchObject({ __typename: 'AppointmentPayload' });
    expect(await startsOn('2027-10-31')).toEqual(['2027-10-31T02:00:00.000Z']);
    expect((await day('2027-10-31')).visits.map(({ startsAt }) => startsAt)).toEqual([summer, winter]);
  });

  it('finds the evening of a clinic eight hours behind the server under its own date', async () => {
    await open('America/Los_Angeles', ['17:00', '21:00'], '2027-06-10T12:00Z');
    const found = await slots('2027-06-15');
    expect(found.map(({ startsAt }) => startsAt)).toEqual(quarters('2027-06-16T00:00Z', '2027-06-16T03:00Z'));
    expect(new Set(found.map(({ localDate }) => localDate))).toEqual(new Set(['2027-06-15']));
    await book('2027-06-16T03:00:00.000Z');
    expect((await day('2027-06-15')).visits).toHaveLength(1);
    expect((await day('2027-06-16')).visits).toEqual([]);
  });

  it.each([
    ['2027-03-28', 23],
    ['2027-03-29', 24],
    ['2027-10-31', 25],
  ])('shows on the board of %s what lies in its %i hours, and nothing of its neighbours', async (date, hours) => {
    await open('Europe/Berlin', ['00:00', '00:00'], `${Number(date.slice(0, 4))}-02-01T12:00Z`);
    const { startsAt, endsAt } = await day(date);
    const [begin, end] = [Date.parse(startsAt), Date.parse(endsAt)];
    expect((end - begin) / HOUR).toBe(hours);
    for (const [n, start] of [begin - HOUR, begin, end - HOUR, end].entries()) {
      expect(await book(new Date(start).toISOString(), n)).toMatchObject({ __typename: 'AppointmentPayload' });
    }
    expect((await day(date)).visits.map((visit) => Date.parse(visit.startsAt))).toEqual([begin, end - HOUR]);
  });

  it.each(['2027-03-26', '2027-10-29'])('finds from %s in one search what it finds day by day', async (from) => {
    await open('Europe/Berlin', ['22:00', '04:00'], `${from.slice(0, 7)}-01T12:00Z`);
    await book(`${from.slice(0, 8)}30T21:00:00.000Z`);
    const dates = [0, 1, 2, 3].map((n) => new Date(Date.parse(from) + n * 24 * HOUR).toISOString().slice(0, 10));
    const apart: string[] = [];
    for (const date of dates) apart.push(...(await startsOn(date)));
    expect(apart.length).toBeGreaterThan(60);
    expect(await startsOn(from, 4)).toEqual(apart);
  });

  it('takes notice as real time: two hours before a change are two hours', async () => {
    await open('Europe/Berlin', ['00:00', '08:00'], '2027-03-28T00:10Z');
    await clinic.sql('UPDATE clinics SET minimum_notice_minutes = 120 WHERE id = $1', [clinic.clinicId]);
    expect(await startsOn('2027-03-28')).toEqual(quarters('2027-03-28T02:15Z', '2027-03-28T05:00Z'));
    expect(await book('2027-03-28T02:00:00.000Z')).toMatchObject({ __typename: 'OutsideSchedule' });
  });
});
