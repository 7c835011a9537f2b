import { TestApi } from '../support/api.js';
import { PracticeDesk } from './practices-desk.js';
import * as operations from './practices-operations.js';

let api: TestApi;
let desk: PracticeDesk;
let clinicId: string;
beforeAll(async () => {
  api = await TestApi.start();
  desk = new PracticeDesk(api, await api.registerPractice());
  clinicId = (await desk.addClinic()).id;
});
afterAll(() => api.stop());

const PHONE_MESSAGE = 'phone must have 3 to 40 digits, spaces and signs of ( ) . / -, after an optional +';
const CONSULTATION_MESSAGE = 'consultation must be NONE or INCLUDED where there is a treatment';

type Case = [string, Record<string, unknown>, string, string];

const CLINIC: Case[] = [
  ['name', { name: '   ' }, 'isLength', 'name must be longer than or equal to 1 characters'],
  ['name', { name: 'x'.repeat(81) }, 'isLength', 'name must be shorter than or equal to 80 characters'],
  ['jurisdiction', { jurisdiction: 'Germany' }, 'matches', 'jurisdiction must be an ISO 3166 code such as DE or US-CA'],
  ['slotStepMinutes', { slotStepMinutes: 7 }, 'dividesDay', 'slotStepMinutes must divide a day of 1440 minutes evenly'],
  ['slotStepMinutes', { slotStepMinutes: 0 }, 'min', 'slotStepMinutes must not be less than 5'],
  ['slotStepMinutes', { slotStepMinutes: 144 }, 'max', 'slotStepMinutes must not be greater than 120'],
  ['minimumNoticeMinutes', { minimumNoticeMinutes: -1 }, 'min', 'minimumNoticeMinutes must not be less than 0'],
  ['horizonDays', { horizonDays: 731 }, 'max', 'horizonDays must not be greater than 730'],
  ['holdMinutes', { holdMinutes: 0 }, 'min', 'holdMinutes must not be less than 1'],
  ['address', { address: '' }, 'isLength', 'address must be longer than or equal to 1 characters'],
  ['phone', { phone: 'call me' }, 'matches', PHONE_MESSAGE],
];

const ROOM: Case[] = [
  ['name', { name: '' }, 'isLength', 'name must be longer than or equal to 1 characters'],
  ['features', { features: ['TABLE', 'TABLE'] }, 'arrayUnique', "All features's elements must be unique"],
  ['turnoverMinutes', { turnoverMinutes: 241 }, 'max', 'turnoverMinutes must not be greater than 240'],
  ['music', { music: 'x'.repeat(201) }, 'maxLength', 'music must be shorter than or equal to 200 characters'],
  ['clinicId', { clinicId: 'Mitte' }, 'isUuid', 'clinicId must be a UUID'],
];

const SERVICE: Case[] = [
  ['durationMinutes', { durationMinutes: 4 }, 'min', 'durationMinutes must not be less than 5'],
  ['durationMinutes', { durationMinutes: 481 }, 'max', 'durationMinutes must not be greater than 480'],
  ['priceMinor', { priceMinor: -1 }, 'min', 'priceMinor must not be less than 0'],
  ['bufferBeforeMinutes', { bufferBeforeMinutes: 241 }, 'max', 'bufferBeforeMinutes must not be greater than 240'],
  ['bufferAfterMinutes', { bufferAfterMinutes: -5 }, 'min', 'bufferAfterMinutes must not be less than 0'],
  ['pressure.max', { pressure: { min: 1, max: 6 } }, 'max', 'max must not be greater than 5'],
  ['pressure', { pressure: { min: 1, max: 4 } }, 'range', 'pressure must be within 1 to 3 for swedish'],
  ['pressure', { pressure: { min: 3, max: 2 } }, 'order', 'pressure.min must not be greater than pressure.max'],
  ['consultation', { consultation: 'ONLY' }, 'technique', CONSULTATION_MESSAGE],
];

describe('a new clinic is refused, with the field and the rule', () => {
  it.each(CLINIC)('%s: %j', async (field, wrong, rule, message) => {
    const input = { name: 'Mitte', timeZone: 'Europe/Berlin', jurisdiction: 'DE', ...wrong };
    expect(await desk.violations(operations.ADD_CLINIC, { input })).toEqual([{ field, rule, message }]);
  });

  it.each(['Berlin', '+01:00', 'Europe/Nowhere', ''])('time zone %j', async (timeZone) => {
    const input = { name: 'Mitte', timeZone, jurisdiction: 'DE' };
    const [violation] = await desk.violations(operations.ADD_CLINIC, { input });
    expect(violation).toMatchObject({
      field: 'timeZone',
      message: 'TimeZone must be an IANA time zone such as Europe/Berlin.',
    });
  });
});

