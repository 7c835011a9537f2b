import { PracticeDesk } from '../e2e/practices-desk.js';
import * as practices from '../e2e/practices-operations.js';
import { SchedulingPractice } from '../e2e/scheduling-practice.js';
import * as therapists from '../e2e/therapists-operations.js';
import { TestApi } from '../support/api.js';

let api: TestApi;
let practice: SchedulingPractice;
let desk: PracticeDesk;
let licenceId: string;
beforeAll(async () => {
  api = await TestApi.start();
  practice = await SchedulingPractice.open(api);
  desk = new PracticeDesk(api, practice.owner);
  licenceId = (await desk.addLicence(practice.anna)).id;
});
afterAll(async () => {
  await practice.close();
  await api.stop();
});

type Variables = Readonly<Record<string, unknown>>;
type Case = [string, string, () => Variables];

// The version is one that nobody has: what waits for the lock is then refused, and leaves all as it was.
const STALE = 99;
const licence = { type: 'Heilpraktiker', number: 'HP-2', jurisdiction: 'DE', issuedOn: '2026-01-10' };

const OF_ANNA: Case[] = [
  [
    'her techniques',
    therapists.SET_TECHNIQUES,
    () => ({ input: { therapistId: practice.anna, version: STALE, techniques: [] } }),
  ],
  [
    'her clinics',
    therapists.SET_CLINICS,
    () => ({ input: { therapistId: practice.anna, version: STALE, clinicIds: [] } }),
  ],
  ['whether she is archived', therapists.ARCHIVE_THERAPIST, () => ({ id: practice.anna, version: STALE })],
  ['her licence', therapists.EDIT_LICENCE, () => ({ input: { id: licenceId, version: STALE, number: 'HP-9' } })],
  ['whether her licence counts', therapists.VERIFY_LICENCE, () => ({ id: licenceId, version: STALE })],
  ['her licences', therapists.ADD_LICENCE, () => ({ input: { therapistId: practice.anna, ...licence } })],
];
const OF_A_ROOM: Case[] = [
  ['the room', practices.EDIT_ROOM, () => ({ input: { id: practice.roomId, version: STALE, features: [] } })],
  ['whether the room is archived', practices.ARCHIVE_ROOM, () => ({ id: practice.roomId, version: STALE })],
  [
    'its clinic',
    practices.EDIT_CLINIC,
    () => ({ input: { id: practice.clinicId, version: STALE, jurisdiction: 'AT' } }),
  ],
  ['whether its clinic is archived', practices.ARCHIVE_CLINIC, () => ({ id: practice.clinicId, version: STALE })],
];

const answered = (held: string, [, query, variables]: Case): Promise<unknown[]> =>
  practice.answeredWhileBooking([held], () => desk.ask(query, variables()));

it.each(OF_ANNA)('waits for a booking with Anna before it changes %s', async (...change) => {
  expect(await answered(practice.anna, change)).toEqual([]);
});

it.each(OF_A_ROOM)('waits for a booking in a room before it changes %s', async (...change) => {
  expect(await answered(practice.roomId, change)).toEqual([]);
});

it('waits for a change of the clinic’s schedule before it adds a room', async () => {
  const room = { clinicId: practice.clinicId, name: 'Elm', features: ['TABLE'], turnoverMinutes: 10 };
  expect(await answered(practice.clinicId, ['a room', practices.ADD_ROOM, () => ({ input: room })])).toEqual([]);
});

it('does not wait to change what no booking depends on', async () => {
  const edit: Case = [
    'her name',
    therapists.EDIT_THERAPIST,
    () => ({ input: { id: practice.anna, version: 1, name: 'Anna' } }),
  ];
  expect(await answered(practice.anna, edit)).toMatchObject([{ __typename: 'TherapistPayload' }]);
});

describe('another practice', () => {
  let stranger: PracticeDesk;
  beforeAll(async () => {
    stranger = new PracticeDesk(api, await api.registerPractice('Hillside Massage'));
  });

  it.each([...OF_ANNA, ...OF_A_ROOM])(
    'does not even reach the lock of bookings here: %s',
    async (_, query, variables) => {
      const held = [practice.anna, practice.roomId];
      const change = (): Promise<string> => stranger.errorCode(query, variables());
      expect(await practice.answeredWhileBooking(held, change)).toEqual(['NOT_FOUND']);
    },
  );
});
