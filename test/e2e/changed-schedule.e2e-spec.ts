import type { StaffActor } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const SLOTS = `query ($s: ID!, $c: [ID!]!, $from: LocalDate!, $after: String, $first: Int!) {
  openSlots(serviceId: $s, clinicIds: $c, from: $from, days: 1, first: $first, after: $after, order: EARLIEST) {
    edges { node { startsAt therapistIds: therapists { therapistId } roomIds } } pageInfo { hasNextPage endCursor } } }`;
const BOOK = `mutation ($key: String!, $input: BookAppointmentInput!) { bookAppointment(idempotencyKey: $key, input: $input) { __typename
  ... on AppointmentPayload { appointment { id } }
  ... on OutsideSchedule { brokenRules { rule } } ... on SlotTaken { brokenRules { rule } }
  ... on NotQualified { brokenRules { rule } } ... on NoValidLicence { brokenRules { rule } } } }`;
const AFFECTED = `query ($c: ID!, $from: DateTime!) { affectedVisits(clinicId: $c, from: $from) {
  appointment { id status } brokenRules { rule } } }`;
const MINUTE = 60_000;

interface Booked {
  readonly __typename: string;
  readonly appointment?: { readonly id: string };
  readonly brokenRules?: readonly { readonly rule: string }[];
}

interface Slot {
  readonly startsAt: string;
  readonly therapistIds: readonly { readonly therapistId: string }[];
  readonly roomIds: readonly string[];
}

