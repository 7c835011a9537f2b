import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import type { Booking } from '../../src/modules/appointments/book-appointment.js';
import { ChangeStatus } from '../../src/modules/appointments/change-status.js';
import { RescheduleAppointment } from '../../src/modules/appointments/reschedule-appointment.js';
import { TakeBack } from '../../src/modules/appointments/take-back.js';
import type { Appointment } from '../../src/modules/appointments/index.js';
import { Channel, MessagePurpose } from '../../src/modules/clients/domain/consent.js';
import { MergeClients } from '../../src/modules/clients/merge-clients.js';
import { SetConsent } from '../../src/modules/clients/set-consent.js';
import { UndoMerge } from '../../src/modules/clients/undo-merge.js';
import { ChangeReminderSettings } from '../../src/modules/reminders/change-reminder-settings.js';
import { planVisitMessages } from '../../src/modules/reminders/plan-visit-messages.js';
import type { Outcome, StaffActor } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { statementsOf } from '../support/statements.js';
import { VisitMessageWorker } from '../support/visit-messages.js';

const MINUTE = 60_000;
const GRACE = 3 * MINUTE;

describe('the messages of a visit', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let worker: VisitMessageWorker;
  let manager: StaffActor;

  beforeAll(async () => {
    api = await TestApi.start();
  });

  afterAll(() => api.stop());

  const open = async (zone: string): Promise<void> => {
    clinic = await createClinic(api.database, { zone });
    manager = await clinic.actor('manager');
    worker = await VisitMessageWorker.start(api.database, clinic);
  };

  beforeEach(() => open('Europe/Berlin'));

  afterEach(async () => {
    await worker.stop();
    await clinic.close();
  });

  /** From now on it is this moment, for the desk and for the worker. */
  const at = (moment: string): void => {
    const offset = Date.parse(moment) - Date.now();
    api.clock.offset = offset;
    worker.clock.offset = offset;
  };
  const later = (ms: number): void => {
    api.clock.offset += ms;
    worker.clock.offset += ms;
  };
  const use = <T>(useCase: abstract new (...args: never[]) => T): T => api.app.get<T>(useCase, { strict: false });
  const done = async <T>(outcome: Promise<Outcome<T, unknown>>): Promise<T> => {
    const ended = await outcome;
    if (!ended.ok) throw new Error(`It was refused: ${JSON.stringify(ended.refusal)}`);
    return ended.value;
  };

  const book = (startsAt: string, more: Partial<Booking> = {}): Promise<Appointment> => {
    const { clinicId, serviceId, clientIds } = clinic;
    const place = { therapistId: null, roomId: null, overrideReason: null };
    const booking = { clinicId, serviceId, clientId: clientIds[0]!, startsAt: new Date(startsAt), ...place, ...more };
    return done(use(BookAppointment).execute(manager, { booking }));
  };
  const move = ({ id, version }: Appointment, startsAt: string): Promise<Appointment> =>
    done(
      use(RescheduleAppointment).execute(manager, {
        ...{ id, version, startsAt: new Date(startsAt), overrideReason: null },
      }),
    );
  const cancel = ({ id }: Appointment, reason = 'client_request'): Promise<Appointment> =>
    done(use(ChangeStatus).execute(manager, id, { name: 'cancel', cancellation: { reason, note: null } }));
  const takeBack = ({ id }: Appointment): Promise<Appointment> => done(use(TakeBack).execute(manager, id));
  const confirm = ({ id }: Appointment): Promise<Appointment> =>
    done(use(ChangeStatus).execute(manager, id, { name: 'confirm' }));
  const consents = (...channels: string[]): Promise<unknown> =>
    clinic.sql(
      `WITH reached AS (UPDATE clients SET email = id || '@example.org', phone = '+49301234567', phone_key = '49301234567' WHERE practice_id = $1 RETURNING id)
       INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted, changed_at)
       SELECT $1, id, channel, 'service', true, now() FROM reached, unnest($2::text[]) AS channel`,
      [clinic.practiceId, channels],
    );
  const rules = (...all: [number, 'email' | 'sms'][]) =>
    done(
      use(ChangeReminderSettings).execute(manager, {
        version: settingsVersion++,
        rules: all.map(([leadHours, channel]) => ({ leadHours, channel, onlyUnconfirmed: false })),
      }),
    );
  let settingsVersion = 0;
  beforeEach(() => {
    settingsVersion = 0;
  });

  /** A Tuesday in the summer, at noon in Berlin. */
  const NOON = '2027-07-06T12:00:00+02:00';
  const VISIT = '2027-07-13T10:00:00+02:00';
  const OTHER = '2027-07-14T15:00:00+02:00';
  const BOOKED = ['booking_confirmation at 07-06 12:03', 'intake_request at 07-06 12:03'];

  it('are planned after the booking, and not by it: booking sends no statement for them', async () => {
    at(NOON);
    const sent = await statementsOf(() => book(VISIT));
    expect(sent.filter((text) => /messages|reminder/.test(text))).toEqual([]);
    expect(await worker.ledger()).toEqual([]);
    await worker.handleFacts();
    expect(await worker.planned()).toEqual([...BOOKED, '48h email at 07-11 10:00', '24h sms at 07-12 10:00']);
  });

  it('go out when they are due, each once, with the visit’s time, a link to it and a calendar entry', async () => {
    at(NOON);
    const visit = await book(VISIT);
    await worker.handleFacts();
    later(GRACE - 1000);
    await worker.deliver();
    expect(worker.sent).toEqual([]);
    later(2000);
    await worker.deliver();
    const [confirmation, intake] = worker.sent;
    expect(confirmation).toMatchObject({
      kind: 'booking_confirmation',
      channel: 'email',
      composed: {
        send: true,
        visit: { startsAt: new Date(VISIT), endsAt: new Date('2027-07-13T11:00:00+02:00') },
        link: { purpose: 'appointment', subjectId: visit.id, days: 7 },
        calendar: { method: 'REQUEST', sequence: 0 },
      },
    });
    expect(intake).toMatchObject({ kind: 'intake_request', composed: { link: { purpose: 'intake', days: 7 } } });
    at('2027-07-11T10:00:01+02:00');
    await worker.deliver();
    at('2027-07-12T10:00:01+02:00');
    await worker.deliver();
    await worker.deliver();
    expect(worker.sent.slice(2).map(({ step, channel }) => `${step} ${channel}`)).toEqual(['48h email', '24h sms']);
  });

  it('are none for what is cancelled within the grace, also where its worker is late', async () => {
    at(NOON);
    const prompt = await book(VISIT);
    await worker.handleFacts();
    later(MINUTE);
    await cancel(prompt);
    await worker.handleFacts();
    const slow = await book(OTHER);
    later(MINUTE);
    await cancel(slow);
    at('2027-07-15T12:00:00+02:00');
    await worker.deliver();
    await worker.handleFacts();
    await worker.deliver();
    expect(worker.sent).toEqual([]);
    expect([...new Set((await worker.ledger()).map(({ state, reason }) => `${state} ${reason}`))]).toEqual([
      'dropped cancelled',
    ]);
  });

  it('of a moved visit are a notice with its new time and a risen sequence, and reminders of the new time only', async () => {
    at(NOON);
    const visit = await book(VISIT);
    await worker.handleFacts();
    later(GRACE + 1000);
    await worker.deliver();
    at('2027-07-07T09:00:00+02:00');
    const moved = await move(visit, OTHER);
    await worker.handleFacts();
    expect(await worker.planned()).toEqual([
      'change_notice at 07-07 09:03',
      '48h email at 07-12 15:00',
      '24h sms at 07-13 15:00',
    ]);
    at('2027-07-14T12:00:00+02:00');
    await worker.deliver();
    expect(worker.sent.map(({ kind, version }) => `${kind} ${version.slice(0, 13)}`)).toEqual([
      'booking_confirmation 2027-07-13T08',
      'intake_request visit',
      'change_notice 2027-07-14T13',
      'appointment_reminder 2027-07-14T13',
      'appointment_reminder 2027-07-14T13',
    ]);
    expect(worker.sent[2]!.composed).toMatchObject({
      visit: { startsAt: new Date(OTHER) },
      calendar: { method: 'REQUEST', sequence: 1 },
    });
    await cancel(moved);
    await worker.handleFacts();
    later(GRACE);
    await worker.deliver();
    const { composed } = worker.sent.at(-1)!;
    expect(composed).toMatchObject({
      visit: { startsAt: new Date(OTHER) },
      calendar: { method: 'CANCEL', sequence: 2 },
    });
    expect(composed.link).toBeUndefined();
  });

  it('never say the old time, where a move comes between the planning and the sending', async () => {
    at(NOON);
    const visit = await book(VISIT);
    await worker.handleFacts();
    at('2027-07-11T09:59:00+02:00');
    await worker.deliver();
    const moved = await move(visit, OTHER);
    // The worker hears of it late; the reminder of the old time is due before.
    at('2027-07-11T10:01:00+02:00');
    await worker.deliver();
    expect(worker.sent.map(({ kind }) => kind)).not.toContain('appointment_reminder');
    // Undone in time: the reminder was of the truth after all.
    await move(moved, VISIT);
    at('2027-07-11T10:02:30+02:00');
    await worker.deliver();
    await worker.handleFacts();
    await worker.deliver();
    later(GRACE);
    await worker.deliver();
    expect(worker.sent.filter(({ step }) => step === '48h')).toHaveLength(1);
    expect(worker.sent.filter(({ kind }) => kind === 'change_notice')).toEqual([]);
  });

  it('come back with a visit that is moved back, or taken back', async () => {
    at(NOON);
    const visit = await book(VISIT);
    await worker.handleFacts();
    later(GRACE);
    await worker.deliver();
    at('2027-07-07T09:00:00+02:00');
    const moved = await move(visit, OTHER);
    await worker.handleFacts();
    at('2027-07-07T12:00:00+02:00');
    await worker.deliver();
    await move(moved, VISIT);
    await worker.handleFacts();
    expect(await worker.planned()).toEqual([
      'change_notice at 07-07 12:03',
      '48h email at 07-11 10:00',
      '24h sms at 07-12 10:00',
    ]);
    at('2027-07-08T09:00:00+02:00');
    await worker.deliver();
    await cancel(moved);
    await worker.handleFacts();
    at('2027-07-08T10:00:00+02:00');
    await worker.deliver();
    await takeBack(moved);
    await worker.handleFacts();
    expect(await worker.planned()).toEqual([
      'booking_confirmation at 07-08 10:03',
      '48h email at 07-11 10:00',
      '24h sms at 07-12 10:00',
    ]);
  });

  it('do not remind again by SMS whoever has confirmed, and do once that is taken back', async () => {
    at(NOON);
    const visit = await book(VISIT);
    await worker.handleFacts();
    await confirm(visit);
    await worker.handleFacts();
    expect(await worker.fates()).toContain('24h sms: already_confirmed');
    await takeBack(visit);
    await worker.handleFacts();
    expect(await worker.planned()).toContain('24h sms at 07-12 10:00');
    at('2027-07-12T09:59:00+02:00');
    await confirm(visit);
    later(2 * MINUTE);
    await worker.deliver();
    expect(worker.sent.map(({ step }) => step)).not.toContain('24h');
    expect(await worker.fates()).toContain('24h sms: already_confirmed');
  });

  it('leave out what is past when a visit is booked for tomorrow', async () => {
    at(NOON);
    await book('2027-07-07T11:00:00+02:00');
    await book('2027-07-07T15:00:00+02:00', { clientId: clinic.clientIds[1]! });
    await worker.handleFacts();
    expect((await worker.planned()).sort()).toEqual([...BOOKED, ...BOOKED, '24h sms at 07-06 15:00'].sort());
  });

  it.each([
    // The clock goes forward on 28 March and back on 31 October in Berlin, on 14 March and 7 November in New York, and by
    // half an hour on 4 April and 3 October on Lord Howe.
    ['Europe/Berlin', '2027-03-20T12:00:00Z', '2027-03-29T10:00:00+02:00', ['03-27 10:00', '03-28 10:00']],
    ['Europe/Berlin', '2027-10-20T12:00:00Z', '2027-11-01T10:00:00+01:00', ['10-30 10:00', '10-31 10:00']],
    ['America/New_York', '2027-03-01T12:00:00Z', '2027-03-15T19:00:00-04:00', ['03-13 19:00', '03-14 19:00']],
    ['America/New_York', '2027-11-01T12:00:00Z', '2027-11-08T19:00:00-05:00', ['11-06 19:00', '11-07 19:00']],
    ['Australia/Lord_Howe', '2027-03-20T12:00:00Z', '2027-04-05T09:00:00+10:30', ['04-03 09:00', '04-04 09:00']],
    ['Australia/Lord_Howe', '2027-09-20T12:00:00Z', '2027-10-04T09:00:00+11:00', ['10-02 09:00', '10-03 09:00']],
  ])(
    'remind at the visit’s own time of day, also over a change of the clock: %s, booked %s for %s',
    async (zone, now, start, due) => {
      await worker.stop();
      await clinic.close();
      await open(zone);
      at(now);
      await book(start);
      await worker.handleFacts();
      expect((await worker.planned()).slice(2)).toEqual([`48h email at ${due[0]}`, `24h sms at ${due[1]}`]);
    },
  );

  it('are planned anew when the practice changes its rules, and nobody loses a reminder', async () => {
    at(NOON);
    await book('2027-07-12T10:00:00+02:00');
    await book('2027-07-09T10:00:00+02:00', { clientId: clinic.clientIds[1]! });
    await worker.handleFacts();
    at('2027-07-06T13:00:00+02:00');
    await worker.deliver();
    await rules([72, 'email'], [24, 'sms']);
    await worker.handleFacts();
    // Three days before the second visit are past: it keeps the two that it had.
    expect(await worker.planned()).toEqual([
      '48h email at 07-07 10:00',
      '24h sms at 07-08 10:00',
      '72h email at 07-09 10:00',
      '24h sms at 07-11 10:00',
    ]);
    await rules([24, 'sms'], [48, 'email']);
    await worker.handleFacts();
    expect(await worker.planned()).toEqual([
      '48h email at 07-07 10:00',
      '24h sms at 07-08 10:00',
      '48h email at 07-10 10:00',
      '24h sms at 07-11 10:00',
    ]);
    await rules();
    await worker.handleFacts();
    expect(await worker.planned()).toEqual([]);
  });

  it('are planned anew for however many visits there are', async () => {
    at(NOON);
    await clinic.sql(
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
         therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, created_at, updated_at)
       SELECT $1, gen_random_uuid(), $2, $3, $4, $5, $6, 'booked', s, e, s, e, s, e, 9000, 'EUR', $7, $7
       FROM (SELECT $7::timestamptz + n * interval '1 hour' AS s, $7::timestamptz + (n + 1) * interval '1 hour' AS e FROM generate_series(100, 549) n) AS t`,
      [
        clinic.practiceId,
        clinic.clinicId,
        clinic.clientIds[0],
        clinic.therapistIds[0],
        clinic.roomIds[0],
        clinic.serviceId,
        NOON,
      ],
    );
    await rules([24, 'sms']);
    await worker.handleFacts();
    const all = await worker.ledger();
    expect(all.filter(({ kind }) => kind === 'appointment_reminder')).toHaveLength(450);
  });

  it('stay as they are, whichever way and however often the facts come', async () => {
    at(NOON);
    const visit = await book(VISIT);
    later(10 * MINUTE);
    const moved = await move(visit, OTHER);
    later(10 * MINUTE);
    await move(moved, VISIT);
    later(10 * MINUTE);
    await confirm(moved);
    await worker.handleFacts((facts) => facts.toReversed());
    const first = await worker.fates();
    await worker.replayFacts((facts) => [...facts, ...facts]);
    await worker.replayFacts((facts) => facts.toReversed());
    expect(await worker.fates()).toEqual(first);
    later(GRACE);
    await worker.deliver();
    const sent = worker.sent.map(({ kind }) => kind);
    await worker.replayFacts((facts) => facts.toReversed());
    await worker.deliver();
    expect(worker.sent.map(({ kind }) => kind)).toEqual(sent);
  });

  it('are planned once by workers that hear of a visit at the same time', async () => {
    at(NOON);
    const visit = await book(VISIT);
    const plan = () => worker.do((tx) => planVisitMessages(tx, [visit.id]));
    await Promise.all([plan(), plan(), plan(), plan()]);
    expect(await worker.ledger()).toHaveLength(4);
  });

  it('go by e-mail where the client has agreed to it, and else by SMS', async () => {
    at(NOON);
    const channels = async (): Promise<string[]> => {
      await book(VISIT);
      await worker.handleFacts();
      const all = await worker.ledger();
      return all.filter(({ kind }) => kind === 'booking_confirmation').map(({ channel }) => channel);
    };
    await consents('sms');
    expect(await channels()).toEqual(['sms']);
    later(GRACE + 1000);
    await worker.deliver();
    await clinic.sql(`UPDATE client_consents SET granted = true, channel = 'email' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
    // Whoever was told by SMS is not told once more.
    await worker.replayFacts((facts) => facts);
    expect((await worker.ledger()).filter(({ kind }) => kind === 'booking_confirmation')).toHaveLength(1);
  });

  it('go by the other channel where the client has stopped the first', async () => {
    at(NOON);
    await consents('email', 'sms');
    const stop = (channel: string, address: string) =>
      clinic.sql(
        `INSERT INTO stopped_addresses (practice_id, channel, address, stopped_at, stopped_by) SELECT $1, $2, ${address}, now(), 'provider'
         FROM clients WHERE practice_id = $1 AND id = $3`,
        [clinic.practiceId, channel, clinic.clientIds[0]],
      );
    const channels = async (): Promise<string[]> => {
      await book(VISIT);
      await worker.handleFacts();
      const all = await worker.ledger();
      return all.filter(({ kind }) => kind === 'booking_confirmation').map(({ channel }) => channel);
    };
    await stop('email', 'lower(email)');
    expect(await channels()).toEqual(['sms']);
  });

  describe('whose client is reached by another channel than when they were planned', () => {
    const NOTICES = ['booking_confirmation', 'intake_request'];
    /** What the ledger has of the messages whose channel no rule names. */
    const told = async (): Promise<string[]> =>
      (await worker.ledger())
        .filter(({ kind }) => NOTICES.includes(kind))
        .map(({ kind, channel, state, reason }) => `${kind} ${channel} ${reason ?? state}`);
    const says = (channel: Channel, granted: boolean) =>
      done(
        use(SetConsent).execute(manager, {
          ...{ clientId: clinic.clientIds[0]!, channel, purpose: MessagePurpose.SERVICE, granted },
        }),
      );

    beforeEach(async () => {
      at(NOON);
      await consents('email', 'sms');
      await book(VISIT);
      await worker.handleFacts();
    });

    it('go by that one, and come back with the first; reminders keep the channel of their rule', async () => {
      expect(await told()).toEqual(['booking_confirmation email planned', 'intake_request email planned']);
      await says(Channel.EMAIL, false);
      await worker.handleFacts();
      await worker.replayFacts((facts) => [...facts].reverse());
      expect((await told()).sort()).toEqual([
        ...['booking_confirmation email superseded', 'booking_confirmation sms planned'],
        ...['intake_request email superseded', 'intake_request sms planned'],
      ]);
      expect(await worker.planned()).toEqual(
        expect.arrayContaining(['48h email at 07-11 10:00', '24h sms at 07-12 10:00']),
      );
      // Whom an SMS still reaches is not told by e-mail because they may be.
      await says(Channel.EMAIL, true);
      await worker.handleFacts();
      expect((await told()).filter((one) => one.endsWith('planned'))).toEqual([
        ...['booking_confirmation sms planned', 'intake_request sms planned'],
      ]);
      await says(Channel.SMS, false);
      await worker.handleFacts();
      later(GRACE + 1000);
      await worker.deliver();
      expect(worker.sent.map(({ kind, channel }) => `${kind} ${channel}`)).toEqual([
        ...['booking_confirmation email', 'intake_request email'],
      ]);
    });

    it('stay where they are when none reaches the client any more', async () => {
      await says(Channel.SMS, false);
      await says(Channel.EMAIL, false);
      await worker.handleFacts();
      expect(await told()).toEqual(['booking_confirmation email planned', 'intake_request email planned']);
    });

    it.each([
      ['was sent', `state = 'sent', attempts = 1, look_at = NULL`],
      ['is in the hands of a worker', `state = 'sending', attempts = 1`],
      ['may have been taken by a provider', `attempts = 1`],
    ])('say nothing twice: what %s stays', async (_, how) => {
      await clinic.sql(`UPDATE messages SET ${how} WHERE practice_id = $1`, [clinic.practiceId]);
      await says(Channel.EMAIL, false);
      await worker.handleFacts();
      expect((await told()).filter((one) => one.includes(' sms '))).toEqual([]);
    });

    it('go by it also where they wait for the morning', async () => {
      await clinic.sql(
        `WITH put_off AS (UPDATE messages SET attempts = 1, ready_at = due_at + interval '9 hours' WHERE practice_id = $1 RETURNING id)
         INSERT INTO message_events (practice_id, message_id, at, state, attempt) SELECT $1, id, now(), 'planned', 1 FROM put_off`,
        [clinic.practiceId],
      );
      await says(Channel.EMAIL, false);
      await worker.handleFacts();
      const waits = await clinic.sql<{ channel: string; waits: string }>(
        `SELECT channel, (ready_at - due_at)::text AS waits FROM messages WHERE practice_id = $1 AND kind = 'booking_confirmation' AND state = 'planned'`,
        [clinic.practiceId],
      );
      expect(waits).toEqual([{ channel: 'sms', waits: '09:00:00' }]);
    });
  });

  it('say nothing of a booking in error of which the client never heard', async () => {
    at('2027-07-06T19:00:00+02:00');
    const visit = await book(VISIT);
    await worker.handleFacts();
    later(30 * MINUTE);
    await cancel(visit, 'booked_in_error');
    await worker.handleFacts();
    later(GRACE);
    await worker.deliver();
    expect(worker.sent).toEqual([]);
    expect(await worker.fates()).toContain('cancellation_notice: never_told');
  });

  it('say nothing of a move that was moved back before its notice went out', async () => {
    at(NOON);
    const visit = await book(VISIT);
    await worker.handleFacts();
    later(GRACE);
    await worker.deliver();
    // In the night: what is due waits for the morning.
    at('2027-07-06T22:00:00+02:00');
    const moved = await move(visit, OTHER);
    await worker.handleFacts();
    later(30 * MINUTE);
    await move(moved, VISIT);
    await worker.handleFacts();
    at('2027-07-07T08:00:00+02:00');
    await worker.deliver();
    expect(worker.sent.map(({ kind }) => kind)).not.toContain('change_notice');
    expect((await worker.fates()).filter((fate) => fate.startsWith('change'))).toEqual([
      'change_notice: moved',
      'change_notice: already_told',
    ]);
  });

  it('ask once for the intake form where several visits are booked, and not where it came in meanwhile', async () => {
    at(NOON);
    await book(VISIT);
    const second = await book(OTHER);
    await worker.handleFacts();
    later(GRACE);
    await worker.deliver();
    expect((await worker.fates()).filter((fate) => fate.startsWith('intake')).sort()).toEqual([
      'intake_request: already_asked',
      'intake_request: sent',
    ]);
    const third = await book('2027-07-20T10:00:00+02:00', { clientId: clinic.clientIds[1]! });
    await worker.handleFacts();
    await clinic.sql(
      `UPDATE appointments SET screening_level = 'clear', screening_accepted = 'clear' WHERE id = ANY($1)`,
      [[second.id, third.id]],
    );
    later(GRACE);
    await worker.deliver();
    expect(await worker.fates()).toContain('intake_request: already_answered');
  });

  it('go with the visit to the right person when a merge is undone', async () => {
    at(NOON);
    const [source, target] = clinic.clientIds;
    const visit = await book(VISIT, { clientId: source! });
    await worker.handleFacts();
    later(GRACE);
    await worker.deliver();
    await done(use(MergeClients).execute(manager, { sourceId: source!, targetId: target! }));
    await confirm(visit);
    await worker.handleFacts();
    const reminders = async () =>
      (await worker.ledger())
        .filter(({ step, state }) => step === '48h' && state === 'planned')
        .map(({ clientId }) => clientId);
    // It was planned for the record that is merged now, which stands for the same person.
    expect(await reminders()).toEqual([source]);
    const moved = await move({ ...visit, version: visit.version + 2 }, OTHER);
    expect(moved.clientId).toBe(target);
    await worker.handleFacts();
    expect(await reminders()).toEqual([target]);
    await done(use(UndoMerge).execute(manager, source!));
    await worker.handleFacts();
    expect(await reminders()).toEqual([source]);
    expect((await worker.fates()).filter((fate) => fate === '48h email: superseded')).toHaveLength(1);
  });
});