describe('a new room is refused, with the field and the rule', () => {
  it.each(ROOM)('%s: %j', async (field, wrong, rule, message) => {
    const input = { clinicId, name: 'Quiet room', ...wrong };
    expect(await desk.violations(operations.ADD_ROOM, { input })).toEqual([{ field, rule, message }]);
  });
});

describe('a new service is refused, with the field and the rule', () => {
  it.each(SERVICE)('%s: %j', async (field, wrong, rule, message) => {
    const input = { name: 'Swedish 60', technique: 'SWEDISH', durationMinutes: 60, priceMinor: 8000, ...wrong };
    expect(await desk.violations(operations.ADD_SERVICE, { input })).toEqual([{ field, rule, message }]);
  });

  it('consultation with pressure', async () => {
    const input = {
      ...{ name: 'Talk', technique: 'CONSULTATION', durationMinutes: 30, priceMinor: 0 },
      pressure: { min: 1, max: 1 },
    };
    expect(await desk.violations(operations.ADD_SERVICE, { input })).toEqual([
      {
        field: 'pressure',
        rule: 'noPressure',
        message: 'pressure must be left out: nothing is pressed in a consultation',
      },
    ]);
  });
});

describe('an edit is held to the same rules', () => {
  it('of the fields that it gives, and none of them may be emptied', async () => {
    const edit = { id: clinicId, version: 1 };
    expect(await desk.violations(operations.EDIT_CLINIC, { input: { ...edit, slotStepMinutes: 7 } })).toMatchObject([
      { field: 'slotStepMinutes', rule: 'dividesDay' },
    ]);
    for (const field of ['name', 'jurisdiction', 'licenceRequired', 'holdMinutes']) {
      const violations = await desk.violations(operations.EDIT_CLINIC, { input: { ...edit, [field]: null } });
      expect(violations.map((violation) => violation.field)).toEqual([field]);
    }
    const { id } = await desk.addRoom(clinicId, { music: 'rain' });
    for (const field of ['name', 'features', 'turnoverMinutes']) {
      const violations = await desk.violations(operations.EDIT_ROOM, { input: { id, version: 1, [field]: null } });
      expect(violations.map((violation) => violation.field)).toEqual([field]);
    }
    const emptied = await desk.record(operations.EDIT_ROOM, { input: { id, version: 1, music: null } });
    expect(emptied).toMatchObject({ music: null });
  });

  it('with what the record keeps: a pressure that does not go with the technique', async () => {
    const { id } = await desk.addService({ technique: 'DEEP_TISSUE' });
    const input = { id, version: 1, pressure: { min: 2, max: 4 } };
    expect(await desk.violations(operations.EDIT_SERVICE, { input })).toMatchObject([
      { field: 'pressure', rule: 'range' },
    ]);
    expect(await desk.ask(operations.ONE_SERVICE, { id })).toMatchObject({ pressure: { min: 3, max: 5 }, version: 1 });
  });

  it('of the practice', async () => {
    for (const [field, value] of [
      ['recallLead', 'P1W'],
      ['recallLead', 'P61D'],
      ['recallNudge', 'P0D'],
      ['recallNudge', '7 days'],
    ] as const) {
      expect(await desk.violations(operations.EDIT_PRACTICE, { input: { version: 1, [field]: value } })).toEqual([
        { field, rule: 'matches', message: `${field} must be an ISO 8601 duration of days up to P60D` },
      ]);
    }
    const country = { version: 1, country: 'Germany' };
    expect(await desk.violations(operations.EDIT_PRACTICE, { input: country })).toEqual([
      { field: 'country', rule: 'isISO31661Alpha2', message: 'country must be a valid ISO31661 Alpha2 code' },
    ]);
    expect(await desk.violations(operations.EDIT_PRACTICE, { input: { version: 1, name: null } })).toMatchObject([
      { field: 'name', rule: 'isLength' },
    ]);
  });
});

describe('what stays for good cannot be edited', () => {
  it.each([
    ['the time zone of a clinic', operations.EDIT_CLINIC, { timeZone: 'Europe/Vienna' }],
    ['the clinic of a room', operations.EDIT_ROOM, { clinicId: '01900000-0000-7000-8000-000000000000' }],
    ['the technique of a service', operations.EDIT_SERVICE, { technique: 'SHIATSU' }],
    ['the currency of a practice', operations.EDIT_PRACTICE, { currency: 'USD' }],
  ])('%s', async (_, mutation, change) => {
    const id = mutation === operations.EDIT_PRACTICE ? {} : { id: clinicId };
    const [violation] = await desk.violations(mutation, { input: { ...id, version: 1, ...change } });
    expect(violation!.message).toContain(`Field "${Object.keys(change)[0]}" is not defined by type`);
  });
});

it('takes names as people have them, and keeps them as they are', async () => {
  const odd = ["O'Brien & Söhne 😀", '=cmd()', 'مركز', '100%_'];
  for (const name of odd) expect(await desk.addRoom(clinicId, { name })).toMatchObject({ name });
});
