import ICAL from 'ical.js';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import type { Outcome, StaffActor } from '../../src/kernel/index.js';
import { KeepMessageLink } from '../../src/modules/access/index.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { ChangeStatus } from '../../src/modules/appointments/change-status.js';
import type { Appointment } from '../../src/modules/appointments/index.js';
import { RescheduleAppointment } from '../../src/modules/appointments/reschedule-appointment.js';
import { ComposeMessage } from '../../src/modules/messaging/compose-message.js';
import { DeliverMessage } from '../../src/modules/messaging/deliver-message.js';
import type { Parcel } from '../../src/modules/messaging/deliver-message.js';
import { MessageCounts } from '../../src/modules/messaging/message-counts.js';
import { MessageSources } from '../../src/modules/messaging/message-source.js';
import { NumberKeys } from '../../src/modules/messaging/number-keys.js';
import { takeMessages } from '../../src/modules/messaging/storage/due-messages.js';
import { VisitMessages } from '../../src/modules/reminders/index.js';
import { createDataSource, UnitOfWork } from '../../src/platform/database/index.js';
import { Site } from '../../src/platform/pages/index.js';
import { Metrics } from '../../src/platform/telemetry/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { Phone } from '../support/phone.js';
import { VisitMessageWorker } from '../support/visit-messages.js';

const SILENT = pino({ level: 'silent' });

const GRACE = 3 * 60_000;
const CONFIG = {
  ...{ accessTokenSecret: 'a'.repeat(32), publicUrl: 'https://unknot.example' },
  ...{ mailFrom: 'desk@unknot.example' },
};
const NOON = '2027-07-06T12:00:00+02:00';
const VISIT = '2027-07-13T10:00:00+02:00';
const OTHER = '2027-07-14T15:00:00+02:00';
/** Of what no message may hold a word. */
const SECRET = /Sundqvist|Oberhuber|Anna|Swedish|massage|thrombosis|Private note|technique|therapist/i;

