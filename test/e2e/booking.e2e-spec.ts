import type { StaffActor } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { noteRisks } from '../support/screening.js';

const VISIT = `appointment { id status startsAt endsAt version price { amountMinor currency }
  client { givenName } therapist { id name } room { id name } service { name } clinic { name } }`;
const RULES = `... on Refusal { message } ... on SlotTaken { brokenRules { rule overridable } nextSlots { startsAt therapists { therapist { id } } } }
  ... on OutsideSchedule { brokenRules { rule overridable } nextSlots { startsAt } }`;
const BOOK = `mutation ($key: String!, $input: BookAppointmentInput!) { bookAppointment(idempotencyKey: $key, input: $input) {
  __typename ... on AppointmentPayload { ${VISIT} } ${RULES} ... on NotQualified { brokenRules { rule } } } }`;
const HOLD = `mutation ($input: HoldSlotInput!) { holdSlot(input: $input) {
  __typename ... on AppointmentPayload { appointment { id status holdExpiresAt } } ${RULES} } }`;
const MOVE = `mutation ($input: RescheduleAppointmentInput!) { rescheduleAppointment(input: $input) {
  __typename ... on AppointmentPayload { ${VISIT} } ${RULES} ... on VersionConflict { currentVersion } } }`;
const CANCEL = `mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) {
  __typename ... on AppointmentPayload { appointment { status cancelReason } } ... on WrongStatus { status } } }`;
const status = (mutation: string): string => `mutation ($id: ID!) { ${mutation}(id: $id) {
  __typename ... on AppointmentPayload { appointment { status } } ... on WrongStatus { status }
  ${mutation === 'takeBack' ? '... on SlotTaken { brokenRules { rule } }' : '... on TooEarly { possibleFrom }'} } }`;

interface Answer {
  __typename: string;
  appointment: { id: string; status: string; version: number; startsAt: string; room: { id: string } };
  message: string;
  brokenRules: { rule: string; overridable: boolean }[];
  nextSlots: { startsAt: string }[];
  currentVersion: number;
}

/** Every visit of this file is on this Monday, ten weeks ahead; each test has an hour or a day of its own. */
const MONDAY = ((): number => {
  const today = Math.floor(Date.now() / 86_400_000);
  const daysToMonday = (11 - (today % 7)) % 7;
  return (today + daysToMonday + 70) * 86_400_000;
})();

