import type { StaffActor } from '../../src/kernel/index.js';
import { newId } from '../../src/kernel/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import type { RiskAnswer, RiskProfile } from '../../src/modules/screening/domain/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { noteRisks } from '../support/screening.js';

const DAY = 86_400_000;
const VISIT = `... on AppointmentPayload { appointment { id version status startsAt screeningLabel awaitsTherapist arrivalAnswer clearanceDeadline cancelReason } }`;
const DEFERS = `... on ScreeningDefers { message label services { name } }`;
const BOOK = `mutation ($key: String!, $input: BookAppointmentInput!) { answer: bookAppointment(idempotencyKey: $key, input: $input) { __typename ${VISIT} ${DEFERS} } }`;
const BOOK_AND_WHY = BOOK.replace(DEFERS, '... on ScreeningDefers { label reasons { ruleId version text source } }');
const MOVE = `mutation ($input: RescheduleAppointmentInput!) { answer: rescheduleAppointment(input: $input) { __typename ${VISIT} ${DEFERS} } }`;
const ARRIVE = `mutation ($id: ID!, $anythingNew: ArrivalAnswer) { answer: arriveAppointment(id: $id, anythingNew: $anythingNew) { __typename ${VISIT} } }`;
const START = `mutation ($id: ID!) { answer: startAppointment(id: $id) { __typename ${VISIT} ${DEFERS} ... on DecisionNeeded { message appointmentId } } }`;
const TAKE_BACK = `mutation ($id: ID!) { answer: takeBack(id: $id) { __typename ${VISIT} ${DEFERS} } }`;
const CANCEL = `mutation ($id: ID!) { answer: cancelAppointment(input: { id: $id, reason: CLIENT_REQUEST }) { __typename ${VISIT} } }`;
const DECIDE = `mutation ($input: DecideScreeningInput!) { answer: decideScreening(input: $input) { __typename } }`;
const RECORD = `mutation ($input: RecordClearanceInput!) { answer: recordClearance(input: $input) { __typename } }`;
const PENDING = `query { appointmentsPendingClearance { edges { node { id status client { id } } } } }`;
const FOLLOW_UPS = `query ($clientId: ID) { followUps(clientId: $clientId) { edges { node { kind audience appointment { id } } } } }`;
const BOARD = `query ($clinicId: ID!, $from: LocalDate!) { calendar(clinicId: $clinicId, from: $from) { days { visits { id status screeningLabel flags } } } }`;

interface Visit {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly [field: string]: unknown;
}
interface Answer {
  readonly __typename: string;
  readonly appointment?: Visit;
  readonly [field: string]: unknown;
}

