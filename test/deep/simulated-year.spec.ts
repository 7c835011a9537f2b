import { ClinicUnderClock } from './simulated-year/clinic-under-clock.js';
import { differences } from './simulated-year/differences.js';
import { Dice } from './simulated-year/dice.js';
import type { Said, YearStory } from './simulated-year/history.js';
import { CheckInDesk } from './simulated-year/oracle-check-ins.js';
import { RecallDesk } from './simulated-year/oracle-recall.js';
import { Receptionist } from './simulated-year/oracle-visits.js';
import { sentMessages } from './simulated-year/what-happened.js';
import { Year } from './simulated-year/year.js';

const ZONE = 'Europe/Berlin';
/** Another one is another year: SEED=7, or YEARS=20 for so many from that seed on. */
const SEED = Number(process.env.SEED ?? 4);
const YEARS = Number(process.env.YEARS ?? 1);
const DAYS = Number(process.env.DAYS ?? 365);

/** What was to be said after a story, worked out from what happened alone. */
function wantedAfter(year: YearStory): Said[] {
  const ofVisits = year.visits.flatMap((visit) => {
    const client = year.clients.find(({ id }) => id === visit.clientId)!;
    return [...Receptionist.of(visit, client, year.zone), ...CheckInDesk.of(visit, year)];
  });
  return [...ofVisits, ...year.plans.flatMap((plan) => RecallDesk.of(plan, year))].filter(({ at }) => at < year.end);
}

const KINDS = [
  ...['booking_confirmation', 'change_notice', 'cancellation_notice', 'appointment_reminder'],
  ...['recall_reminder', 'soreness_check_in'],
];
const count = (said: readonly Said[]): Record<string, number> =>
  said.reduce<Record<string, number>>((counts, { kind }) => ({ ...counts, [kind]: (counts[kind] ?? 0) + 1 }), {});

describe('a simulated year of a clinic', () => {
  let clock: ClinicUnderClock;

  beforeEach(async () => {
    clock = await ClinicUnderClock.open(ZONE, Date.parse('2027-01-11T06:00:00Z'));
  });
  afterEach(() => clock.close());

  it.each(Array.from({ length: YEARS }, (_, n) => SEED + n))(
    'sends each message that its history asks for, at its minute, and no other (seed %s)',
    async (seed) => {
      const year = new Year(clock, new Dice(seed), ZONE);
      const story = await year.live({ days: DAYS, actsADay: 1.5 });
      const [sent, wanted] = [await sentMessages(clock, story), wantedAfter(story)];
      expect(differences(sent, wanted, story)).toEqual([]);
      expect(count(sent)).toEqual(count(wanted));
      // A year in which little is said shows little.
      if (DAYS >= 365) for (const kind of KINDS) expect(count(sent)[kind]).toBeGreaterThan(10);
    },
    600_000,
  );
});
