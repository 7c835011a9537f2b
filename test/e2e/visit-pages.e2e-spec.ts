import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { ChangeStatus } from '../../src/modules/appointments/change-status.js';
import type { Appointment } from '../../src/modules/appointments/index.js';
import { RescheduleAppointment } from '../../src/modules/appointments/reschedule-appointment.js';
import { MergeClients } from '../../src/modules/clients/merge-clients.js';
import { UndoMerge } from '../../src/modules/clients/undo-merge.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { answerVisit } from '../../src/modules/reminders/index.js';
import { Forbidden, NotFound } from '../../src/kernel/index.js';
import type { Outcome, StaffActor } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { Phone } from '../support/phone.js';
import { noteRisks } from '../support/screening.js';
import { issueVisitLink, openVisitLink, tap } from '../support/visit-link.js';
import type { VisitLink } from '../support/visit-link.js';

const HOUR = 3_600_000;
/** In Berlin it is summer: 10:00 is 08:00 UTC. */
const NOON = '2027-07-06T12:00:00+02:00';
const VISIT = '2027-07-13T10:00:00+02:00';
const OTHER = '2027-07-14T15:00:00+02:00';
const LATER = '2027-07-15T09:00:00+02:00';

describe('a visit, by its link', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: StaffActor;

  beforeAll(async () => {
    api = await TestApi.start();
  });

  afterAll(() => api.stop());

  beforeEach(async () => {
    clinic = await createClinic(api.database, { therapists: 2, rooms: 3 });
    await clinic.sql(`UPDATE clinics SET address = 'Quay 4', phone = '+49 30 1234' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
    await clinic.sql(`UPDATE clients SET given_name = 'Mira', family_name = 'Sundqvist' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
    await clinic.sql(`UPDATE therapists SET name = 'Anna Oberhuber' WHERE practice_id = $1`, [clinic.practiceId]);
    desk = await clinic.actor('manager');
    at(NOON);
  });

  afterEach(() => clinic.close());

  const at = (moment: string): void => {
    api.clock.offset = Date.parse(moment) - Date.now();
  };
  const use = <T>(useCase: abstract new (...args: never[]) => T): T => api.app.get<T>(useCase, { strict: false });
  const done = async <T>(outcome: Promise<Outcome<T, unknown>>): Promise<T> => {
    const ended = await outcome;
    if (!ended.ok) throw new Error(`It was refused: ${JSON.stringify(ended.refusal)}`);
    return ended.value;
  };
  const book = (startsAt: string, { client = 0, therapist = 0 } = {}): Promise<Appointment> => {
    const { clinicId, serviceId, clientIds, therapistIds } = clinic;
    const place = { therapistId: therapistIds[therapist]!, roomId: null, overrideReason: null };
    const booking = { clinicId, serviceId, clientId: clientIds[client]!, startsAt: new Date(startsAt), ...place };
    return done(use(BookAppointment).execute(desk, { booking }));
  };
  const moveByDesk = ({ id }: Appointment, version: number, startsAt: string): Promise<Appointment> =>
    done(use(RescheduleAppointment).execute(desk, { id, version, startsAt: new Date(startsAt), overrideReason: null }));
  const standing = async ({ id }: Appointment) => {
    const [row] = await clinic.sql<{ status: string; at: Date; reason: string | null }>(
      'SELECT status, starts_at AS at, cancel_reason AS reason FROM appointments WHERE id = $1',
      [id],
    );
    return row!;
  };
  const linkTo = ({ id }: Appointment, client = 0): Promise<VisitLink> =>
    issueVisitLink(api, clinic, { clientId: clinic.clientIds[client]!, appointmentId: id });
  const opened = async (visit: Appointment) => openVisitLink(api, await linkTo(visit));
  const ofClient = () => ({ practiceId: clinic.practiceId, clientId: clinic.clientIds[0]! });
  /** The words of a page. */
  const words = ({ html }: { html: string }): string =>
    html
      .replace(/<head>.*<\/head>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ');

  it('says when and where, with the zone’s name, and nothing of whom it is with and what for', async () => {
    const { page } = await opened(await book(VISIT));
    expect(page.status).toBe(200);
    expect(words(page)).toContain('For Mira Your appointment This appointment is booked.');
    expect(words(page)).toContain('Tuesday, July 13, 2027 Time 10:00–11:00 GMT+2 Place Quay Quay 4 Phone +49 30 1234');
    expect(page.html).not.toMatch(/Oberhuber|Anna|Sundqvist|Swedish|Therapist|massage/i);
    expect(page.html).toContain('<title>Your appointment – Harbour</title>');
  });

  it('tells somebody who lives by another clock their own time too', async () => {
    await clinic.sql(`UPDATE clients SET time_zone = 'America/New_York' WHERE practice_id = $1`, [clinic.practiceId]);
    const { page } = await opened(await book(VISIT));
    expect(words(page)).toContain('10:00–11:00 GMT+2 (4:00 EDT)'.replace('4:00', '04:00'));
  });

  it('is confirmed by its button, once, and works as before afterwards', async () => {
    const visit = await book(VISIT);
    const { phone, page } = await opened(visit);
    const confirmed = await phone.submit(page);
    expect(words(confirmed)).toContain('Thank you. You have confirmed your appointment.');
    expect(words(confirmed)).not.toContain('Confirm: I will come');
    expect(await standing(visit)).toMatchObject({ status: 'confirmed' });
    const again = await phone.submit(page);
    expect(words(again)).toContain('Thank you. You have confirmed your appointment.');
    const history = await clinic.sql(
      `SELECT kind, actor_kind, actor_id FROM appointment_events WHERE appointment_id = $1 AND kind <> 'book'`,
      [visit.id],
    );
    expect(history).toEqual([{ kind: 'confirm', actor_kind: 'client', actor_id: clinic.clientIds[0] }]);
    const facts = await clinic.sql(`SELECT fact FROM outbox WHERE practice_id = $1 AND fact LIKE 'appointment.con%'`, [
      clinic.practiceId,
    ]);
    expect(facts).toHaveLength(1);
  });

  it('is cancelled after it was asked once more, and says so ever after', async () => {
    const visit = await book(VISIT);
    const link = await linkTo(visit);
    const { phone, page } = await openVisitLink(api, link);
    const asked = await tap(phone, page, 'Cancel the appointment');
    expect(words(asked)).toContain('Cancel your appointment?');
    expect(await standing(visit)).toMatchObject({ status: 'booked' });
    const cancelled = await phone.submit(asked);
    expect(words(cancelled)).toContain('Your appointment is cancelled. Nothing more is needed.');
    expect(await standing(visit)).toMatchObject({ status: 'cancelled', reason: 'client_request' });
    const { page: later } = await openVisitLink(api, link);
    expect(words(later)).toContain('This appointment is cancelled.');
    expect(words(later)).toContain('Would you like another time? Please call us. +49 30 1234');
    expect(later.html).not.toContain('<button');
    for (const path of ['/cancel', '/change', `/move?to=${new Date(OTHER).toISOString()}&with=same`]) {
      expect((await phone.get(`${link.by}${path}`)).path).toBe(link.by);
    }
    expect(words(await phone.submit(asked))).toContain('This appointment is cancelled.');
    expect(words(await phone.submit(page))).toContain('That is not possible any more');
    expect(await standing(visit)).toMatchObject({ status: 'cancelled' });
  });

  it('moves to a time of its therapist that is chosen from the list', async () => {
    const visit = await book(VISIT);
    const { phone, page } = await opened(visit);
    const days = await tap(phone, page, 'Move to another time');
    expect(words(days)).toContain('Your appointment is now: Tuesday, July 13, 2027, 10:00–11:00 GMT+2.');
    expect(words(days)).toContain('Times are those of the clinic (Central European Summer Time).');
    expect(words(days)).toContain('With your therapist Tuesday, July 6, 2027');
    expect(days.html).not.toMatch(/Oberhuber|Anna|Swedish/);
    const week = await tap(phone, days, 'Later days');
    expect(words(week)).toContain('With your therapist Tuesday, July 13, 2027 08:00');
    // What the visit itself blocks is free for it to move to; where it stands is no choice.
    expect(week.html).toContain(`to=${new Date('2027-07-13T10:30:00+02:00').toISOString()}&amp;with=same`);
    expect(week.html).not.toContain(`to=${new Date(VISIT).toISOString()}`);
    const asked = await phone.get(`${page.path}/move?to=${new Date(OTHER).toISOString()}&with=same`);
    expect(words(asked)).toContain(
      'Until now Tuesday, July 13, 2027, 10:00–11:00 GMT+2 New time Wednesday, July 14, 2027, 15:00–16:00 GMT+2',
    );
    const moved = await phone.submit(asked);
    expect(words(moved)).toContain('Your appointment has been moved.');
    expect(words(moved)).toContain('Wednesday, July 14, 2027 Time 15:00–16:00');
    expect(await standing(visit)).toMatchObject({ status: 'booked', at: new Date(OTHER) });
    // Used again, the form finds the visit where it wants it; another one finds it changed.
    expect(words(await phone.submit(asked))).toContain('Your appointment has been moved.');
    const old = await phone.get(
      `${page.path}/move?to=${new Date('2027-07-15T09:00:00+02:00').toISOString()}&with=same`,
    );
    await phone.submit(asked);
    await moveByDesk(visit, 2, VISIT);
    expect(words(await phone.submit(old))).toContain(
      'Your appointment was changed in the meantime, and nothing was done.',
    );
    expect(await standing(visit)).toMatchObject({ at: new Date(VISIT) });
  });

  it('moves to another therapist where theirs is not free, and says so before', async () => {
    const visit = await book(VISIT);
    await book(OTHER, { client: 1, therapist: 0 });
    const { phone, page } = await opened(visit);
    const to = new Date(OTHER).toISOString();
    const week = await phone.get(`${page.path}/change?from=2027-07-13`);
    expect(week.html).toContain(`to=${to}&amp;with=any`);
    expect(week.html).not.toContain(`to=${to}&amp;with=same`);
    const asked = await phone.get(`${page.path}/move?to=${to}&with=any`);
    expect(words(asked)).toContain('With another therapist.');
    expect(words(await phone.submit(asked))).toContain('Your appointment has been moved.');
    expect(await standing(visit)).toMatchObject({ at: new Date(OTHER) });
  });

  it('keeps its time where somebody was faster, and shows what is free by now', async () => {
    const visit = await book(VISIT);
    const { phone, page } = await opened(visit);
    const asked = await phone.get(`${page.path}/move?to=${new Date(OTHER).toISOString()}&with=same`);
    await book(OTHER, { client: 1, therapist: 0 });
    const taken = await phone.submit(asked);
    expect(taken.status).toBe(409);
    expect(words(taken)).toContain(
      'This time has just been taken Your appointment stays as it is. The next free times Wednesday, July 14, 2027, 16:00–17:00 GMT+2',
    );
    expect(await standing(visit)).toMatchObject({ at: new Date(VISIT) });
    const chosen = await tap(phone, taken, 'Wednesday, July 14, 2027, 16:00–17:00 GMT+2');
    expect(words(await phone.submit(chosen))).toContain('Your appointment has been moved.');
  });

  it('is one thing or the other where client and desk act at the same moment', async () => {
    const visit = await book(VISIT);
    const { phone, page } = await opened(visit);
    const move = await phone.get(`${page.path}/move?to=${new Date(OTHER).toISOString()}&with=same`);
    const cancel = await phone.get(`${page.path}/cancel`);
    const byDesk = use(ChangeStatus).execute(desk, visit.id, {
      name: 'cancel',
      cancellation: { reason: 'therapist_unavailable', note: null },
    });
    const [, moved, cancelled] = await Promise.all([byDesk, phone.submit(move), phone.submit(cancel)]);
    for (const { status } of [moved!, cancelled!]) expect(status).toBe(200);
    const { status } = await standing(visit);
    const [last] = await clinic.sql<{ to: string }>(
      'SELECT to_status AS to FROM appointment_events WHERE appointment_id = $1 ORDER BY at DESC, id DESC LIMIT 1',
      [visit.id],
    );
    expect(last!.to).toBe(status);
    expect(status).toBe('cancelled');
  });

  it('that the desk has moved is neither confirmed nor cancelled by a page of before', async () => {
    const visit = await book(VISIT);
    const { phone, page } = await opened(visit);
    const cancel = await phone.get(`${page.path}/cancel`);
    await moveByDesk(visit, 1, OTHER);
    for (const form of [page, cancel]) {
      const answer = await phone.submit(form);
      expect(words(answer)).toContain('Your appointment was changed in the meantime, and nothing was done.');
      expect(words(answer)).toContain('Wednesday, July 14, 2027 Time 15:00–16:00');
    }
    expect(await standing(visit)).toMatchObject({ status: 'booked' });
  });

  it('can be moved and cancelled until the practice’s notice, and confirmed until it begins', async () => {
    const visit = await book(VISIT);
    const { phone, page } = await opened(visit);
    const [cancel, move] = [
      await phone.get(`${page.path}/cancel`),
      await phone.get(`${page.path}/move?to=${new Date(OTHER).toISOString()}&with=same`),
    ];
    at('2027-07-12T10:00:10+02:00');
    const { phone: late, page: now } = await opened(visit);
    expect(words(now)).toContain('It is too late to move or cancel it here. Please call us. +49 30 1234');
    expect(now.html).not.toContain('/cancel');
    // Sent from pages of before.
    const { id } = await linkTo(visit);
    expect(id).toBeDefined();
    for (const form of [cancel, move]) {
      const hidden = [...form.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
      const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]));
      const token = /name="form" value="([^"]+)"/.exec(now.html)![1]!;
      const answer = await late.post(`${now.path}${form.path.slice(page.path.length).split('?')[0]}`, {
        ...fields,
        form: token,
      });
      expect(words(answer)).toContain('It is too late to do that here, and nothing was changed.');
    }
    expect(await standing(visit)).toMatchObject({ status: 'booked', at: new Date(VISIT) });
    expect(words(await late.submit(now))).toContain('You have confirmed your appointment.');
    at('2027-07-13T10:30:00+02:00');
    const { page: begun } = await opened(visit);
    expect(words(begun)).toContain('This appointment has begun.');
    expect(begun.html).not.toContain('<form');
    at('2027-07-13T11:00:00+02:00');
    expect(words((await opened(visit)).page)).toContain('This appointment is over.');
  });

  it('goes by screening as at the desk, and says no word of why', async () => {
    const visit = await book(VISIT);
    const { phone, page } = await opened(visit);
    const asked = await phone.get(`${page.path}/move?to=${new Date(OTHER).toISOString()}&with=same`);
    await noteRisks(api, { ...ofClient(), present: [{ risk: RiskCode.CLOT_CURRENT }] });
    const refused = await phone.submit(asked);
    expect(words(refused)).toContain(
      'This time cannot be booked here, and your appointment stays as it is. Please call us.',
    );
    expect(refused.html).not.toMatch(/clot|screening|health|clearance|therapist/i);
    expect(await standing(visit)).toMatchObject({ at: new Date(VISIT) });
    await noteRisks(api, { ...ofClient(), present: [{ risk: RiskCode.STROKE }] });
    const kept = await phone.submit(await phone.get(`${page.path}/move?to=${new Date(OTHER).toISOString()}&with=same`));
    expect(words(kept)).toContain(
      'Your appointment has been moved. We keep this time for you, and will be in touch about it.',
    );
    expect(kept.html).not.toMatch(/stroke|screening|health|clearance|therapist|Confirm/i);
    expect(await standing(visit)).toMatchObject({ status: 'pending_clearance', at: new Date(OTHER) });
  });

  it('is nothing to whoever it is not of', async () => {
    const [mine, theirs] = [await book(VISIT), await book(OTHER, { client: 1 })];
    const stranger = await issueVisitLink(api, clinic, { clientId: clinic.clientIds[0]!, appointmentId: theirs.id });
    const dead = await new Phone(api).get('/appointment/forged');
    const { page } = await openVisitLink(api, stranger);
    expect([page.status, page.html]).toEqual([404, dead.html]);
    const another = await createClinic(api.database);
    const foreign = await issueVisitLink(api, another, { clientId: another.clientIds[0]!, appointmentId: mine.id });
    expect((await openVisitLink(api, foreign)).page.html).toBe(dead.html);
    const none = await issueVisitLink(api, clinic, { clientId: clinic.clientIds[0]!, appointmentId: null });
    expect((await openVisitLink(api, none)).page.html).toBe(dead.html);
    await another.close();
  });

  it('is the client’s alone to answer for, in what a client may do, and before it begins', async () => {
    const [mine, theirs] = [await book(VISIT), await book(OTHER, { client: 1 })];
    const { id: linkId } = await linkTo(mine);
    const client = { kind: 'client', practiceId: clinic.practiceId, clientId: clinic.clientIds[0]!, linkId } as const;
    const change = (id: string, name: 'confirm' | 'cancel' | 'arrive') =>
      use(ChangeStatus).execute(client, id, {
        name,
        ...(name === 'cancel' && { cancellation: { reason: 'client_request', note: null } }),
      });
    const move = (id: string, overrideReason: string | null = null) =>
      use(RescheduleAppointment).execute(client, { id, version: 1, startsAt: new Date(LATER), overrideReason });
    for (const act of [() => change(theirs.id, 'confirm'), () => change(theirs.id, 'cancel'), () => move(theirs.id)]) {
      await expect(act()).rejects.toThrow(NotFound);
    }
    await expect(change(mine.id, 'arrive')).rejects.toThrow(Forbidden);
    await expect(move(mine.id, 'I would rather')).rejects.toThrow(Forbidden);
    at('2027-07-13T10:00:01+02:00');
    for (const late of [await change(mine.id, 'confirm'), await change(mine.id, 'cancel'), await move(mine.id)]) {
      expect(late).toEqual({ ok: false, refusal: { kind: 'wrong_status', status: 'booked' } });
    }
    expect(await standing(theirs)).toMatchObject({ status: 'booked', at: new Date(OTHER) });
  });

  it('stays their own after a merge, and is not another’s once that is undone', async () => {
    const visit = await book(VISIT);
    const before = await linkTo(visit);
    const [sourceId, targetId] = clinic.clientIds as [string, string];
    await done(use(MergeClients).execute(desk, { sourceId, targetId }));
    const during = await linkTo(visit, 1);
    for (const link of [before, during]) expect((await openVisitLink(api, link)).page.status).toBe(200);
    const { phone, page } = await openVisitLink(api, before);
    expect(words(await phone.submit(page))).toContain('You have confirmed your appointment.');
    await done(use(UndoMerge).execute(desk, sourceId));
    expect((await openVisitLink(api, before)).page.status).toBe(200);
    expect((await openVisitLink(api, during)).page.status).toBe(404);
  });

  it('changes nothing by being looked at: neither by its link nor by any page', async () => {
    const visit = await book(VISIT);
    const link = await linkTo(visit);
    const count = async () =>
      JSON.stringify(
        await clinic.sql('SELECT id, at, kind FROM appointment_events WHERE practice_id = $1', [clinic.practiceId]),
      );
    const before = await count();
    await new Phone(api).get(link.path);
    const { phone } = await openVisitLink(api, link);
    for (const path of [
      '',
      '/confirm',
      '/cancel',
      '/change',
      '/change?from=2027-07-13',
      `/move?to=${new Date(OTHER).toISOString()}&with=any`,
      '/move?to=x&with=y',
    ]) {
      await phone.get(`${link.by}${path}`);
    }
    expect(await count()).toBe(before);
    expect(await standing(visit)).toMatchObject({ status: 'booked', at: new Date(VISIT) });
  });

  it('is answered by SMS as by a link, for the client’s own visits only', async () => {
    const [visit, theirs] = [await book(VISIT), await book(OTHER, { client: 1 })];
    const clientId = clinic.clientIds[0]!;
    const actor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' } as const;
    const say = (appointmentId: string, answer: 'confirm' | 'cancel') =>
      use(UnitOfWork).run(actor, (tx) => answerVisit(tx, { clientId, appointmentId, answer }));
    expect(await say(visit.id, 'confirm')).toMatchObject({ ok: true, value: { status: 'confirmed' } });
    expect(await say(visit.id, 'confirm')).toMatchObject({ ok: true });
    await expect(say(theirs.id, 'cancel')).rejects.toThrow();
    at('2027-07-13T09:00:00+02:00');
    expect(await say(visit.id, 'cancel')).toEqual({ ok: false, refusal: { kind: 'late' } });
    await clinic.sql(
      `INSERT INTO reminder_settings (practice_id, version, client_notice_hours, tells_since, updated_at) VALUES ($1, 1, 0, now(), now())`,
      [clinic.practiceId],
    );
    expect(await say(visit.id, 'cancel')).toMatchObject({ ok: true, value: { status: 'cancelled' } });
    at(new Date(Date.parse(VISIT) + HOUR).toISOString());
    expect(await say(visit.id, 'confirm')).toEqual({ ok: false, refusal: { kind: 'closed' } });
    expect(await standing(theirs)).toMatchObject({ status: 'booked' });
  });
});