describe('screening of appointments', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: StaffActor;
  let therapist: StaffActor;
  let clientId: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  beforeEach(async () => {
    clinic = await createClinic(api.database, { therapists: 2, rooms: 2, clients: 3, zone: 'UTC' });
    desk = await clinic.actor('front_desk');
    therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
    clientId = clinic.clientIds[0]!;
    await addService('Deep tissue 60', 'deep_tissue', 3, 5);
    await addService('Hot stone 60', 'hot_stone', 1, 3);
    await clinic.sql(
      `INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years)
       SELECT $1, id, 'deep_tissue', 5 FROM therapists WHERE practice_id = $1`,
      [clinic.practiceId],
    );
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const dateIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
  /** UTC is the clinic's zone here: 10:00 is 10:00. */
  const at = (days: number, time = '10:00'): string => `${dateIn(days)}T${time}:00.000Z`;
  const travelTo = (instant: string): void => {
    api.clock.offset = Date.parse(instant) - Date.now();
  };
  const serviceIds = new Map<string, string>();
  const addService = async (name: string, technique: string, min: number, max: number): Promise<void> => {
    serviceIds.set(name, newId());
    await clinic.sql(
      `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor)
       VALUES ($1, $2, $3, $4, $5, $6, 60, 9000)`,
      [clinic.practiceId, serviceIds.get(name), name, technique, min, max],
    );
  };
  const send = async (query: string, variables: object, actor: StaffActor = desk): Promise<Answer> => {
    const token = await tokenFor(api.app, actor);
    return (await api.data<{ answer: Answer }>(query, variables as Record<string, unknown>, token)).answer;
  };
  const ask = async (query: string, variables: object, actor: StaffActor): Promise<unknown> =>
    api.data(query, variables as Record<string, unknown>, await tokenFor(api.app, actor));
  const answers = (present: readonly RiskAnswer[] = [], more: Partial<RiskProfile> = {}) =>
    noteRisks(api, { practiceId: clinic.practiceId, clientId, present, ...more });
  const booking = (startsAt: string, service = 'Swedish 60') => ({
    key: newId(),
    input: {
      clientId,
      slot: {
        ...{ clinicId: clinic.clinicId, serviceId: serviceIds.get(service) ?? clinic.serviceId, startsAt },
        therapistId: clinic.therapistIds[0]!,
      },
    },
  });
  const book = (startsAt: string, service?: string) => send(BOOK, booking(startsAt, service));
  const booked = async (startsAt: string, service?: string): Promise<Visit> => {
    const { appointment, ...refusal } = await book(startsAt, service);
    if (!appointment) throw new Error(`The visit must be booked: ${JSON.stringify(refusal)}`);
    return appointment;
  };
  const decide = (appointmentId: string, lift: string[] = []) =>
    send(DECIDE, { input: { appointmentId, lift, reason: 'we have talked about it at length' } }, therapist);
  const clear = (expiresOn: string) =>
    send(RECORD, {
      input: { clientId, givenBy: 'Dr. Ada Stone', techniques: ['SWEDISH'], givenOn: dateIn(-1), expiresOn },
    });
  const tasksOf = async (actor: StaffActor): Promise<string[]> => {
    const { followUps } = (await ask(FOLLOW_UPS, {}, actor)) as { followUps: { edges: { node: { kind: string } }[] } };
    return followUps.edges.map(({ node }) => node.kind).sort();
  };

  describe('when a visit is booked', () => {
    it.each([
      ['nobody has asked', undefined, 'BOOKED', 'NOT_SCREENED'],
      ['all is well', [], 'BOOKED', 'CLEAR'],
      ['a bruise', [{ risk: RiskCode.BRUISE }], 'BOOKED', 'ADAPTATIONS_NOTED'],
      ['an aneurysm', [{ risk: RiskCode.ANEURYSM }], 'PENDING_CLEARANCE', 'CLEARANCE_NEEDED'],
    ])('%s: shows a label', async (_, present, status, screeningLabel) => {
      if (present) await answers(present);
      expect(await booked(at(7))).toMatchObject({ status, screeningLabel, awaitsTherapist: false });
    });

    it('refuses what the answers defer, and names the services of the clinic that fit', async () => {
      await answers([{ risk: RiskCode.OSTEOPOROSIS }]);
      const refusal = await book(at(7), 'Deep tissue 60');
      expect(refusal).toMatchObject({
        __typename: 'ScreeningDefers',
        label: 'NOT_NOW',
        services: [{ name: 'Swedish 60' }],
      });
      // Nobody here does hot stones.
      expect(JSON.stringify(refusal)).not.toContain('Hot stone');
      expect(await booked(at(7))).toMatchObject({ status: 'BOOKED' });
    });

    it('refuses everything where answers are urgent', async () => {
      await answers([{ risk: RiskCode.CHEST_PAIN }]);
      expect(await book(at(1))).toMatchObject({ __typename: 'ScreeningDefers', label: 'URGENT', services: [] });
    });

    it('goes by the date of the visit', async () => {
      await answers([{ risk: RiskCode.FEVER }]);
      expect(await book(at(1))).toMatchObject({ __typename: 'ScreeningDefers', label: 'NOT_NOW' });
      expect(await booked(at(7))).toMatchObject({ status: 'BOOKED', screeningLabel: 'NOT_SCREENED' });
    });

    it('does not keep a slot for a clearance that would have to be released at once', async () => {
      await answers([{ risk: RiskCode.ANEURYSM }]);
      travelTo(at(2, '12:00'));
      expect(await book(at(3, '11:00'))).toMatchObject({ __typename: 'ScreeningDefers', label: 'CLEARANCE_NEEDED' });
      expect(await booked(at(3, '13:00'))).toMatchObject({
        ...{ status: 'PENDING_CLEARANCE', clearanceDeadline: at(2, '13:00') },
      });
    });

    it('tells the reasons to those who may read the record, and audits that they did', async () => {
      await answers([{ risk: RiskCode.SYSTEMIC_INFECTION }]);
      const manager = await clinic.actor('manager', clinic.therapistIds[0]);
      const reasonsFor = async (actor: StaffActor) => (await send(BOOK_AND_WHY, booking(at(7)), actor))['reasons'];
      expect(await reasonsFor(manager)).toBeNull();
      await clinic.sql(
        `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
           therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
         SELECT $1, $2, $3, $4, $5, $6, $7, 'completed', s, s + interval '1 hour', s, s + interval '1 hour', s, s + interval '1 hour',
           9000, 'EUR' FROM (SELECT now() - interval '30 days' AS s) AS past`,
        [
          ...[clinic.practiceId, newId(), clinic.clinicId, clientId],
          ...[clinic.therapistIds[0], clinic.roomIds[0], clinic.serviceId],
        ],
      );
      expect(await reasonsFor(manager)).toEqual([
        {
          ruleId: 'systemic-infection',
          version: '1',
          text: 'An infection of the whole body.',
          source: expect.any(String),
        },
      ]);
      const reads = await clinic.sql(
        `SELECT subject_ids FROM audit_entries WHERE practice_id = $1 AND action = 'clinical_record.read' AND actor_id = $2`,
        [clinic.practiceId, manager.userId],
      );
      expect(reads).toEqual([{ subject_ids: [clientId] }]);
    });
  });

  describe('when a visit is moved or taken back', () => {
    it('screens it for its new date', async () => {
      const visit = await booked(at(9));
      await answers([{ risk: RiskCode.FEVER }]);
      const move = (startsAt: string, version: number) => send(MOVE, { input: { id: visit.id, version, startsAt } });
      const [{ version }] = (await clinic.sql('SELECT version FROM appointments WHERE id = $1', [visit.id])) as [Visit];
      expect(await move(at(1), version)).toMatchObject({ __typename: 'ScreeningDefers', label: 'NOT_NOW' });
      expect(await move(at(8), version)).toMatchObject({ appointment: { status: 'BOOKED', startsAt: at(8) } });
    });

    it('lets one that waits move to a day on which a clearance holds', async () => {
      await answers([{ risk: RiskCode.ANEURYSM }]);
      await clear(dateIn(10));
      const visit = await booked(at(12));
      expect(visit.status).toBe('PENDING_CLEARANCE');
      expect(await tasksOf(desk)).toEqual(['CLEARANCE_NEEDED']);
      const moved = await send(MOVE, { input: { id: visit.id, version: visit.version, startsAt: at(9) } });
      expect(moved).toMatchObject({ appointment: { status: 'BOOKED', screeningLabel: 'CLEAR' } });
      expect(await tasksOf(desk)).toEqual([]);
    });

    it('asks a therapist who takes it over to decide for themselves', async () => {
      await answers([{ risk: RiskCode.FRACTURE, sites: [] }]);
      const { id } = await booked(at(7));
      await decide(id, ['CLEARANCE', 'ADAPT']);
      const moved = async (change: object): Promise<Visit> => {
        const rows = await clinic.sql<Visit>('SELECT version FROM appointments WHERE id = $1', [id]);
        return (await send(MOVE, { input: { id, version: rows[0]!.version, ...change } })).appointment!;
      };
      const decided = { status: 'BOOKED', screeningLabel: 'CLEAR' };
      expect(await moved({ startsAt: at(7, '12:00') })).toMatchObject(decided);
      expect(await moved({ therapistId: clinic.therapistIds[1] })).toMatchObject({
        ...{ status: 'PENDING_CLEARANCE', screeningLabel: 'CLEARANCE_NEEDED' },
      });
      expect(await tasksOf(desk)).toEqual(['CLEARANCE_NEEDED']);
    });

    it('takes back no cancelling of a visit that could not be booked any more', async () => {
      const visit = await booked(at(7));
      await send(CANCEL, { id: visit.id });
      await answers([{ risk: RiskCode.CLOT_CURRENT }]);
      expect(await send(TAKE_BACK, { id: visit.id })).toMatchObject({
        __typename: 'ScreeningDefers',
        label: 'NOT_NOW',
      });
      await answers([{ risk: RiskCode.ANEURYSM }]);
      expect(await send(TAKE_BACK, { id: visit.id })).toMatchObject({ appointment: { status: 'PENDING_CLEARANCE' } });
    });
  });

  describe('a visit that waits for a clearance', () => {
    it('stands on a list, blocks its time, and is booked once the clearance is there', async () => {
      await answers([{ risk: RiskCode.ANEURYSM }]);
      const visit = await booked(at(7));
      const list = await ask(PENDING, {}, desk);
      expect(list).toMatchObject({ appointmentsPendingClearance: { edges: [{ node: { id: visit.id } }] } });
      const other = await clinic.actor('therapist', clinic.therapistIds[1]);
      expect(await ask(PENDING, {}, other)).toEqual({ appointmentsPendingClearance: { edges: [] } });
      clientId = clinic.clientIds[1]!;
      expect(await book(at(7))).toMatchObject({ __typename: 'SlotTaken' });
      clientId = clinic.clientIds[0]!;
      expect(await tasksOf(desk)).toEqual(['CLEARANCE_NEEDED']);
      expect(await clear(dateIn(30))).toMatchObject({ __typename: 'ClearancePayload' });
      expect(await ask(PENDING, {}, desk)).toEqual({ appointmentsPendingClearance: { edges: [] } });
      expect(await tasksOf(desk)).toEqual([]);
      const facts = await clinic.sql<{ fact: string }>(
        `SELECT fact FROM outbox WHERE practice_id = $1 AND fact LIKE 'appointment.%' ORDER BY id`,
        [clinic.practiceId],
      );
      expect(facts.map(({ fact }) => fact)).toEqual(['appointment.pending_clearance', 'appointment.cleared']);
    });

    it('cannot be confirmed or begun, and can be cancelled', async () => {
      await answers([{ risk: RiskCode.ANEURYSM }]);
      const { id } = await booked(at(7));
      travelTo(at(7, '09:55'));
      expect(await send(ARRIVE, { id })).toMatchObject({ __typename: 'WrongStatus' });
      expect(await send(START, { id })).toMatchObject({ __typename: 'WrongStatus' });
      expect(await send(CANCEL, { id })).toMatchObject({ appointment: { status: 'CANCELLED' } });
      expect(await tasksOf(desk)).toEqual([]);
    });
  });

  describe('a visit that has become worse', () => {
    it('keeps its slot, is shown to its therapist, and starts after their decision only', async () => {
      await answers();
      const { id } = await booked(at(7));
      await answers([{ risk: RiskCode.SURGERY, on: dateIn(-7), sites: [] }]);
      expect(await tasksOf(therapist)).toEqual(['SCREENING_WORSENED']);
      expect(await tasksOf(desk)).toEqual([]);
      const board = await ask(BOARD, { clinicId: clinic.clinicId, from: dateIn(7) }, desk);
      expect(board).toMatchObject({
        calendar: { days: [{ visits: [{ id, status: 'BOOKED', screeningLabel: 'CLEARANCE_NEEDED' }] }] },
      });
      expect(JSON.stringify(board)).toContain('THERAPIST_DECIDES');
      travelTo(at(7, '09:55'));
      expect(await send(ARRIVE, { id, anythingNew: 'NOTHING_NEW' })).toMatchObject({
        appointment: { status: 'ARRIVED', arrivalAnswer: 'NOTHING_NEW', awaitsTherapist: true },
      });
      expect(await tasksOf(therapist)).toEqual(['SCREENING_WORSENED', 'VISIT_DECISION_NEEDED']);
      expect(await send(START, { id })).toMatchObject({ __typename: 'DecisionNeeded', appointmentId: id });
      expect(await decide(id, ['CLEARANCE'])).toMatchObject({ __typename: 'DecideScreeningPayload' });
      expect(await tasksOf(therapist)).toEqual([]);
      expect(await send(START, { id })).toMatchObject({
        appointment: { status: 'IN_SESSION', awaitsTherapist: false },
      });
    });

    it('is not started by anybody where it is deferred, and is when new answers are better', async () => {
      await answers();
      const { id } = await booked(at(7));
      await answers([{ risk: RiskCode.SYSTEMIC_INFECTION }]);
      travelTo(at(7, '09:55'));
      expect(await send(ARRIVE, { id })).toMatchObject({ appointment: { screeningLabel: 'NOT_NOW' } });
      expect(await send(START, { id })).toMatchObject({ __typename: 'ScreeningDefers', label: 'NOT_NOW' });
      expect(await decide(id)).toMatchObject({ __typename: 'DecisionNotPossible' });
      await answers();
      expect(await send(START, { id })).toMatchObject({ appointment: { status: 'IN_SESSION' } });
    });
  });

  it('screens visits anew when their client turns out to be two, and again when that was a mistake', async () => {
    const [target, source] = clinic.clientIds as [string, string];
    await answers();
    const { id } = await booked(at(7));
    clientId = source;
    await answers([{ risk: RiskCode.SYSTEMIC_INFECTION }]);
    const manager = await clinic.actor('manager');
    const labelOf = async () => {
      const { appointment } = (await ask(
        `query ($id: ID!) { appointment(id: $id) { status screeningLabel awaitsTherapist } }`,
        { id },
        desk,
      )) as { appointment: object };
      return appointment;
    };
    const merge = `mutation ($input: MergeClientsInput!) { answer: mergeClients(input: $input) { __typename } }`;
    await send(merge, { input: { sourceId: source, targetId: target } }, manager);
    expect(await labelOf()).toEqual({ status: 'BOOKED', screeningLabel: 'NOT_NOW', awaitsTherapist: true });
    expect(await book(at(8))).toMatchObject({ __typename: 'ScreeningDefers' });
    const undo = `mutation ($id: ID!) { answer: undoMerge(sourceId: $id) { __typename } }`;
    await send(undo, { id: source }, manager);
    expect(await labelOf()).toEqual({ status: 'BOOKED', screeningLabel: 'CLEAR', awaitsTherapist: false });
    expect(await tasksOf(therapist)).toEqual([]);
  });

  describe('at arrival', () => {
    it('something to tell is for the therapist alone, who decides before the session starts', async () => {
      await answers();
      const { id } = await booked(at(7));
      travelTo(at(7, '09:55'));
      expect(await send(ARRIVE, { id, anythingNew: 'ASK_THERAPIST' })).toMatchObject({
        appointment: { arrivalAnswer: 'ASK_THERAPIST', awaitsTherapist: true, screeningLabel: 'CLEAR' },
      });
      expect(await tasksOf(therapist)).toEqual(['VISIT_DECISION_NEEDED']);
      expect(await send(START, { id }, therapist)).toMatchObject({ __typename: 'DecisionNeeded' });
      await decide(id);
      expect(await send(START, { id }, therapist)).toMatchObject({ appointment: { status: 'IN_SESSION' } });
    });

    it('asks its therapist nothing any more once an arrival is taken back', async () => {
      await answers();
      const { id } = await booked(at(7));
      travelTo(at(7, '09:55'));
      await send(ARRIVE, { id, anythingNew: 'ASK_THERAPIST' });
      expect(await send(TAKE_BACK, { id })).toMatchObject({
        appointment: { status: 'BOOKED', arrivalAnswer: null, awaitsTherapist: false },
      });
      expect(await tasksOf(therapist)).toEqual([]);
    });

    it.each([{ anythingNew: 'NOTHING_NEW' }, {}])('a client who is clear goes right in: %j', async (answer) => {
      await answers();
      const { id } = await booked(at(7));
      travelTo(at(7, '09:55'));
      await send(ARRIVE, { id, ...answer });
      expect(await tasksOf(therapist)).toEqual([]);
      expect(await send(START, { id })).toMatchObject({ appointment: { status: 'IN_SESSION' } });
    });

    it('adaptations that were known hold nobody up, open questions beside them do', async () => {
      await answers([{ risk: RiskCode.OSTEOPOROSIS }]);
      const { id } = await booked(at(7));
      travelTo(at(7, '09:55'));
      await send(ARRIVE, { id });
      expect(await send(START, { id })).toMatchObject({ appointment: { status: 'IN_SESSION' } });
      await answers([{ risk: RiskCode.OSTEOPOROSIS }], { complete: false });
      const second = await booked(at(8));
      travelTo(at(8, '09:55'));
      await send(ARRIVE, { id: second.id });
      expect(await send(START, { id: second.id })).toMatchObject({ __typename: 'DecisionNeeded' });
    });

    it('nobody has asked the client: the session waits for a decision, which new answers void', async () => {
      const { id } = await booked(at(7));
      travelTo(at(7, '09:55'));
      await send(ARRIVE, { id });
      expect(await send(START, { id })).toMatchObject({ __typename: 'DecisionNeeded' });
      await decide(id);
      await answers([{ risk: RiskCode.SURGERY, on: dateIn(-7), sites: [] }]);
      expect(await send(START, { id })).toMatchObject({ __typename: 'DecisionNeeded' });
    });
  });

  it('shows the desk no clinical word in anything that it can ask of a visit', async () => {
    const planted = 'zinnober-allergen';
    await answers([
      { risk: RiskCode.ANEURYSM, detail: planted },
      { risk: RiskCode.OSTEOPOROSIS, detail: planted },
    ]);
    const token = await tokenFor(api.app, desk);
    const raw: string[] = [];
    const record = async (query: string, variables: object): Promise<void> => {
      raw.push(JSON.stringify(await api.graphql(query, variables as Record<string, unknown>, token)));
    };
    const visit = await booked(at(7));
    await record(BOOK, booking(at(8), 'Deep tissue 60'));
    await record(BOOK_AND_WHY, booking(at(8), 'Deep tissue 60'));
    await record(MOVE, { input: { id: visit.id, version: 1, startsAt: at(9) } });
    await record(PENDING, {});
    await record(FOLLOW_UPS, {});
    await record(BOARD, { clinicId: clinic.clinicId, from: dateIn(9) });
    await record(
      `query ($id: ID!) { appointment(id: $id) { screeningLabel status history { kind reason } client { givenName } } }`,
      { id: visit.id },
    );
    await clear(dateIn(60));
    travelTo(at(9, '09:55'));
    await record(ARRIVE, { id: visit.id, anythingNew: 'ASK_THERAPIST' });
    await record(START, { id: visit.id });
    expect(raw[1]).toContain('FORBIDDEN');
    expect(raw.join('\n')).not.toMatch(/zinnober|aneurysm|osteoporosis|bone|artery/i);
    expect(raw.join('\n')).toContain('CLEARANCE_NEEDED');
    const told = await clinic.sql<{ text: string }>(
      `SELECT coalesce(string_agg(payload::text, ' '), '') AS text FROM outbox WHERE practice_id = $1
       UNION ALL SELECT coalesce(string_agg(details::text, ' '), '') FROM audit_entries WHERE practice_id = $1
       UNION ALL SELECT coalesce(string_agg(e::text, ' '), '') FROM appointment_events e WHERE practice_id = $1`,
      [clinic.practiceId],
    );
    expect(told.map(({ text }) => text).join(' ')).not.toMatch(/zinnober|aneurysm|osteoporosis/i);
  });
});