describe('booking at the desk', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: StaffActor;
  let token: string;
  let keys = 0;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database, { therapists: 2, rooms: 2, clients: 12, zone: 'UTC' });
    desk = await clinic.actor('front_desk');
    token = await tokenFor(api.app, desk);
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  /** UTC is the clinic's zone here: 10:00 is 10:00. */
  const at = (day: number, time: string): string => {
    const date = new Date(MONDAY + day * 86_400_000).toISOString().slice(0, 10);
    return new Date(`${date}T${time}:00Z`).toISOString();
  };

  const slot = (startsAt: string, more: object = {}) => {
    return { clinicId: clinic.clinicId, serviceId: clinic.serviceId, startsAt, ...more };
  };

  const newKey = (): string => {
    keys += 1;
    return `booking-test-${keys}`;
  };

  const send = async (query: string, variables: object): Promise<Answer> =>
    Object.values(await api.data<Record<string, Answer>>(query, variables as Record<string, unknown>, token))[0]!;

  const book = (
    startsAt: string,
    { client = 0, ...more }: { client?: number; therapistId?: string; roomId?: string; override?: object } = {},
  ) => send(BOOK, { key: newKey(), input: { clientId: clinic.clientIds[client], slot: slot(startsAt, more) } });

  it('books an open slot, which is then no longer offered to its therapist', async () => {
    const query = `query ($s: ID!, $c: [ID!]!, $d: LocalDate!) { openSlots(serviceId: $s, clinicIds: $c, from: $d, days: 1, first: 100) {
      edges { node { startsAt therapists { reasons therapist { id } } rooms { id } } } } }`;
    const ask = () =>
      api.data<{ openSlots: { edges: { node: { startsAt: string; therapists: { therapist: { id: string } }[] } }[] } }>(
        query,
        { s: clinic.serviceId, c: [clinic.clinicId], d: at(0, '00:00').slice(0, 10) },
        token,
      );
    const before = (await ask()).openSlots.edges.map(({ node }) => node);
    expect(before.length).toBe(45); // 08:00 to 19:00, every quarter of an hour
    const first = before.find(({ startsAt }) => startsAt === at(0, '10:00'))!;
    const therapistId = first.therapists[0]!.therapist.id;
    const booked = await book(first.startsAt, { therapistId });
    expect(booked.__typename).toBe('AppointmentPayload');
    expect(booked.appointment).toMatchObject({ status: 'BOOKED', price: { amountMinor: 9000, currency: 'EUR' } });
    const after = (await ask()).openSlots.edges.map(({ node }) => node);
    const offered = after.filter(({ therapists }) => therapists.some(({ therapist }) => therapist.id === therapistId));
    // An hour each way of the visit is gone: 09:15 to 10:45.
    expect(before.length - offered.length).toBe(7);
  });

  it('refuses a taken slot with the next free ones', async () => {
    const therapistId = clinic.therapistIds[0]!;
    await book(at(1, '10:00'), { therapistId, client: 1 });
    const refused = await book(at(1, '10:30'), { therapistId, client: 2 });
    expect(refused.__typename).toBe('SlotTaken');
    expect(refused.brokenRules).toEqual([{ rule: 'THERAPIST_BUSY', overridable: false }]);
    expect(refused.nextSlots[0]!.startsAt).toBe(at(1, '11:00'));
  });

  it('gives the same appointment to the same key, and refuses the key for something else', async () => {
    const input = { clientId: clinic.clientIds[3], slot: slot(at(2, '10:00')) };
    const key = newKey();
    const [first, again] = [await send(BOOK, { key, input }), await send(BOOK, { key, input })];
    expect(again.appointment.id).toBe(first.appointment.id);
    const other = { key, input: { ...input, slot: slot(at(2, '15:00')) } };
    const { errors } = await api.graphql(BOOK, other, token);
    expect(errors![0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      violations: [{ field: 'idempotencyKey', rule: 'isNew' }],
    });
  });

  it('takes ids in capitals for what they name', async () => {
    const loud = (id: string | undefined) => id!.toUpperCase();
    const place = { therapistId: loud(clinic.therapistIds[0]), roomId: loud(clinic.roomIds[0]) };
    const wanted = { clinicId: loud(clinic.clinicId), serviceId: loud(clinic.serviceId), startsAt: at(2, '17:00') };
    const clientId = loud(clinic.clientIds[5]);
    const booked = await send(BOOK, { key: newKey(), input: { clientId, slot: { ...wanted, ...place } } });
    expect(booked).toMatchObject({
      __typename: 'AppointmentPayload',
      appointment: { service: { name: 'Swedish 60' } },
    });
    const { id, version } = booked.appointment;
    const move = { id: loud(id), version, startsAt: at(2, '18:00'), ...place };
    expect((await send(MOVE, { input: move })).appointment).toMatchObject({ id, startsAt: at(2, '18:00') });
  });

  it('books from a hold, once, and only the hold stands in nobody’s way after it is released', async () => {
    const place = { therapistId: clinic.therapistIds[0], roomId: clinic.roomIds[0] };
    const held = await send(HOLD, { input: { slot: slot(at(3, '10:00'), place) } });
    expect(held.appointment.status).toBe('HELD');
    expect((await book(at(3, '10:00'), { ...(place as object), client: 1 })).__typename).toBe('SlotTaken');
    const fromHold = { clientId: clinic.clientIds[4], holdId: held.appointment.id };
    const booked = await send(BOOK, { key: newKey(), input: fromHold });
    expect(booked.appointment).toMatchObject({ id: held.appointment.id, status: 'BOOKED' });
    const second = await send(BOOK, { key: newKey(), input: fromHold });
    expect(second.__typename).toBe('HoldGone');

    const other = await send(HOLD, { input: { slot: slot(at(3, '14:00'), place) } });
    await api.data(status('releaseHold'), { id: other.appointment.id }, token);
    expect((await book(at(3, '14:00'), { ...(place as object), client: 1 })).__typename).toBe('AppointmentPayload');
  });

  it('needs a reason outside the schedule, and records it', async () => {
    const early = at(4, '07:00');
    const refused = await book(early);
    expect(refused.__typename).toBe('OutsideSchedule');
    expect(refused.brokenRules.map(({ rule }) => rule).sort()).toEqual([
      'OUTSIDE_OPENING_HOURS',
      'OUTSIDE_WORKING_HOURS',
    ]);
    const booked = await book(early, { override: { reason: 'Her train leaves at nine' } });
    expect(booked.__typename).toBe('AppointmentPayload');
    const [row] = await clinic.sql<object>(`SELECT overridden_rules, override_reason FROM appointments WHERE id = $1`, [
      booked.appointment.id,
    ]);
    expect(row).toEqual({
      overridden_rules: ['outside_opening_hours', 'outside_working_hours'],
      override_reason: 'Her train leaves at nine',
    });
  });

  it('never overrides what is taken', async () => {
    const place = { therapistId: clinic.therapistIds[0]!, roomId: clinic.roomIds[0]! };
    await book(at(5, '10:00'), place);
    const refused = await book(at(5, '10:00'), { ...place, client: 1, override: { reason: 'The manager said so' } });
    expect(refused.__typename).toBe('SlotTaken');
  });

  it('moves a visit, asks for the version, and tells the history', async () => {
    const { appointment } = await book(at(6, '10:00'), { client: 5 });
    const moved = await send(MOVE, { input: { id: appointment.id, version: 1, startsAt: at(6, '12:00') } });
    expect(moved.appointment).toMatchObject({
      startsAt: at(6, '12:00'),
      version: 2,
      room: { id: appointment.room.id },
    });
    const stale = await send(MOVE, { input: { id: appointment.id, version: 1, startsAt: at(6, '13:00') } });
    expect(stale).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    const { appointment: read } = await api.data<{ appointment: { history: object[] } }>(
      `query ($id: ID!) { appointment(id: $id) { history { kind by toStatus movedFrom movedTo } } }`,
      { id: appointment.id },
      token,
    );
    expect(read.history).toEqual([
      { kind: 'book', by: 'Sam', toStatus: 'BOOKED', movedFrom: null, movedTo: null },
      { kind: 'move', by: 'Sam', toStatus: 'BOOKED', movedFrom: at(6, '10:00'), movedTo: at(6, '12:00') },
    ]);
  });

  it('frees the slot that a visit was moved away from, for whoever holds it then', async () => {
    const place = { therapistId: clinic.therapistIds[0]!, roomId: clinic.roomIds[0]! };
    const { appointment } = await book(at(5, '15:00'), { ...place, client: 2 });
    const moved = await send(MOVE, { input: { id: appointment.id, version: 1, startsAt: at(5, '17:00') } });
    expect(moved.appointment).toMatchObject({ startsAt: at(5, '17:00') });
    const held = await send(HOLD, { input: { slot: slot(at(5, '15:00'), place) } });
    expect(held.appointment).toMatchObject({ status: 'HELD' });
    const back = await send(MOVE, { input: { id: appointment.id, version: 2, startsAt: at(5, '15:00') } });
    expect(back.__typename).toBe('SlotTaken');
    const fromHold = { clientId: clinic.clientIds[4], holdId: held.appointment.id };
    expect(await send(BOOK, { key: newKey(), input: fromHold })).toMatchObject({
      appointment: { id: held.appointment.id, status: 'BOOKED', startsAt: at(5, '15:00') },
    });
  });

  it('goes from booked to completed, and takes a mis-click back', async () => {
    await noteRisks(api, { practiceId: clinic.practiceId, clientId: clinic.clientIds[6]! });
    const { appointment } = await book(at(7, '10:00'), { client: 6 });
    const { id } = appointment;
    expect(await send(status('confirmAppointment'), { id })).toMatchObject({ appointment: { status: 'CONFIRMED' } });
    expect(await send(status('arriveAppointment'), { id })).toMatchObject({
      __typename: 'TooEarly',
      possibleFrom: at(7, '07:00'),
    });
    api.clock.offset = Date.parse(at(7, '10:05')) - Date.now();
    try {
      for (const [mutation, expected] of [
        ['markNoShow', 'NO_SHOW'],
        ['takeBack', 'CONFIRMED'],
        ['arriveAppointment', 'ARRIVED'],
        ['startAppointment', 'IN_SESSION'],
        ['completeAppointment', 'COMPLETED'],
        ['takeBack', 'IN_SESSION'],
        ['completeAppointment', 'COMPLETED'],
      ] as const) {
        expect(await send(status(mutation), { id })).toMatchObject({ appointment: { status: expected } });
      }
      expect(await send(CANCEL, { input: { id, reason: 'OTHER' } })).toMatchObject({
        __typename: 'WrongStatus',
        status: 'COMPLETED',
      });
    } finally {
      api.clock.offset = 0;
    }
  });

  it('frees a cancelled slot, and does not take the cancelling back once somebody else has it', async () => {
    const place = { therapistId: clinic.therapistIds[0]!, roomId: clinic.roomIds[0]! };
    const { appointment } = await book(at(8, '10:00'), place);
    const cancelled = await send(CANCEL, {
      input: { id: appointment.id, reason: 'CLIENT_REQUEST', note: 'Rings on Monday' },
    });
    expect(cancelled).toMatchObject({ appointment: { status: 'CANCELLED', cancelReason: 'CLIENT_REQUEST' } });
    const other = await book(at(8, '10:00'), { ...place, client: 1 });
    expect(other.__typename).toBe('AppointmentPayload');
    expect(await send(status('takeBack'), { id: appointment.id })).toMatchObject({ __typename: 'SlotTaken' });
    await send(CANCEL, { input: { id: other.appointment.id, reason: 'BOOKED_IN_ERROR' } });
    expect(await send(status('takeBack'), { id: appointment.id })).toMatchObject({ appointment: { status: 'BOOKED' } });
  });

  it('lists what a sick therapist’s time off affects, and moves it in one go', async () => {
    const [sick, well] = clinic.therapistIds as [string, string];
    await book(at(9, '10:00'), { therapistId: sick, client: 7 });
    await book(at(9, '13:00'), { therapistId: sick, client: 8 });
    await book(at(9, '10:00'), { therapistId: well, client: 9 });
    const { addTimeOff } = await api.data<{
      addTimeOff: {
        affectedVisits: {
          appointment: { id: string; version: number; startsAt: string };
          brokenRules: object[];
          alternatives: { startsAt: string; therapists: { therapist: { id: string } }[] }[];
        }[];
      };
    }>(
      `mutation ($input: AddTimeOffInput!) { addTimeOff(input: $input) { ... on TimeOffPayload { affectedVisits {
        appointment { id version startsAt } brokenRules { rule } alternatives { startsAt therapists { therapist { id } } } } } } }`,
      { input: { therapistId: sick, kind: 'SICK', startsAt: at(9, '08:00'), endsAt: at(9, '20:00') } },
      token,
    );
    const affected = addTimeOff.affectedVisits;
    expect(affected.map(({ appointment, brokenRules }) => [appointment.startsAt, brokenRules])).toEqual([
      [at(9, '10:00'), [{ rule: 'THERAPIST_OFF' }]],
      [at(9, '13:00'), [{ rule: 'THERAPIST_OFF' }]],
    ]);
    // The other therapist is taken from 10 to 11, and so the first visit can begin at 11:00 at the soonest.
    expect(affected.map(({ alternatives }) => alternatives[0]!.startsAt)).toEqual([at(9, '11:00'), at(9, '13:00')]);
    const moves = affected.map(({ appointment, alternatives }) => ({
      id: appointment.id,
      version: appointment.version,
      startsAt: alternatives[0]!.startsAt,
      therapistId: alternatives[0]!.therapists[0]!.therapist.id,
    }));
    const { rescheduleAppointments } = await api.data<{ rescheduleAppointments: { appointment: object }[] }>(
      `mutation ($input: RescheduleAppointmentsInput!) { rescheduleAppointments(input: $input) {
        ... on AppointmentPayload { appointment { startsAt therapist { id } } } } }`,
      { input: { moves } },
      token,
    );
    expect(rescheduleAppointments.map(({ appointment }) => appointment)).toEqual([
      { startsAt: at(9, '11:00'), therapist: { id: well } },
      { startsAt: at(9, '13:00'), therapist: { id: well } },
    ]);
  });

  it('shows the board of a day with everything on it', async () => {
    const place = { therapistId: clinic.therapistIds[1]!, roomId: clinic.roomIds[1]! };
    await book(at(10, '09:00'), { ...place, client: 10 });
    await send(HOLD, { input: { slot: slot(at(10, '15:00'), place) } });
    const { calendar } = await api.data<{
      calendar: {
        rooms: object[];
        days: { date: string; open: object[]; therapists: { working: object[] }[]; visits: object[] }[];
      };
    }>(
      `query ($c: ID!, $d: LocalDate!) { calendar(clinicId: $c, from: $d) { rooms { name } days { date open { startsAt endsAt }
        therapists { therapistName working { startsAt endsAt } off { startsAt } }
        visits { status startsAt therapistId roomId clientName serviceName flags } } } }`,
      { c: clinic.clinicId, d: at(10, '00:00').slice(0, 10) },
      token,
    );
    const [day] = calendar.days;
    expect(calendar.rooms).toEqual([{ name: 'Room 1' }, { name: 'Room 2' }]);
    expect(day!.open).toEqual([{ startsAt: at(10, '08:00'), endsAt: at(10, '20:00') }]);
    expect(day!.therapists.map(({ working }) => working)).toEqual([day!.open, day!.open]);
    expect(day!.visits).toEqual([
      expect.objectContaining({
        ...{ status: 'BOOKED', startsAt: at(10, '09:00'), ...place },
        ...{ clientName: 'Client Number 11', serviceName: 'Swedish 60', flags: ['FIRST_VISIT', 'UNCONFIRMED'] },
      }),
      expect.objectContaining({ status: 'HELD', startsAt: at(10, '15:00'), clientName: null, flags: [] }),
    ]);
    const [audited] = await clinic.sql<object>(
      `SELECT actor_id, subject_ids FROM audit_entries WHERE action = 'client.read' ORDER BY at DESC LIMIT 1`,
    );
    expect(audited).toEqual({ actor_id: desk.userId, subject_ids: [clinic.clientIds[10]] });
  });

  it('shows a therapist their own visits only', async () => {
    const [mine] = clinic.therapistIds as [string];
    const own = await tokenFor(api.app, await clinic.actor('therapist', mine));
    const booked = await book(at(11, '10:00'), { therapistId: clinic.therapistIds[1], client: 2 });
    await book(at(11, '12:00'), { therapistId: mine, client: 3 });
    expect(
      await api.errorCode(`query ($id: ID!) { appointment(id: $id) { id } }`, { id: booked.appointment.id }, own),
    ).toBe('NOT_FOUND');
    expect(await api.errorCode(status('markNoShow'), { id: booked.appointment.id }, own)).toBe('NOT_FOUND');
    expect(await api.errorCode(status('takeBack'), { id: booked.appointment.id }, own)).toBe('NOT_FOUND');
    const { calendar } = await api.data<{ calendar: { days: { visits: object[] }[] } }>(
      `query ($c: ID!, $d: LocalDate!) { calendar(clinicId: $c, from: $d) { days { visits { therapistId } } } }`,
      { c: clinic.clinicId, d: at(11, '00:00').slice(0, 10) },
      own,
    );
    expect(calendar.days[0]!.visits).toEqual([{ therapistId: mine }]);
    expect(
      await api.errorCode(
        BOOK,
        { key: newKey(), input: { clientId: clinic.clientIds[0], slot: slot(at(11, '15:00')) } },
        own,
      ),
    ).toBe('FORBIDDEN');
  });

  it('offers no start at which the client is booked, whichever way their id is written', async () => {
    const clientId = clinic.clientIds[7]!;
    const [mine, other] = clinic.therapistIds as [string, string];
    await book(at(12, '15:00'), { therapistId: mine, client: 7 });
    for (const id of [clientId, clientId.toUpperCase()]) {
      const input = { clientId: id, slot: slot(at(12, '15:00'), { therapistId: other }) };
      const refused = await send(BOOK, { key: newKey(), input });
      expect([refused.__typename, refused.nextSlots[0]!.startsAt]).toEqual(['SlotTaken', at(12, '16:00')]);
    }
  });

  it('moves all of a list that can be moved, and says of each other one why not', async () => {
    const booked: Answer['appointment'][] = [];
    for (const [n, hour] of ['09:00', '10:00', '11:00'].entries()) {
      const place = { therapistId: clinic.therapistIds[0], roomId: clinic.roomIds[0] };
      booked.push((await book(at(12, hour), { ...(place as object), client: 8 + n })).appointment);
    }
    await clinic.sql('UPDATE clients SET archived_at = now() WHERE id = $1', [clinic.clientIds[8]]);
    const unknown = '01890000-0000-7000-8000-000000000000';
    const moves = booked.map(({ id, version }, n) => ({ id, version, startsAt: at(13, `1${n}:00`) }));
    const named = moves.with(1, { ...moves[1]!, therapistId: unknown } as (typeof moves)[number]);
    const many = `mutation ($input: RescheduleAppointmentsInput!) { rescheduleAppointments(input: $input) {
      __typename ... on Refusal { message } ... on AppointmentPayload { appointment { startsAt } } } }`;
    expect(await send(many, { input: { moves: named } })).toEqual([
      { __typename: 'AppointmentPayload', appointment: { startsAt: at(13, '10:00') } },
      { __typename: 'MoveNotPossible', message: 'There is no such therapist.' },
      { __typename: 'AppointmentPayload', appointment: { startsAt: at(13, '12:00') } },
    ]);
  });

  it('names the field and the rule of bad input, and writes nothing', async () => {
    const count = async () => (await clinic.sql<{ n: string }>(`SELECT count(*) AS n FROM appointments`))[0]!.n;
    const before = await count();
    const key = newKey();
    const clientId = clinic.clientIds[0];
    for (const [given, input, field] of [
      ['short', { clientId, slot: slot(at(12, '10:00')) }, 'idempotencyKey'],
      [key, { clientId: 'nobody', slot: slot(at(12, '10:00')) }, 'clientId'],
      [key, { clientId }, 'slot'],
      [key, { clientId, slot: slot(at(12, '10:00'), { override: { reason: '' } }) }, 'slot.override.reason'],
    ] as const) {
      const { errors } = await api.graphql(BOOK, { key: given, input }, token);
      expect(errors![0]!.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        violations: [expect.objectContaining({ field })],
      });
    }
    const unknown = '01890000-0000-7000-8000-000000000000';
    for (const wrong of [
      { clientId: unknown },
      { slot: slot(at(12, '10:00'), { therapistId: unknown }) },
      { slot: { ...slot(at(12, '10:00')), clinicId: unknown } },
    ]) {
      const input = { clientId, slot: slot(at(12, '10:00')), ...wrong };
      expect(await api.errorCode(BOOK, { key: newKey(), input }, token)).toBe('NOT_FOUND');
    }
    expect(await count()).toBe(before);
  });
});