/** From the booking to what a provider is handed, by the parts that ship. */
describe('what a client is sent about a visit', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let planner: VisitMessageWorker;
  let worker: DataSource;
  let deliver: DeliverMessage;
  let desk: StaffActor;
  let sent: Parcel[];

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  beforeEach(async () => {
    clinic = await createClinic(api.database);
    const id = [clinic.practiceId];
    await clinic.sql(`UPDATE clinics SET address = 'Quay 4', phone = '+49 30 1234' WHERE practice_id = $1`, id);
    await clinic.sql(`UPDATE therapists SET name = 'Anna Oberhuber' WHERE practice_id = $1`, id);
    await clinic.sql(
      `WITH reached AS (UPDATE clients SET given_name = 'Mira', family_name = 'Sundqvist', email = 'mira@client.example',
         phone = '+49 30 123', phone_key = '4930123' WHERE practice_id = $1 RETURNING id)
       INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
       SELECT $1, id, channel, 'service', true FROM reached, unnest('{email,sms}'::text[]) AS channel`,
      id,
    );
    desk = await clinic.actor('manager');
    planner = await VisitMessageWorker.start(api.database, clinic);
    const settings = { url: api.database.workerUrl, poolSize: 4, applicationName: 'test' };
    worker = await createDataSource(settings).initialize();
    const { clock } = planner;
    const [sources, site] = [new MessageSources([new VisitMessages()]), new Site(CONFIG)];
    const compose = new ComposeMessage(sources, new KeepMessageLink(CONFIG), site, CONFIG, new NumberKeys(CONFIG));
    deliver = new DeliverMessage(
      new UnitOfWork(worker, clock),
      compose,
      new MessageCounts(new Metrics(SILENT)),
      SILENT,
    );
    sent = [];
    at(NOON);
  });

  afterEach(async () => {
    await worker.destroy();
    await planner.stop();
    await clinic.close();
  });

  const at = (moment: string): void => {
    api.clock.offset = Date.parse(moment) - Date.now();
    planner.clock.offset = api.clock.offset;
  };
  const later = (ms: number): void => {
    api.clock.offset += ms;
    planner.clock.offset += ms;
  };
  const use = <T>(useCase: abstract new (...args: never[]) => T): T => api.app.get<T>(useCase, { strict: false });
  const done = async <T>(outcome: Promise<Outcome<T, unknown>>): Promise<T> => {
    const ended = await outcome;
    if (!ended.ok) throw new Error(`It was refused: ${JSON.stringify(ended.refusal)}`);
    return ended.value;
  };
  const book = (startsAt: string): Promise<Appointment> => {
    const { clinicId, serviceId, clientIds } = clinic;
    const place = { therapistId: null, roomId: null, overrideReason: null };
    const booking = { clinicId, serviceId, clientId: clientIds[0]!, startsAt: new Date(startsAt), ...place };
    return done(use(BookAppointment).execute(desk, { booking }));
  };
  const move = ({ id, version }: Appointment, startsAt: string): Promise<Appointment> =>
    done(use(RescheduleAppointment).execute(desk, { id, version, startsAt: new Date(startsAt), overrideReason: null }));
  const cancel = ({ id }: Appointment): Promise<Appointment> =>
    done(
      use(ChangeStatus).execute(desk, id, {
        name: 'cancel',
        cancellation: { reason: 'other', note: 'Private note: thrombosis' },
      }),
    );
  /** What planner, pump and queue do, until nothing is due any more. */
  const run = async (): Promise<Parcel[]> => {
    await planner.handleFacts();
    const before = sent.length;
    for (const channel of ['email', 'sms'] as const) {
      const { offset } = planner.clock;
      for (const due of await takeMessages(worker, { channel, offset, again: 60_000, atMost: 100 })) {
        // What another test has left to be sent later is none of this one's.
        if (due.practiceId !== clinic.practiceId) continue;
        await deliver.execute(due, (parcel) => {
          sent.push(parcel);
          return Promise.resolve({ kind: 'accepted', providerId: `p${sent.length}` });
        });
      }
    }
    return sent.slice(before);
  };
  const ofKind = (parcels: readonly Parcel[], kind: string): Parcel =>
    parcels.find(({ message }) => message.kind === kind)!;
  const eventOf = ({ envelope }: Parcel) => {
    const calendar = new ICAL.Component(ICAL.parse(envelope.calendar!.content) as unknown[] as never);
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
    return {
      method: calendar.getFirstPropertyValue('method'),
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toString(),
      zone: event.startDate.zone.tzid,
    };
  };

  it('is a mail with the time in its zone, the place, a link that opens the visit, and a calendar entry', async () => {
    await book(VISIT);
    later(GRACE);
    const { envelope } = ofKind(await run(), 'booking_confirmation');
    expect(envelope.to).toBe('mira@client.example');
    expect(envelope.subject).toBe('Your appointment on Tuesday, July 13, 2027');
    expect(envelope.text).toMatch(/^Hello Mira,/);
    expect(envelope.text).toContain('Tuesday, July 13, 2027\n10:00–11:00 GMT+2\nQuay\nQuay 4');
    const [, path] = /https:\/\/unknot\.example(\/appointment\/\S+)/.exec(envelope.text)!;
    const phone = new Phone(api);
    const page = await phone.submit(await phone.get(path!));
    expect([page.status, page.html.includes('10:00–11:00 GMT+2')]).toEqual([200, true]);
    // It opens until the visit is over.
    at('2027-07-13T10:59:00+02:00');
    expect((await new Phone(api).get(path!)).status).toBe(200);
  });

  it('is one calendar entry through booking, move and end, by its id and a rising sequence', async () => {
    const visit = await book(VISIT);
    later(GRACE);
    const booked = eventOf(ofKind(await run(), 'booking_confirmation'));
    const uid = `${visit.id}@unknot`;
    expect(booked).toEqual({
      ...{ method: 'REQUEST', uid, sequence: 0 },
      start: '2027-07-13T10:00:00',
      zone: 'Europe/Berlin',
    });
    const moved = await move(visit, OTHER);
    later(GRACE);
    const changed = eventOf(ofKind(await run(), 'change_notice'));
    expect(changed).toMatchObject({ method: 'REQUEST', uid, sequence: 1, start: '2027-07-14T15:00:00' });
    await cancel(moved);
    later(GRACE);
    const ended = eventOf(ofKind(await run(), 'cancellation_notice'));
    expect(ended).toMatchObject({ method: 'CANCEL', uid, sequence: 2, start: '2027-07-14T15:00:00' });
  });

  it('is off at the time that the client knows, where it was moved a minute before', async () => {
    const visit = await book(VISIT);
    later(GRACE);
    await run();
    const moved = await move(visit, OTHER);
    later(60_000);
    await cancel(moved);
    later(GRACE);
    const notice = ofKind(await run(), 'cancellation_notice');
    expect(notice.envelope.text).toContain('Tuesday, July 13, 2027\n10:00–11:00 GMT+2');
    expect(eventOf(notice)).toMatchObject({ method: 'CANCEL', start: '2027-07-13T10:00:00' });
  });

  it('says no surname, no technique, no therapist and no note, in any text, subject or calendar', async () => {
    const visit = await book(VISIT);
    later(GRACE);
    await run();
    const moved = await move(visit, OTHER);
    later(GRACE);
    await run();
    at('2027-07-12T15:00:30+02:00');
    await run();
    at('2027-07-13T15:00:30+02:00');
    await run();
    await cancel(moved);
    later(GRACE);
    await run();
    expect(sent.map(({ message }) => `${message.kind} ${message.channel}`)).toEqual([
      'booking_confirmation email',
      'intake_request email',
      'change_notice email',
      'appointment_reminder email',
      'appointment_reminder sms',
      'cancellation_notice email',
    ]);
    for (const { envelope } of sent) {
      const { subject, text, html, calendar } = envelope;
      expect([subject, text, html, calendar?.content ?? ''].join('\n')).not.toMatch(SECRET);
    }
  });

  it('waits for the morning, and says by then what is true by then', async () => {
    at('2027-07-06T22:00:00+02:00');
    const visit = await book(VISIT);
    later(GRACE);
    expect(await run()).toEqual([]);
    at('2027-07-06T23:00:00+02:00');
    const moved = await move(visit, OTHER);
    later(GRACE);
    expect(await run()).toEqual([]);
    at('2027-07-07T07:00:00+02:00');
    await cancel(moved);
    later(GRACE);
    expect(await run()).toEqual([]);
    at('2027-07-07T08:00:30+02:00');
    expect((await run()).map(({ message }) => message.kind)).toEqual(['cancellation_notice']);
  });

  it('is one confirmation where a move of the night was undone at once', async () => {
    at('2027-07-06T22:00:00+02:00');
    const visit = await book(VISIT);
    later(GRACE);
    await run();
    const moved = await move(visit, OTHER);
    later(60_000);
    await run();
    await move(moved, VISIT);
    await run();
    at('2027-07-07T08:00:30+02:00');
    const kinds = (await run()).map(({ message }) => message.kind);
    expect(kinds.filter((kind) => kind !== 'intake_request')).toEqual(['booking_confirmation']);
  });
});
