import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { TestApi } from '../support/api.js';
import { issueBookLink, offeredTimes, openBookLink } from '../support/book-link.js';
import type { BookLink, OfferedTime } from '../support/book-link.js';
import { addVisit } from '../support/visits.js';
import { noteRisks } from '../support/screening.js';
import { Phone } from '../support/phone.js';
import type { Seen } from '../support/phone.js';
import { PlansClinic } from './session-plans-clinic.js';

/** Monday, 10:00 in Berlin. */
const NOW = '2026-03-02T09:00:00Z';
const USUAL = 'With Therapist 1, about your usual time';
const MORE = 'More times with Therapist 1';
const OTHERS = 'With somebody else';

let api: TestApi;
let plans: PlansClinic;
let planId: string;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.stop());
beforeEach(async () => {
  plans = await PlansClinic.open(api, NOW);
  await plans.clinic.sql(`UPDATE clients SET given_name = 'Mira', family_name = 'Quist' WHERE id = $1`, [plans.client]);
  planId = (await plans.plan({ goal: 'FIBROMYALGIA' })).id;
  // Three times at 10:00 in Berlin, once at 16:00, with the first therapist.
  for (const day of ['02-02', '02-09', '02-23']) await plans.visit(`2026-${day}T09:00:00Z`);
  await plans.visit('2026-02-16T15:00:00Z');
});
afterEach(async () => {
  await plans.clinic.close();
});

const link = (clientId = plans.client): Promise<BookLink> => issueBookLink(api, plans.clinic, { planId, clientId });
const opened = async (): Promise<{ phone: Phone; page: Seen; by: string }> => {
  const issued = await link();
  return { ...(await openBookLink(api, issued)), by: issued.by };
};
const all = (page: Seen): OfferedTime[] => [...offeredTimes(page).values()].flat();
const startOf = ({ slot }: OfferedTime): Date => new Date(Number(slot.split('.')[0]));
const choose = (phone: Phone, page: Seen, { slot }: OfferedTime): Promise<Seen> => phone.submit(page, { slot });
const visits = (): Promise<{ id: string; status: string; startsAt: Date; therapistId: string; clientId: string }[]> =>
  plans.clinic.sql(
    `SELECT id, status, starts_at AS "startsAt", therapist_id AS "therapistId", client_id AS "clientId" FROM appointments
     WHERE practice_id = $1 AND starts_at > $2 ORDER BY starts_at, id`,
    [plans.clinic.practiceId, NOW],
  );
/** The desk takes a time of the first therapist for another client. */
const takenByDesk = (startsAt: Date, therapistId = plans.clinic.therapistIds[0]!) =>
  api.app.get(BookAppointment, { strict: false }).execute(plans.desk, {
    booking: {
      ...{ clinicId: plans.clinic.clinicId, serviceId: plans.clinic.serviceId, clientId: plans.clinic.clientIds[1]! },
      ...{ startsAt, therapistId, roomId: null, overrideReason: null },
    },
  });

