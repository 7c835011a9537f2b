import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Email } from 'postal-mime';
import { newId } from '../../src/kernel/index.js';
import type { Outcome, StaffActor } from '../../src/kernel/index.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { ChangeStatus } from '../../src/modules/appointments/change-status.js';
import type { Appointment } from '../../src/modules/appointments/index.js';
import { RescheduleAppointment } from '../../src/modules/appointments/reschedule-appointment.js';
import { DEFAULT_TEXTS, TEXT_KEYS } from '../../src/modules/messaging/default-texts.js';
import type { TextKey } from '../../src/modules/messaging/default-texts.js';
import { clinicalWordIn, MESSAGE_KINDS } from '../../src/modules/messaging/domain/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { SweepPlans } from '../../src/modules/recall/jobs/sweep-plans.js';
import { WarnOfLicences } from '../../src/modules/staff-notices/jobs/warn-of-licences.js';
import { readConfig } from '../../src/platform/config/index.js';
import { DatabaseClock } from '../../src/platform/database/index.js';
import { Metrics, serveMetrics } from '../../src/platform/telemetry/index.js';
import { WorkerModule } from '../../src/worker.module.js';
import { ACCEPT, PROPOSE } from '../e2e/session-plans-clinic.js';
import type { PlanSeen } from '../e2e/session-plans-clinic.js';
import { FULL, RECORD, Room } from '../e2e/session-notes-room.js';
import { RECORDS_KEY, TestApi, TOKEN_SECRET } from '../support/api.js';
import { noteRisks } from '../support/screening.js';
import { offeredTimes } from '../support/book-link.js';
import { WELL } from '../support/check-ins.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { postgresLogOf } from '../support/cluster.js';
import { fillIn, HEALTHY, SIGNED } from '../support/intake-link.js';
import { MailServer } from '../support/mail-server.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';
import { SmsProvider } from '../support/sms-provider.js';
import { addVisit } from '../support/visits.js';

/** Three letters over and over, so that each form below has a part that is the same wherever it stands. */
const MARK = 'zqxzqxzqx';
const formOf = ({ html }: Seen): string => /name="form" value="([^"]+)"/.exec(html)![1]!;
const word = (of: string): string => `${MARK}${of}`;
/** As text, and as it may be wrapped: in hexadecimal, and in base64 from each of three places on. */
const FORMS = [MARK, Buffer.from(MARK).toString('hex')].concat(
  [0, 1, 2].map((at) =>
    Buffer.from(MARK.slice(at, at + 6))
      .toString('base64')
      .toLowerCase(),
  ),
);
/** What only the records say of these clients, and who they are to whoever only looks at queues, logs and figures. */
const OF_RECORDS = /deep.?tissue|chronic_neck|chest.?pain|worst_headache/i;
const OF_PEOPLE = /\b(Mira|Nils)\b|@client\.example|4930(111|222|333|444)/;
const DAY_MS = 86_400_000;
const FIRST_DAY = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
const GRACE = 4;
const CONFIG = { PUBLIC_URL: 'https://unknot.example', ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY };

const REQUEST = `mutation ($input: RequestClearanceInput!) { requestClearance(input: $input) { clearance { id } } }`;

