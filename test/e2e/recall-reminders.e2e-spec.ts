import { TestApi } from '../support/api.js';
import { offeredTimes } from '../support/book-link.js';
import { Phone } from '../support/phone.js';
import { RecallWorker } from '../support/recall-worker.js';
import { RecallClinic } from './recall-clinic.js';

let api: TestApi;
let worker: RecallWorker;
let recall: RecallClinic;

beforeAll(async () => {
  api = await TestApi.start();
  worker = await RecallWorker.on(api);
});
afterAll(async () => {
  await worker.close();
  await api.stop();
});
beforeEach(async () => {
  // Monday, 10:00 in Berlin. Due on the 9th, reminded at nine on the 6th, nudged on the 16th.
  recall = await RecallClinic.open(api, worker, '2026-03-02T09:00:00Z');
  await recall.clinic.sql(`UPDATE clients SET given_name = 'Mira', family_name = 'Quist' WHERE id = $1`, [
    recall.client,
  ]);
  await recall.plan({ goal: 'FIBROMYALGIA', remarks: 'Xylophone-sized scar, avoid' });
  await recall.plans.visit('2026-03-02T08:00:00Z');
});
afterEach(() => recall.clinic.close());

/** What goes out by this time. */
const sentAt = async (now: string): Promise<{ step: string; text: string }[]> => {
  await recall.at(now);
  // The clinics of earlier tests go on.
  const own = (await worker.deliver()).filter(({ message }) => message.clinicId === recall.clinic.clinicId);
  return own.map(({ message, envelope }) => ({ step: message.step, text: JSON.stringify(envelope) }));
};
const ledger = (): Promise<{ step: string; state: string; reason: string | null }[]> =>
  recall.clinic.sql('SELECT step, state, reason FROM messages WHERE practice_id = $1 ORDER BY created_at, id', [
    recall.clinic.practiceId,
  ]);
const linkIn = (text: string): string => /\/book\/[\w-]{43}/.exec(text)![0];

describe('a session-frequency reminder', () => {
  it('goes out at nine, leads to a visit, and is followed by none', async () => {
    expect(await sentAt('2026-03-05T23:05:00Z')).toEqual([]);
    expect(await sentAt('2026-03-06T07:59:59Z')).toEqual([]);
    const [reminder, ...others] = await sentAt('2026-03-06T08:00:00Z');
    expect([reminder!.step, others]).toEqual(['first', []]);
    expect(reminder!.text).toContain('Mira');
    expect(reminder!.text).not.toMatch(/Quist|fibro|Xylophone|swedish|sore|P7D/i);

    const phone = new Phone(api);
    const page = await phone.submit(await phone.get(linkIn(reminder!.text)));
    const { slot } = [...offeredTimes(page).values()].flat()[0]!;
    const booked = await phone.submit(await phone.submit(page, { slot }));
    expect(booked.html).toContain('Your visit is booked');
    await recall.at('2026-03-06T09:00:00Z');
    expect(await recall.rows()).toEqual([]);
    expect(await recall.rows({ states: ['BOOKED'] })).toHaveLength(1);
    expect(await sentAt('2026-03-16T08:00:00Z')).toEqual([]);
  });

  it('is followed by one nudge with a link of its own, and then by the desk’s list', async () => {
    await recall.at('2026-03-05T23:05:00Z');
    const [first] = await sentAt('2026-03-06T08:00:00Z');
    await recall.at('2026-03-15T23:05:00Z');
    const [nudge] = await sentAt('2026-03-16T08:00:00Z');
    expect(nudge!.step).toBe('nudge');
    expect(linkIn(nudge!.text)).not.toBe(linkIn(first!.text));
    for (let day = 17; day < 31; day += 1) expect(await sentAt(`2026-03-${day}T09:00:00Z`)).toEqual([]);
    expect(await recall.rows()).toMatchObject([{ state: 'LAPSED', noReminder: null }]);
  });

  it('does not go to whoever opts out between its planning and its time', async () => {
    await recall.at('2026-03-05T23:05:00Z');
    await recall.consent(recall.client, 'EMAIL', false);
    expect(await sentAt('2026-03-06T08:00:00Z')).toEqual([]);
    expect(await ledger()).toEqual([
      { step: 'first', state: 'dropped', reason: expect.stringMatching(/opted_out|no_consent/) },
    ]);
    expect(await sentAt('2026-03-16T08:00:00Z')).toEqual([]);
    expect(await recall.rows()).toMatchObject([{ noReminder: 'OPTED_OUT' }]);
  });

  it('does not go to whoever has died in between', async () => {
    await recall.at('2026-03-05T23:05:00Z');
    const died = 'mutation ($id: ID!) { archiveClient(id: $id, version: 1, deceased: true) { __typename } }';
    await recall.plans.data(died, { id: recall.client }, recall.plans.desk);
    expect(await sentAt('2026-03-06T08:00:00Z')).toEqual([]);
    expect(await ledger()).toEqual([{ step: 'first', state: 'dropped', reason: 'archived' }]);
  });

  it('does not go to whoever has booked in between, which the ledger says, and goes again once that is off', async () => {
    await recall.at('2026-03-05T23:05:00Z');
    const visit = await recall.plans.visit('2026-03-12T10:00:00Z', 'booked');
    expect(await sentAt('2026-03-06T08:00:00Z')).toEqual([]);
    expect(await ledger()).toEqual([{ step: 'first', state: 'dropped', reason: 'visit_booked' }]);
    await recall.plans.data(
      'mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { __typename } }',
      { input: { id: visit, reason: 'CLIENT_REQUEST' } },
      recall.plans.desk,
    );
    await recall.at('2026-03-10T12:00:00Z');
    expect((await sentAt('2026-03-11T08:00:00Z')).map(({ step }) => step)).toEqual(['first']);
  });

  it('is of no use once the nudge is due: held up for so long, it is dropped', async () => {
    await recall.at('2026-03-05T23:05:00Z');
    expect((await sentAt('2026-03-16T08:00:00Z')).map(({ step }) => step)).toEqual([]);
    expect((await ledger())[0]).toEqual({ step: 'first', state: 'dropped', reason: 'too_late' });
  });
});