describe('the link of a reminder', () => {
  it('says nothing of the client before it is opened, and then shows their therapist at their usual hour first', async () => {
    const issued = await link();
    const { phone } = await openBookLink(api, issued);
    const landing = await phone.get(issued.path);
    expect(landing.html).not.toMatch(/Mira|Therapist|Quay/);
    const page = await phone.submit(landing);
    expect(page.status).toBe(200);
    const groups = offeredTimes(page);
    expect([...groups.keys()]).toEqual([USUAL, MORE, OTHERS].slice(0, groups.size));
    expect(
      groups
        .get(USUAL)!
        .slice(0, 3)
        .map(({ label }) => label),
    ).toEqual([
      'Monday, March 2, 10:15 AM, with Therapist 1', // 10:00 has begun
      'Tuesday, March 3, 10:00 AM, with Therapist 1',
      'Wednesday, March 4, 10:00 AM, with Therapist 1',
    ]);
    expect(page.html).toContain('For Mira');
    expect(page.html).toContain('60 minutes · Quay');
  });

  it('offers somebody else where the therapist is busy, and later days', async () => {
    for (let hour = 8; hour < 20; hour += 1) {
      await addVisit(plans.clinic, {
        clientId: plans.clinic.clientIds[1]!,
        startsAt: `2026-03-03T${String(hour - 1).padStart(2, '0')}:00:00Z`,
      });
    }
    const { phone, page, by } = await opened();
    const tuesday = all(page).filter(({ label }) => label.startsWith('Tuesday, March 3'));
    expect(tuesday.length).toBeGreaterThan(0);
    for (const { label } of tuesday) expect(label).toMatch(/with Therapist [23]$/);
    const later = await phone.get(`${by}/times/1`);
    expect(offeredTimes(later).get(USUAL)![0]!.label).toBe('Monday, March 16, 10:00 AM, with Therapist 1');
    expect((await phone.get(`${by}/times/nonsense`)).status).toBe(200);
  });

  it('keeps the time that was chosen, shows it once more with the time that is left, and books it', async () => {
    const { phone, page, by } = await opened();
    const chosen = offeredTimes(page).get(USUAL)![1]!;
    const held = await choose(phone, page, chosen);
    expect(held.path).toBe(by);
    expect(held.html).toContain('Is this right?');
    expect(held.html).toMatch(/Tuesday, March 3, 2026 at 10:00 AM GMT\+1/);
    expect(held.html).toMatch(/kept for you until 10:1\d AM: \d+ more minutes/);
    expect(await visits()).toMatchObject([{ status: 'held', startsAt: startOf(chosen), clientId: plans.client }]);
    const booked = await phone.submit(held);
    expect(booked.path).toBe(by);
    expect(booked.html).toContain('Your visit is booked');
    expect(booked.html).toMatch(/Tuesday, March 3, 2026 at 10:00 AM GMT\+1/);
    expect(await visits()).toMatchObject([{ status: 'booked', therapistId: plans.clinic.therapistIds[0] }]);
  });

  it('lets the client choose another time instead, which frees the first', async () => {
    const { phone, page, by } = await opened();
    await choose(phone, page, offeredTimes(page).get(USUAL)![1]!);
    const again = await phone.get(`${by}/times/0`);
    await choose(phone, again, offeredTimes(again).get(USUAL)![2]!);
    expect((await visits()).map(({ status }) => status)).toEqual(['expired', 'held']);
  });

  it('offers other times where the desk was quicker before it was held, and after its hold had run out', async () => {
    const { phone, page } = await opened();
    const [, chosen] = offeredTimes(page).get(USUAL)!;
    expect((await takenByDesk(startOf(chosen!))).ok).toBe(true);
    const refused = await choose(phone, page, chosen!);
    expect([refused.status, refused.html.includes('That time is not free any more')]).toEqual([409, true]);
    expect(all(refused).map(({ slot }) => slot)).not.toContain(chosen!.slot);

    const next = offeredTimes(refused).get(USUAL)![2]!;
    const held = await choose(phone, refused, next);
    await plans.clinic.sql(`UPDATE appointments SET hold_expires_at = $2 WHERE practice_id = $1 AND status = 'held'`, [
      plans.clinic.practiceId,
      NOW,
    ]);
    expect((await takenByDesk(startOf(next))).ok).toBe(true);
    const late = await phone.submit(held);
    expect([late.status, late.html.includes('That time is not free any more')]).toEqual([409, true]);
    const last = await choose(phone, late, all(late)[0]!);
    expect((await phone.submit(last)).html).toContain('Your visit is booked');
  });

  it('lets one win where the client and the desk book one time at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      await plans.clinic.sql(`DELETE FROM appointment_events WHERE practice_id = $1`, [plans.clinic.practiceId]);
      await plans.clinic.sql(`DELETE FROM appointments WHERE practice_id = $1 AND starts_at > $2`, [
        plans.clinic.practiceId,
        NOW,
      ]);
      const { phone, page } = await opened();
      const [, chosen] = offeredTimes(page).get(USUAL)!;
      const [byClient, byDesk] = await Promise.all([choose(phone, page, chosen!), takenByDesk(startOf(chosen!))]);
      const won = byClient.html.includes('Is this right?');
      expect(won).toBe(!byDesk.ok);
      if (!won) expect(all(byClient).length).toBeGreaterThan(0);
      expect((await visits()).filter(({ startsAt }) => startsAt.getTime() === startOf(chosen!).getTime())).toHaveLength(
        1,
      );
    }
  });

  it('books once, however often the button is tapped, and opens nowhere else after that', async () => {
    const issued = await link();
    const { phone, page } = await openBookLink(api, issued);
    const { phone: second } = await openBookLink(api, issued);
    const held = await choose(phone, page, all(page)[0]!);
    const taps = await Promise.all([phone.submit(held), phone.submit(held), phone.submit(held)]);
    for (const tap of taps) expect(tap.html).toContain('Your visit is booked');
    expect((await visits()).map(({ status }) => status)).toEqual(['booked']);
    expect((await second.get(issued.path)).status).toBe(404);
    // Whoever had it open reads back what was booked, and chooses nothing more.
    const times = await second.get(`${issued.by}/times/0`);
    expect(times.html).toContain('Your visit is booked');
    expect((await second.post(`${issued.by}/hold`, { slot: all(page)[3]!.slot, form: 'x' })).status).toBe(400);
    expect(await visits()).toHaveLength(1);
  });

  it('books nothing for a client who has a visit to come, and does not tell when it is', async () => {
    await plans.visit('2026-03-20T09:00:00Z', 'confirmed');
    const { phone, page, by } = await opened();
    expect(page.html).toContain('You have a visit to come');
    expect(page.html).not.toMatch(/March|20|slot/);
    expect((await phone.get(`${by}/times/0`)).html).toContain('You have a visit to come');
  });

  it('asks the client to call where screening defers, and never says why', async () => {
    const risks = { practiceId: plans.clinic.practiceId, clientId: plans.client };
    const { phone, page } = await opened();
    await noteRisks(api, { ...risks, present: [{ risk: 'hypertension_uncontrolled' }] } as never);
    const refused = await choose(phone, page, all(page)[0]!);
    const { page: fresh } = await opened();
    for (const { html } of [refused, fresh]) {
      expect(html).toContain('Please call the clinic');
      expect(html).not.toMatch(/slot|pressure|hypertension|screen|health|not now|urgent/i);
    }
    expect(await visits()).toEqual([]);
  });

  it('books as waiting for a clearance what needs one, in the same words', async () => {
    const risks = { practiceId: plans.clinic.practiceId, clientId: plans.client };
    await noteRisks(api, { ...risks, present: [{ risk: 'heart_failure' }] } as never);
    const { phone, page } = await opened();
    const booked = await phone.submit(await choose(phone, page, all(page).at(-1)!));
    expect(booked.html).toContain('Your visit is booked');
    expect(booked.html).not.toMatch(/clearance|heart/i);
    expect(await visits()).toMatchObject([{ status: 'pending_clearance' }]);
  });

  it('is for one client: of another it shows nothing and holds nothing', async () => {
    const other = plans.clinic.clientIds[1]!;
    expect((await new Phone(api).get((await link(other)).path)).status).toBe(404);
    const mine = await opened();
    const held = await choose(mine.phone, mine.page, all(mine.page)[0]!);
    const { id: theirPlan } = await plans.plan({ clientId: other });
    const theirs = await openBookLink(
      api,
      await issueBookLink(api, plans.clinic, { planId: theirPlan, clientId: other }),
    );
    const id = /name="hold" value="([^"]+)"/.exec(held.html)![1]!;
    const form = /name="form" value="([^"]+)"/.exec(theirs.page.html)![1]!;
    const path = /action="([^"]+)\/hold"/.exec(theirs.page.html)![1]!;
    expect((await theirs.phone.post(`${path}/book`, { form, hold: id })).status).toBe(404);
    expect((await visits()).map(({ status }) => status)).toEqual(['held']);
  });

  it('takes the client’s preferred therapist before the one of the last visit', async () => {
    await plans.clinic.sql('UPDATE clients SET preferred_therapist_id = $2 WHERE id = $1', [
      plans.client,
      plans.clinic.therapistIds[2],
    ]);
    expect([...offeredTimes((await opened()).page).keys()][0]).toBe('With Therapist 3, about your usual time');
  });

  it('offers what fits a client who has had no treatment yet', async () => {
    const clientId = plans.clinic.clientIds[3]!;
    const { id } = await plans.plan({ clientId });
    const { page } = await openBookLink(api, await issueBookLink(api, plans.clinic, { planId: id, clientId }));
    expect([...offeredTimes(page).keys()]).toEqual(['Times']);
    expect(page.html).toContain('60 minutes');
  });

  it('stands for all records of a client who was merged since', async () => {
    const issued = await link();
    const target = plans.clinic.clientIds[2]!;
    const merge = 'mutation ($input: MergeClientsInput!) { mergeClients(input: $input) { __typename } }';
    const manager = await plans.clinic.actor('manager');
    await plans.data(merge, { input: { sourceId: plans.client, targetId: target } }, manager);
    const { phone, page } = await openBookLink(api, issued);
    expect([...offeredTimes(page).keys()][0]).toBe(USUAL);
    const booked = await phone.submit(await choose(phone, page, all(page)[0]!));
    expect(booked.html).toContain('Your visit is booked');
    expect(await visits()).toMatchObject([{ clientId: target, status: 'booked' }]);
  });

  it.each([
    ['archived', `UPDATE clients SET archived_at = now() WHERE practice_id = $1`],
    ['of a clinic without a room for it', `UPDATE rooms SET archived_at = now() WHERE practice_id = $1`],
  ])('asks a client who is %s to call', async (_, statement) => {
    await plans.clinic.sql(statement, [plans.clinic.practiceId]);
    const { page } = await opened();
    expect(page.html).toContain('Please call the clinic');
  });

  it('takes no time that was not meant: another service’s step, nonsense, or a past one', async () => {
    const { phone, page } = await opened();
    const therapist = plans.clinic.therapistIds[0]!;
    for (const [slot, status] of [
      ['', 400],
      ['1.2', 400],
      [`99999999999999999.${therapist}`, 400],
      [`${Date.parse('2026-03-03T09:07:00Z')}.${therapist}`, 409],
      [`${Date.parse('2026-03-01T09:00:00Z')}.${therapist}`, 409],
      [`${Date.parse('2026-03-03T02:00:00Z')}.${therapist}`, 409],
      [`${Date.parse('2026-03-03T09:00:00Z')}.${plans.clinic.clinicId}`, 404],
    ] as const) {
      expect([slot, (await phone.submit(page, { slot })).status]).toEqual([slot, status]);
    }
    expect(await visits()).toEqual([]);
  });

  it('holds neither a clinical word nor a surname on any page', async () => {
    const { phone, page, by } = await opened();
    const held = await choose(phone, page, all(page)[0]!);
    const booked = await phone.submit(held);
    const closed = await phone.submit(booked);
    expect(closed.html).toContain('This page is closed');
    for (const { html } of [page, held, booked, closed, await phone.get(by)]) {
      expect(html).not.toMatch(/Quist|fibromyalgia|swedish|massage therapy|P7D|goal/i);
      expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=|https?:\/\/|javascript:/i);
    }
  });
});