/** Ten days of a clinic in which each kind of message goes out by e-mail and by SMS, through the program as it ships. */
describe('what nobody may read in a message, a queue, a log or a figure', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let worker: INestApplicationContext;
  let mails: MailServer;
  let sms: SmsProvider;
  let desk: StaffActor;
  let therapist: StaffActor;
  let metricsOf: { url: string; close(): Promise<void> };
  let log = '';
  /** Of pages that were opened. */
  const secrets: string[] = [];
  const write = process.stdout.write;

  beforeAll(async () => {
    // pino writes to whatever stands in the place of the output.
    process.stdout.write = (chunk: string | Uint8Array): boolean => {
      log += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    };
    [api, mails, sms] = await Promise.all([
      TestApi.start({ LOG_LEVEL: 'trace' }),
      MailServer.start({ tls: 'off' }),
      SmsProvider.start(),
    ]);
    await keepWhatQueuesHold();
    await open();
    const config = readConfig({
      ...{ ...CONFIG, NODE_ENV: 'test', LOG_LEVEL: 'trace', AUDIT_KEY: RECORDS_KEY },
      ...{ DATABASE_URL: api.database.appUrl, DATABASE_WORKER_URL: api.database.workerUrl },
      ...{ SMTP_URL: mails.url, MAIL_FROM: 'desk@harbour.example', ...sms.settings },
    });
    worker = await NestFactory.createApplicationContext(WorkerModule.for(config), {
      logger: ['fatal'],
      abortOnError: false,
    });
    metricsOf = await serveMetrics({ port: 0, host: '127.0.0.1' }, [api.app.get(Metrics), worker.get(Metrics)]);
    await live();
  }, 120_000);

  afterAll(async () => {
    process.stdout.write = write;
    await metricsOf.close();
    await worker.close();
    await clinic.close();
    await Promise.all([api.stop(), mails.stop(), sms.stop()]);
  });

  /** Jobs that are done leave no trace in the queue: all that ever stood in its tables is copied. */
  const keepWhatQueuesHold = () =>
    api.sql(`CREATE TABLE kept (held text);
      CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN INSERT INTO public.kept SELECT TG_TABLE_NAME || ' ' || NEW::text; RETURN NULL; END $$;
      CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
      DO $$ DECLARE t regclass; BEGIN
        FOR t IN SELECT oid FROM pg_class WHERE relkind = 'r' AND
          (relnamespace = 'bullmq'::regnamespace OR oid IN ('outbox'::regclass, 'fact_tasks'::regclass, 'messages'::regclass, 'message_events'::regclass))
        LOOP EXECUTE format('CREATE TRIGGER keep AFTER INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION public.keep()', t);
        END LOOP; END $$`);

  const open = async (): Promise<void> => {
    clinic = await createClinic(api.database, { zone: 'UTC', therapists: 2 });
    const id = [clinic.practiceId];
    therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
    desk = await clinic.actor('front_desk');
    const manager = await clinic.actor('manager');
    await clinic.sql(`UPDATE clinics SET address = 'Quay 4', phone = '+49 30 999' WHERE practice_id = $1`, id);
    await clinic.sql(
      `UPDATE services SET name = $2, technique = 'deep_tissue', pressure_min = 4, pressure_max = 5 WHERE practice_id = $1`,
      [...id, word('service')],
    );
    await clinic.sql(`UPDATE therapist_techniques SET technique = 'deep_tissue' WHERE practice_id = $1`, id);
    await clinic.sql(`UPDATE therapists SET name = $2 WHERE practice_id = $1`, [...id, `Thea ${word('therapist')}`]);
    await clinic.sql(`UPDATE rooms SET name = $2 || id WHERE practice_id = $1`, [...id, word('room')]);
    await clinic.sql(`UPDATE memberships SET name = $2, phone_key = '4930444' WHERE practice_id = $1`, [
      ...id,
      `Dr. Sam ${word('staff')}`,
    ]);
    await clinic.sql(
      `UPDATE clients SET family_name = $2 || family_name, preferred_music = $2, preferred_aroma = $2, preferred_draping = $2, address = $2,
         emergency_name = $2, emergency_relationship = $2, guardian_name = $2 WHERE practice_id = $1`,
      [...id, word('client')],
    );
    // The last one is to bring a clearance. Of the others two have an e-mail address, and two a telephone; of each pair one comes by a plan.
    for (const [index, clientId] of clinic.clientIds.slice(0, 5).entries()) {
      const [by, phone] = [index % 2 === 0 ? 'email' : 'sms', `4930${index === 1 ? '111' : '222'}`];
      await clinic.sql(
        `WITH reached AS (UPDATE clients SET given_name = $2, email = $3, phone = $4, phone_key = $4 WHERE id = $1 RETURNING practice_id, id)
         INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
         SELECT practice_id, id, $5, purpose, true FROM reached, unnest('{service,recall}'::text[]) AS purpose`,
        [clientId, ...(by === 'email' ? ['Mira', `c${index}@client.example`, null] : ['Nils', null, phone]), by],
      );
    }
    for (const [position, { membershipId }] of [manager, desk].entries()) {
      await clinic.sql(
        'INSERT INTO on_call (practice_id, clinic_id, position, membership_id) VALUES ($1, $2, $3, $4)',
        [...[clinic.practiceId, clinic.clinicId, position + 1, membershipId]],
      );
    }
  };

  /** From now on it is this time of that day, counted from 1; whatever is due by then has gone out when it returns. */
  const at = async (day: number, time: string): Promise<void> => {
    const offset = FIRST_DAY + (day - 1) * DAY_MS + Date.parse(`1970-01-01T${time}:00Z`) - Date.now();
    api.clock.offset = offset;
    worker.get(DatabaseClock).offset = offset;
    await worker.get(SweepPlans, { strict: false }).execute();
    await worker.get(WarnOfLicences, { strict: false }).execute();
    await until(
      `SELECT FROM outbox WHERE relayed_at IS NULL UNION ALL SELECT FROM fact_tasks
       UNION ALL SELECT FROM messages WHERE look_at IS NOT NULL AND (state = 'sending' OR ready_at <= clock_timestamp() + ${offset} * interval '1 ms')`,
    );
  };
  const until = async (nothingLeftOf: string): Promise<void> => {
    for (const end = Date.now() + 15_000; (await clinic.sql(nothingLeftOf)).length > 0; await pause(50)) {
      if (Date.now() > end) throw new Error('It does not come to an end.');
    }
  };
  const dateOf = (day: number, time: string): Date =>
    new Date(FIRST_DAY + (day - 1) * DAY_MS + Date.parse(`1970-01-01T${time}:00Z`));
  const use = <T>(useCase: abstract new (...args: never[]) => T): T => api.app.get<T>(useCase, { strict: false });
  const done = async <T>(outcome: Promise<Outcome<T, unknown>>): Promise<T> => {
    const ended = await outcome;
    if (!ended.ok) throw new Error(`It was refused: ${JSON.stringify(ended.refusal)}`);
    return ended.value;
  };
  const book = (nth: number, startsAt: Date): Promise<Appointment> => {
    const { clinicId, serviceId, clientIds, therapistIds } = clinic;
    const booking = { clinicId, serviceId, clientId: clientIds[nth]!, startsAt, therapistId: therapistIds[nth % 2]! };
    return done(use(BookAppointment).execute(desk, { booking: { ...booking, roomId: null, overrideReason: null } }));
  };
  const lastLink = (to: string, purpose: string): string => {
    const texts = [
      ...mails.kept.map(({ to: who, parsed }) => [who, parsed.text]),
      ...sms.accepted.map((one) => [one.to, one.text]),
    ];
    const links = texts
      .filter(([who]) => who === to)
      .flatMap(([, text]) => [...text!.matchAll(/https:\/\/unknot\.example(\/\S+)/g)]);
    return links
      .map(([, path]) => path!)
      .filter((path) => path.startsWith(`/${purpose}/`))
      .at(-1)!;
  };
  const opened = async (path: string): Promise<{ phone: Phone; page: Seen }> => {
    const phone = new Phone(api);
    const page = await phone.submit(await phone.get(path));
    secrets.push(...[...phone.cookies.values()].map((pair) => pair.split('=')[1]!));
    return { phone, page };
  };
  /** What the log says when a page cannot do its work. */
  const failing = async (table: string, submit: () => Promise<Seen>): Promise<void> => {
    await clinic.sql(
      `CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION public.break()`,
    );
    expect([table, (await submit()).status]).toEqual([table, 500]);
    await clinic.sql(`DROP TRIGGER broken ON ${table}`);
  };
  const told = (fact: string, payload: object) =>
    clinic.sql('INSERT INTO outbox (practice_id, id, fact, payload) VALUES ($1, $2, $3, $4)', [
      clinic.practiceId,
      newId(),
      fact,
      payload,
    ]);

  const live = async (): Promise<void> => {
    await at(1, '10:00');
    const room = new Room(api, clinic);
    const token = () => tokenFor(api.app, therapist);
    const visits = [await book(0, dateOf(4, '10:00')), await book(1, dateOf(4, '10:00'))];
    const others = [await book(0, dateOf(6, '11:00')), await book(1, dateOf(6, '11:00'))];
    await noteRisks(api, {
      practiceId: clinic.practiceId,
      clientId: clinic.clientIds[4]!,
      present: [{ risk: RiskCode.FRACTURE }],
    });
    const pending = await book(4, dateOf(9, '10:00'));
    await plans();
    // The first that a mail server says is no, in words that nobody wants to keep.
    mails.manners = { answers: { at: 'message', code: 451, text: `4.7.0 not for ${word('reply')}` } };
    await at(1, `10:0${GRACE}`);
    mails.manners = {};
    await at(1, '10:06');

    for (const to of ['c0@client.example', '+4930111']) await intake(lastLink(to, 'intake'));
    const moved: Appointment[] = [];
    for (const { id } of [...visits, pending]) {
      const [{ version }] = (await clinic.sql<{ version: number }>('SELECT version FROM appointments WHERE id = $1', [
        id,
      ])) as [{ version: number }];
      moved.push(
        await done(
          use(RescheduleAppointment).execute(desk, {
            id,
            version,
            startsAt: dateOf(id === pending.id ? 9 : 4, '15:00'),
            overrideReason: null,
          }),
        ),
      );
    }
    for (const { id } of others) {
      const cancellation = { reason: 'other' as const, note: word('cancellation') };
      await done(use(ChangeStatus).execute(desk, id, { name: 'cancel', cancellation }));
    }
    await api.data(
      REQUEST,
      { input: { clientId: clinic.clientIds[0], note: word('clearance') } },
      await tokenFor(api.app, desk),
    );
    await at(1, '10:30');
    await at(2, '15:01');
    await at(3, '15:01');
    const seen = await opened(lastLink('c0@client.example', 'appointment'));
    expect(seen.page.html).toContain('15:00');
    await failing('appointments', () => seen.phone.submit(seen.page));
    const wishes = await opened(lastLink('c0@client.example', 'preferences'));
    const none = { 'email.service': 'no', 'email.recall': 'no', 'sms.service': 'no', 'sms.recall': 'no' };
    await failing('client_consents', () => wishes.phone.post(wishes.page.path, { ...none, form: formOf(wishes.page) }));

    moved.pop();
    await at(4, '16:10');
    await clinic.sql(`UPDATE appointments SET status = 'completed' WHERE id = ANY($1)`, [moved.map(({ id }) => id)]);
    await clinic.sql('ALTER TABLE check_ins RENAME COLUMN appointment_id TO elsewhere');
    for (const { id } of moved) await told('appointment.completed', { appointmentId: id, clinicId: clinic.clinicId });
    await until(`SELECT 1 WHERE NOT EXISTS (SELECT FROM fact_tasks WHERE attempts > 0)`);
    await clinic.sql('ALTER TABLE check_ins RENAME COLUMN elsewhere TO appointment_id');
    await at(5, '16:05');
    const treated = [{ ...FULL.techniques[0], technique: 'DEEP_TISSUE', pressure: 4 }];
    await room.sign(moved[0]!.id, await token(), {
      ...{
        ...FULL,
        techniques: treated,
        subjective: word('subjective'),
        assessment: word('assessment'),
        plan: word('next'),
      },
      ...{ findings: [{ ...FULL.findings[0], remark: word('finding') }], reaction: word('reaction') },
      recommendation: { interval: 'P7D', followUp: word('followUp') },
    });
    const event = { clientId: clinic.clientIds[0], kind: 'BRUISING', severity: 'MILD', description: word('event') };
    await room.ask(RECORD, { input: event }, await token());
    await at(6, '16:05');
    await at(7, '16:10');

    // One is to be called, and one to seek help.
    for (const [to, unusual] of [
      ['c0@client.example', 'none'],
      ['+4930111', 'chest_pain'],
    ] as const) {
      const { phone, page } = await opened(lastLink(to, 'check_in'));
      const answers = { ...WELL, 'a.soreness': '8', 'a.unusual': unusual, 'a.remark': word('remark') };
      await failing('check_in_answers', () => phone.submit(page, answers));
      expect((await phone.submit(page, answers)).html).toContain(word('remark'));
    }
    await at(7, '16:12');
    const call = new Phone(api);
    const alert = await call.get(lastLink('+4930444', 'alert'));
    await failing('alerts', () => call.submit(alert));
    await at(7, '16:40');
    await licence();
    await at(8, '10:00');
    await at(12, '10:00');
    await at(13, '10:00');
    await at(20, '10:00');
    const { phone, page } = await opened(lastLink('c2@client.example', 'book'));
    const [{ slot }] = [...offeredTimes(page).values()].flat() as unknown as [{ slot: string }];
    await failing('appointments', () => phone.submit(page, { slot }));
    const held = await phone.submit(page, { slot });
    await failing('appointments', () => phone.submit(held));
    await phone.submit(held);
    await at(20, '10:10');
  };

  const plans = async (): Promise<void> => {
    for (const clientId of clinic.clientIds.slice(2, 4)) {
      await addVisit(clinic, {
        clientId,
        startsAt: `2020-01-0${clinic.clientIds.indexOf(clientId)}T10:00:00Z`,
        status: 'no_show',
      });
      const token = await tokenFor(api.app, therapist);
      const input = {
        clientId,
        clinicId: clinic.clinicId,
        goal: 'CHRONIC_NECK_OR_LOW_BACK_PAIN',
        remarks: word('planRemarks'),
      };
      const { result } = await api.data<{ result: { plan: PlanSeen } }>(PROPOSE, { input }, token);
      await api.data(ACCEPT, { input: { planId: result.plan.id, version: result.plan.version } }, token);
    }
  };

  /** A page breaks in the middle, too. */
  const intake = async (path: string): Promise<void> => {
    const { phone, page } = await opened(path);
    const second = await phone.submit(page, HEALTHY[0]!);
    await clinic.sql('ALTER TABLE intake_drafts RENAME COLUMN answers TO elsewhere');
    const aims = { ...HEALTHY[1]!, 'a.aims_in_words': word('aims') };
    expect((await phone.submit(second, aims)).status).toBe(500);
    await clinic.sql('ALTER TABLE intake_drafts RENAME COLUMN elsewhere TO answers');
    const review = await fillIn(phone, await phone.submit(second, aims));
    const signed = { ...SIGNED, 'a.signature': word('signature') };
    expect((await phone.submit(review, signed, 'send')).html).toContain(word('aims'));
  };

  const licence = () =>
    clinic.sql(
      `INSERT INTO licences (practice_id, id, therapist_id, kind, type, number, jurisdiction, issued_on, expires_on)
       VALUES ($1, gen_random_uuid(), $2, 'licence', $3, $3, 'DE', '2020-01-01', $4)`,
      [
        clinic.practiceId,
        clinic.therapistIds[0],
        word('licence'),
        new Date(FIRST_DAY + 36 * DAY_MS).toISOString().slice(0, 10),
      ],
    );

  it('goes out in every kind of message, by every channel that it has', async () => {
    const sent = await clinic.sql<{ kind: string }>(
      `SELECT DISTINCT kind || ' ' || channel AS kind FROM messages WHERE state IN ('sent', 'delivered') ORDER BY 1`,
    );
    const both = [
      'appointment_reminder',
      'booking_confirmation',
      'cancellation_notice',
      'change_notice',
      'intake_request',
    ];
    both.push('recall_reminder', 'soreness_check_in', 'staff_alert');
    const kinds = [
      ...both.flatMap((kind) => [`${kind} email`, `${kind} sms`]),
      'licence_warning email',
      'staff_nudge email',
    ];
    expect(sent.map(({ kind }) => kind)).toEqual(kinds.sort());
    expect(new Set(kinds.map((kind) => kind.split(' ')[0]))).toEqual(new Set(Object.keys(MESSAGE_KINDS)));
    const texts = mails.kept.map(({ parsed }) => parsed.text!);
    const unseen = TEXT_KEYS.filter((key) => !texts.some((text) => saysWhat(key).test(text)));
    expect(unseen).toEqual([]);
  });

  /** What tells a text from the others: what it says after the greeting. */
  const saysWhat = (key: TextKey): RegExp => {
    const [, paragraph] = DEFAULT_TEXTS.en[key].email.body.split('\n\n') as [string, string];
    const parts = paragraph.split(/{{ \w+ }}/).map((part) => part.replace(/[.?*+^$()|[\]\\]/g, '\\$&'));
    return new RegExp(`^Hello \\w+,\n\n${parts.join('.*')}$`, 'm');
  };

  /** Everything in it, in one text of small letters, as it was before it was wrapped for its way. */
  const unwrapped = (text: string): string => text.toLowerCase().replace(/=?\r?\n[ \t]?/g, '');
  const formsIn = (text: string): string[] => FORMS.filter((form) => unwrapped(text).includes(form));

  it('is in no message', () => {
    const letters = mails.kept.map(({ raw, parsed, from, to }) => {
      const files = parsed.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer).toString());
      return [
        from,
        to,
        parsed.subject,
        parsed.text,
        parsed.html,
        JSON.stringify(parsed),
        ...files,
        raw.toString('latin1'),
      ].join('\n');
    });
    const texts = sms.requests.map((request) => JSON.stringify(request));
    for (const text of [...letters, ...texts]) {
      expect([formsIn(text), OF_RECORDS.exec(text)?.[0]]).toEqual([[], undefined]);
    }
    const words = [
      ...mails.kept.map(({ parsed }) => `${parsed.subject}\n${parsed.text}`),
      ...sms.accepted.map(({ text }) => text),
    ];
    for (const text of words) expect([text, clinicalWordIn(text)]).toEqual([text, null]);
  });

  it('is in nothing that a queue, a fact or the ledger ever held', async () => {
    const kept = await clinic.sql<{ held: string }>('SELECT held FROM kept');
    const all = kept.map(({ held }) => held).join('\n');
    expect(all).toMatch(/^job .*messages-email/m);
    expect([formsIn(all), OF_RECORDS.exec(all)?.[0], OF_PEOPLE.exec(all)?.[0]]).toEqual([[], undefined, undefined]);
  });

  it('is in no line of a log', async () => {
    const all = log + (await postgresLogOf(api.database));
    expect(log).toContain('A subscriber has failed.');
    expect(log.match(/"errorId":/g)!.length).toBe(9);
    expect(secrets.length).toBe(7);
    expect([formsIn(all), OF_RECORDS.exec(all)?.[0], OF_PEOPLE.exec(all)?.[0]]).toEqual([[], undefined, undefined]);
    const tokens = [...mails.kept.map(({ parsed }) => parsed.text!), ...sms.accepted.map(({ text }) => text)].flatMap(
      (text) => [...text.matchAll(/https:\/\/unknot\.example\/\w+\/([\w-]+)/g)].map(([, token]) => token!),
    );
    expect(tokens.length).toBeGreaterThan(20);
    expect([...tokens, ...secrets].filter((secret) => all.includes(secret))).toEqual([]);
  });

  it('is in no figure', async () => {
    const all = await (await fetch(metricsOf.url)).text();
    expect(all).toMatch(/unknot_messages_total\{kind="staff_alert",channel="sms",outcome="sent"\} [1-9]/);
    expect([formsIn(all), OF_RECORDS.exec(all)?.[0], OF_PEOPLE.exec(all)?.[0]]).toEqual([[], undefined, undefined]);
  });

  it('leaves the first name, the time, the place and a link', () => {
    const [mail] = mails.kept
      .map(({ parsed }) => parsed)
      .filter(({ text }) => text!.includes('your appointment was moved')) as [Email];
    expect(mail.text).toMatch(/^Hello Mira,/);
    expect(mail.text).toMatch(
      /15:00–16:00 UTC\nQuay\nQuay 4\n\nTo change or cancel it: https:\/\/unknot\.example\/appointment\/\S+/,
    );
    const text = sms.accepted.find((one) => one.text.includes('your appointment is on'))!.text;
    expect(text).toMatch(
      /^Harbour: .*15:00–16:00 UTC, Quay\. Confirm or change: https:\/\/unknot\.example\/appointment\/\S+$/,
    );
    const calendar = mails.kept
      .flatMap(({ parsed }) => parsed.attachments)
      .map(({ content }) => Buffer.from(content as ArrayBuffer).toString());
    expect(calendar.filter((one) => one.includes('BEGIN:VCALENDAR'))).not.toEqual([]);
    const alert = mails.kept.find(({ parsed }) => parsed.subject === 'Urgent: please look now')!.parsed;
    expect(alert.text).toMatch(/^Hello Sam,/);
  });
});
