import ICAL from 'ical.js';
import { calendarFile } from './calendar-file.js';

const ENTRY = {
  uid: 'appointment-7@unknot.example',
  sequence: 0,
  method: 'REQUEST',
  // 10:00 to 11:00 in Berlin
  start: new Date('2027-01-11T09:00:00Z'),
  end: new Date('2027-01-11T10:00:00Z'),
  zone: 'Europe/Berlin',
  summary: 'Massage',
  location: 'Harbour Massage, Quay 1',
  organizer: { name: 'Harbour Massage', address: 'desk@harbour.example' },
  attendee: { name: 'Ann', address: 'ann@example.com' },
  stamp: new Date('2026-12-01T08:30:15Z'),
} as const;

/** What another program makes of the file. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const component = calendar.getFirstSubcomponent('vevent')!;
  const event = new ICAL.Event(component);
  const person = (property: string) => {
    const found = component.getFirstProperty(property)!;
    const address = String(found.getFirstValue()).replace(/^mailto:/i, '');
    return { name: found.getFirstParameter('cn'), address };
  };
  return {
    calendar,
    component,
    event,
    method: calendar.getFirstPropertyValue('method'),
    status: component.getFirstPropertyValue('status'),
    startsAt: event.startDate.toJSDate(),
    endsAt: event.endDate.toJSDate(),
    localStart: event.startDate.toString(),
    organizer: person('organizer'),
    attendee: person('attendee'),
  };
}

describe('a calendar file', () => {
  beforeEach(() => {
    // Zones are known from the file, and from nowhere else.
    ICAL.TimezoneService.reset();
  });

  it('of a booking puts it in, for who gets it, with nothing to answer', () => {
    const file = read(calendarFile(ENTRY));
    expect(file).toMatchObject({ method: 'REQUEST', status: 'CONFIRMED', startsAt: ENTRY.start, endsAt: ENTRY.end });
    expect(file).toMatchObject({ organizer: ENTRY.organizer, attendee: ENTRY.attendee });
    expect(file.event).toMatchObject({ uid: ENTRY.uid, sequence: 0, summary: 'Massage', location: ENTRY.location });
    expect(file.component.getFirstProperty('dtstamp')!.toICALString()).toBe('DTSTAMP:20261201T083015Z');
    const attendee = file.component.getFirstProperty('attendee')!;
    expect([attendee.getFirstParameter('rsvp'), attendee.getFirstParameter('partstat')]).toEqual(['FALSE', 'ACCEPTED']);
  });

  it('of a move across the change to summer time keeps the identity, and both local times are right', () => {
    const before = read(
      calendarFile({ ...ENTRY, start: new Date('2027-03-27T09:00Z'), end: new Date('2027-03-27T10:00Z') }),
    );
    const after = read(
      calendarFile({ ...ENTRY, sequence: 1, start: new Date('2027-03-28T08:00Z'), end: new Date('2027-03-28T09:00Z') }),
    );
    expect([before.localStart, before.startsAt]).toEqual(['2027-03-27T10:00:00', new Date('2027-03-27T09:00Z')]);
    expect([after.localStart, after.startsAt]).toEqual(['2027-03-28T10:00:00', new Date('2027-03-28T08:00Z')]);
    expect([before.event.uid, before.event.sequence]).toEqual([ENTRY.uid, 0]);
    expect([after.event.uid, after.event.sequence]).toEqual([ENTRY.uid, 1]);
  });

  it('of a cancellation takes it out', () => {
    const file = read(calendarFile({ ...ENTRY, sequence: 2, method: 'CANCEL' }));
    expect(file).toMatchObject({
      method: 'CANCEL',
      status: 'CANCELLED',
      organizer: ENTRY.organizer,
      attendee: ENTRY.attendee,
    });
    expect([file.event.uid, file.event.sequence]).toEqual([ENTRY.uid, 2]);
  });

  it.each([
    ['Europe/Berlin', '2027-07-01T08:00Z', '2027-07-01T10:00:00'],
    ['Europe/Berlin', '2027-03-28T01:00Z', '2027-03-28T03:00:00'],
    ['Europe/Berlin', '2027-10-31T02:00Z', '2027-10-31T03:00:00'],
    ['America/New_York', '2027-03-14T06:59Z', '2027-03-14T01:59:00'],
    ['America/New_York', '2027-03-14T07:00Z', '2027-03-14T03:00:00'],
    ['Australia/Lord_Howe', '2027-01-11T00:00Z', '2027-01-11T11:00:00'],
    ['Australia/Lord_Howe', '2027-07-11T00:00Z', '2027-07-11T10:30:00'],
    ['Asia/Kathmandu', '2027-01-11T04:15Z', '2027-01-11T10:00:00'],
    ['Asia/Katmandu', '2027-01-11T04:15Z', '2027-01-11T10:00:00'],
  ])('in %s at %s says %s there', (zone, at, local) => {
    const start = new Date(at);
    const file = read(calendarFile({ ...ENTRY, zone, start, end: new Date(start.getTime() + 3_600_000) }));
    expect([file.localStart, file.startsAt]).toEqual([local, start]);
    expect(file.event.startDate.zone?.tzid).toBe(zone.replace('Katmandu', 'Kathmandu'));
  });

  it('has the same instant in every zone of the world, in winter and in summer', () => {
    const off: string[] = [];
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const day of ['2027-01-15', '2027-07-15']) {
        const start = new Date(`${day}T12:00Z`);
        const { startsAt } = read(calendarFile({ ...ENTRY, zone, start, end: new Date(`${day}T13:00Z`) }));
        if (startsAt.getTime() !== start.getTime()) off.push(`${zone} ${day} ${startsAt.toISOString()}`);
      }
    }
    expect(off).toEqual([]);
  });

  it('says UTC where nobody knows the rules of a zone', () => {
    expect(read(calendarFile({ ...ENTRY, zone: 'UTC' }))).toMatchObject({ startsAt: ENTRY.start });
    const file = calendarFile({ ...ENTRY, zone: 'Nowhere/Atlantis' });
    expect(file).toContain('\r\nDTSTART:20270111T090000Z\r\n');
    expect(file).not.toContain('VTIMEZONE');
  });

  // 02:30 and 02:10 in Berlin, before and after the clock went back.
  it.each(['2027-10-31T00:30:00Z', '2027-10-31T01:10:00Z'])(
    'says UTC in an hour that the clock shows twice, %s',
    (at) => {
      const start = new Date(at);
      const file = calendarFile({ ...ENTRY, start, end: new Date(start.getTime() + 20 * 60_000) });
      expect(read(file).startsAt).toEqual(start);
      expect(file).toContain(`\r\nDTSTART:${at.replace(/[-:]/g, '')}\r\n`);
    },
  );

  it.each([
    ['commas and semicolons', 'Smith, Sons; Co'],
    ['lines', 'Harbour\nSecond floor\r\nRing twice'],
    ['backslashes', 'back\\slash \\n'],
    ['emoji and letters of every kind', '💆🏽‍♀️ Łódź مساج 按摩'],
    ['many letters', 'ü'.repeat(200)],
    ['what looks like another line', 'x\r\nATTENDEE:mailto:eve@example.com\r\nEND:VEVENT'],
    ['control characters', 'a\u0000b\u0007c\tend'],
  ])('keeps texts with %s as they are, in lines of at most 75 bytes', (_, text) => {
    const file = calendarFile({ ...ENTRY, summary: text, location: text });
    const { event, component } = read(file);
    const kept = text.replace(/\r\n/g, '\n').replace(/(?!\n)\p{Cc}/gu, '');
    expect([event.summary, event.location]).toEqual([kept, kept]);
    expect(component.getAllProperties('attendee')).toHaveLength(1);
    const lines = file.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.join('')).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['Smith, Sons; Co: "The" 💆', "Smith, Sons; Co: 'The' 💆"],
    ['Harbour\r\nATTENDEE:mailto:eve@example.com', 'Harbour ATTENDEE:mailto:eve@example.com'],
  ])('names an organizer called %j', (name, shown) => {
    const organizer = { name, address: 'desk@harbour.example' };
    const file = read(calendarFile({ ...ENTRY, organizer, attendee: organizer }));
    expect(file).toMatchObject({ organizer: { ...organizer, name: shown }, attendee: { ...organizer, name: shown } });
    expect(file.component.getAllProperties('attendee')).toHaveLength(1);
  });

  it('is the same bytes whenever it is made', () => {
    expect(calendarFile(ENTRY)).toBe(calendarFile({ ...ENTRY }));
  });
});
