import { Client } from 'pg';
import { TestApi } from '../support/api.js';
import { PracticeDesk } from '../e2e/practices-desk.js';

let api: TestApi;
let desk: PracticeDesk;
beforeAll(async () => {
  api = await TestApi.start();
  desk = new PracticeDesk(api, await api.registerPractice());
});
afterAll(() => api.stop());

const LISTS: [string, string][] = [
  ['clinics with their rooms, and the clinic of each', '{ clinics { id rooms { id clinic { id name } } } }'],
  ['services with their prices', '{ services { id price { amountMinor currency } } }'],
  [
    'therapists with techniques, licences and clinics, and the rooms of each',
    '{ therapists { edges { node { id techniques { technique } licences { id } clinics { id rooms { id } } } } } }',
  ],
  [
    'licences that end, with their therapists',
    '{ licencesEnding(before: "2030-01-01") { edges { node { id therapist { id techniques { technique } } } } } }',
  ],
];

/** Statements that reach PostgreSQL while `work` runs. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const { query } = Client.prototype;
  let count = 0;
  Client.prototype.query = function (this: Client, ...args: Parameters<typeof query>) {
    count += 1;
    return query.apply(this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    Client.prototype.query = query;
  }
  return count;
}

async function addOfEverything(name: string): Promise<void> {
  const clinic = await desk.addClinic({ name });
  await desk.addRoom(clinic.id, { name });
  await desk.addService({ name });
  const techniques = [{ technique: 'SWEDISH', years: 5 }];
  const therapist = await desk.addTherapist({ name, techniques, clinicIds: [clinic.id] });
  await desk.addLicence(therapist.id);
}

it.each(LISTS)('takes as many statements for many as for one: %s', async (_, query) => {
  await addOfEverything('one more');
  const few = await statements(() => desk.ask(query));
  for (let i = 0; i < 4; i += 1) await addOfEverything(`another ${i}`);
  expect(few).toBeGreaterThan(2);
  expect(await statements(() => desk.ask(query))).toBe(few);
});

it('takes a bounded number of statements to ask one licence question of many therapists', async () => {
  const { id: clinicId } = await desk.addClinic({ name: 'Kai' });
  const query = `query ($clinicId: ID!) { therapists { edges { node { isLicensed(clinicId: $clinicId, on: "2026-06-01") } } } }`;
  expect(await statements(() => desk.ask(query, { clinicId }))).toBe(6); // begin, enter the practice, page, clinic, licences, commit
});