describe('a booked visit', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let owner: StaffActor;
  let token: string;
  let keys = 0;
  const date = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const at = (time: string): string => `${date}T${time}:00.000Z`;
  const start = at('10:00');

  beforeAll(async () => {
    api = await TestApi.start();
  });
  beforeEach(async () => {
    clinic = await createClinic(api.database, { therapists: 2, rooms: 2, clients: 20, zone: 'UTC', turnover: 15 });
    owner = await clinic.actor('owner');
    token = await tokenFor(api.app, owner);
  });
  afterEach(async () => {
    await clinic.close();
  });
  afterAll(async () => {
    await api.stop();
  });

  const send = async <T>(query: string, variables: Record<string, unknown>): Promise<T> =>
    Object.values(await api.data<Record<string, T>>(query, variables, token))[0]!;
  /** One mutation that must succeed with a payload. */
  const change = async (mutation: string, type: string, input: object): Promise<void> => {
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`;
    expect((await send<Booked>(query, { input })).__typename).toMatch(/Payload$/);
  };

  const place = (n: number) => ({ therapistId: clinic.therapistIds[n], roomId: clinic.roomIds[n] });
  const book = (startsAt: string, where: object, client = 0): Promise<Booked> => {
    keys += 1;
    const slot = { clinicId: clinic.clinicId, serviceId: clinic.serviceId, startsAt, ...where };
    const input = { clientId: clinic.clientIds[client], slot };
    return send<Booked>(BOOK, { key: `changed-${keys}`, input });
  };
  const slots = (first = 100, after?: string) =>
    send<{ edges: { node: Slot }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>(SLOTS, {
      ...{ s: clinic.serviceId, c: [clinic.clinicId], from: date, first, after },
    });
  const affected = async () => {
    const list = await send<{ appointment: object; brokenRules: { rule: string }[] }[]>(AFFECTED, {
      ...{ c: clinic.clinicId, from: at('00:00') },
    });
    return list.map(({ appointment, brokenRules }) => ({ ...appointment, rules: brokenRules.map(({ rule }) => rule) }));
  };

  const everyDay = (starts: string, ends: string) =>
    Array.from({ length: 7 }, (_, n) => ({ weekday: n + 1, starts, ends }));

  type Case = [what: string, changing: () => Promise<void>, rule: string];
  const CHANGES: Case[] = [
    [
      'the clinic opens later from then on',
      () =>
        change('setOpeningHours', 'SetOpeningHoursInput', {
          clinicId: clinic.clinicId,
          hours: everyDay('12:00', '20:00'),
        }),
      'OUTSIDE_OPENING_HOURS',
    ],
    [
      'the therapist works later from then on',
      () =>
        change('setWorkingHours', 'SetWorkingHoursInput', {
          ...{ clinicId: clinic.clinicId, therapistId: clinic.therapistIds[0], hours: everyDay('12:00', '20:00') },
        }),
      'OUTSIDE_WORKING_HOURS',
    ],
    [
      'the therapist has that day off',
      () =>
        change('setWorkingDay', 'SetWorkingDayInput', {
          ...{ clinicId: clinic.clinicId, therapistId: clinic.therapistIds[0], date, spans: [] },
        }),
      'OUTSIDE_WORKING_HOURS',
    ],
    [
      'the clinic closes',
      () =>
        change('addClosure', 'AddClosureInput', {
          ...{ clinicId: clinic.clinicId, startsAt: at('10:30'), endsAt: at('11:30') },
        }),
      'CLINIC_CLOSED',
    ],
    [
      'the room closes',
      () =>
        change('addClosure', 'AddClosureInput', {
          ...{ clinicId: clinic.clinicId, roomId: clinic.roomIds[0], startsAt: at('09:00'), endsAt: at('10:15') },
        }),
      'ROOM_CLOSED',
    ],
    [
      'the therapist gives the technique up',
      () =>
        change('setTherapistTechniques', 'SetTherapistTechniquesInput', {
          ...{ therapistId: clinic.therapistIds[0], version: 1, techniques: [] },
        }),
      'NOT_QUALIFIED',
    ],
    [
      'the therapist leaves the clinic',
      () =>
        change('setTherapistClinics', 'SetTherapistClinicsInput', {
          ...{ therapistId: clinic.therapistIds[0], version: 1, clinicIds: [] },
        }),
      'THERAPIST_NOT_AT_CLINIC',
    ],
  ];

  it.each(CHANGES)('stays, is listed, and is not booked again, when %s', async (_, changing, rule) => {
    const { appointment } = await book(start, place(0));
    await changing();
    expect(await affected()).toEqual([{ id: appointment!.id, status: 'BOOKED', rules: [rule] }]);
    await clinic.sql(`UPDATE appointments SET status = 'cancelled', cancel_reason = 'other' WHERE id = $1`, [
      appointment!.id,
    ]);
    expect((await book(start, place(0), 1)).brokenRules).toContainEqual({ rule });
    const offered = (await slots()).edges
      .map(({ node }) => node)
      .filter((slot) => slot.startsAt === start)
      .filter(({ therapistIds }) => therapistIds.some(({ therapistId }) => therapistId === clinic.therapistIds[0]))
      .filter(({ roomIds }) => roomIds.includes(clinic.roomIds[0]!));
    expect(offered).toEqual([]);
    expect(await affected()).toEqual([]);
  });

  it('stays and is listed when the licence of its therapist ends before it', async () => {
    await clinic.sql('UPDATE clinics SET licence_required = true WHERE id = $1', [clinic.clinicId]);
    for (const therapistId of clinic.therapistIds) {
      await clinic.sql(
        `INSERT INTO licences (practice_id, id, therapist_id, kind, type, number, jurisdiction, issued_on, verified_at, verified_by)
         VALUES ($1, gen_random_uuid(), $2, 'licence', 'LMT', '1', 'DE', '2020-01-01', now(), $3)`,
        [clinic.practiceId, therapistId, owner.membershipId],
      );
    }
    const { appointment } = await book(start, place(0));
    expect(await affected()).toEqual([]);
    const [licence] = await clinic.sql<{ id: string; version: number }>(
      'SELECT id, version FROM licences WHERE therapist_id = $1',
      [clinic.therapistIds[0]],
    );
    const dayBefore = new Date(Date.parse(start) - 86_400_000).toISOString().slice(0, 10);
    await change('editLicence', 'EditLicenceInput', { ...licence, expiresOn: dayBefore });
    const [renewed] = await clinic.sql<{ version: number }>('SELECT version FROM licences WHERE id = $1', [
      licence!.id,
    ]);
    await send(`mutation ($id: ID!, $version: Int!) { verifyLicence(id: $id, version: $version) { __typename } }`, {
      ...{ id: licence!.id, version: renewed!.version },
    });
    expect(await affected()).toEqual([{ id: appointment!.id, status: 'BOOKED', rules: ['NO_VALID_LICENCE'] }]);
    expect((await book(at('12:00'), place(0), 1)).brokenRules).toEqual([{ rule: 'NO_VALID_LICENCE' }]);
    expect((await book(at('12:00'), place(1), 2)).__typename).toBe('AppointmentPayload');
  });

  it.each([
    ['therapist', 'archiveTherapist'],
    ['room', 'archiveRoom'],
  ])('stays and is listed when its %s is archived, who is offered and booked no more', async (what, mutation) => {
    const { appointment } = await book(start, place(0));
    const id = what === 'therapist' ? clinic.therapistIds[0]! : clinic.roomIds[0]!;
    await send(`mutation ($id: ID!, $version: Int!) { ${mutation}(id: $id, version: $version) { __typename } }`, {
      ...{ id, version: 1 },
    });
    expect(await affected()).toMatchObject([{ id: appointment!.id, status: 'BOOKED' }]);
    const offered = (await slots()).edges.map(({ node }) => node);
    expect(offered.length).toBeGreaterThan(0);
    expect(JSON.stringify(offered)).not.toContain(id);
    const slot = { clinicId: clinic.clinicId, serviceId: clinic.serviceId, startsAt: at('15:00'), ...place(0) };
    const variables = { key: `archived-${what}`, input: { clientId: clinic.clientIds[3], slot } };
    expect(await api.errorCode(BOOK, variables, token)).toBe('NOT_FOUND');
  });

  it('keeps its buffers and its room’s turnover free, for whoever books and whatever the program thinks', async () => {
    await clinic.sql('UPDATE services SET buffer_before_minutes = 10, buffer_after_minutes = 20 WHERE id = $1', [
      clinic.serviceId,
    ]);
    const { appointment } = await book(start, place(0));
    // The therapist is back 20 minutes after 11:00 and 10 before the next; the room is clean 15 after 11:00.
    expect((await book(at('11:15'), { therapistId: clinic.therapistIds[0] }, 1)).brokenRules).toEqual([
      { rule: 'THERAPIST_BUSY' },
    ]);
    expect((await book(at('11:00'), { roomId: clinic.roomIds[0] }, 1)).brokenRules).toEqual([{ rule: 'ROOM_BUSY' }]);
    expect((await book(at('11:30'), { therapistId: clinic.therapistIds[0] }, 1)).__typename).toBe('AppointmentPayload');
    const into = (column: string, from: string, to: string) =>
      clinic.sql(
        `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
           therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
         SELECT practice_id, gen_random_uuid(), clinic_id, $2, CASE $3 WHEN 'therapist' THEN therapist_id ELSE $4 END,
           CASE $3 WHEN 'room' THEN room_id ELSE $5 END, service_id, 'booked', $6::timestamptz, $7::timestamptz, $6, $7, $6, $7, 9000, 'EUR'
         FROM appointments WHERE id = $1`,
        [
          ...[appointment!.id, clinic.clientIds[5], column, clinic.therapistIds[1], clinic.roomIds[1]],
          ...[new Date(Date.parse(from)), new Date(Date.parse(to))],
        ],
      );
    const refusedBy = (constraint: string) => expect.objectContaining({ code: '23P01', constraint });
    await expect(into('therapist', at('11:10'), at('11:19'))).rejects.toEqual(refusedBy('appointments_therapist_free'));
    await expect(into('room', at('11:05'), at('11:14'))).rejects.toEqual(refusedBy('appointments_room_free'));
  });

  it('that is made between two pages of slots takes its own start from the second, and no other', async () => {
    const all = (await slots()).edges.map(({ node }) => node.startsAt);
    const first = await slots(10);
    for (const n of [0, 1]) await book(all[14]!, place(n), 10 + n);
    const seen = first.edges.map(({ node }) => node.startsAt);
    let page = first;
    while (page.pageInfo.hasNextPage) {
      page = await slots(10, page.pageInfo.endCursor);
      seen.push(...page.edges.map(({ node }) => node.startsAt));
    }
    const [from, to] = [Date.parse(all[14]!) - 75 * MINUTE, Date.parse(all[14]!) + 75 * MINUTE];
    const taken = all.filter((each) => Date.parse(each) > from && Date.parse(each) < to);
    // What was on the first page was shown before the booking.
    expect(seen).toEqual(all.filter((each, n) => n < 10 || !taken.includes(each)));
  });

  it('is one, however often one request is sent at once', async () => {
    const slot = { clinicId: clinic.clinicId, serviceId: clinic.serviceId, startsAt: start };
    const variables = { key: 'sixteen-times-the-same', input: { clientId: clinic.clientIds[0], slot } };
    const answers = await Promise.all(Array.from({ length: 16 }, () => send<Booked>(BOOK, variables)));
    expect(new Set(answers.map(({ appointment }) => appointment?.id)).size).toBe(1);
    const [count] = await clinic.sql<object>(
      `SELECT (SELECT count(*)::integer FROM appointments WHERE practice_id = $1) AS visits,
         (SELECT count(*)::integer FROM appointment_events WHERE practice_id = $1) AS events`,
      [clinic.practiceId],
    );
    expect(count).toEqual({ visits: 1, events: 1 });
  });
});
