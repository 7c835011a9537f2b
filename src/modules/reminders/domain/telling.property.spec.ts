import fc from 'fast-check';
import type { CourseEvent, VisitStatus } from './course.js';
import { amendmentOf } from './match-ledger.js';
import type { LedgerEntry } from './match-ledger.js';
import { DEFAULT_RULES } from './reminder-rules.js';
import type { DatedRule } from './reminder-rules.js';
import { verdictOn } from './verdict.js';
import { isUnderWay, VISIT_KINDS } from './wanted-messages.js';
import type { Telling } from './wanted-messages.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);
const MINUTE = 60_000;
const GRACE = 3;
/** Everything here happens at whole minutes of four days. */
const LENGTH = 4 * 24 * 60;
const RULES: readonly DatedRule[] = [
  ...DEFAULT_RULES,
  { leadHours: 3, channel: 'sms', onlyUnconfirmed: false } as const,
].map((rule) => ({ ...rule, addedAt: 0, removedAt: null }));

type Act = 'move' | 'cancel' | 'take_back' | 'confirm' | 'arrive' | 'clear';

/** Short waits are as frequent as long ones. */
const gap = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 900 }));
const start = fc.oneof(fc.constantFrom(3_000, 3_600, 5_000), fc.integer({ min: 30, max: LENGTH - 1 }));
/** A visit, and what somebody then tries to do to it, so many minutes after the try before; where it is not possible it does not happen. */
const visits = fc.record({
  begins: fc.integer({ min: 0, max: 1_500 }),
  start,
  isPending: fc.boolean(),
  tries: fc.array(
    fc.record({
      after: gap,
      act: fc.constantFrom<Act>('move', 'move', 'move', 'cancel', 'take_back', 'confirm', 'arrive', 'clear'),
      to: start,
    }),
    { maxLength: 8 },
  ),
  /** Minutes from an event to the moment at which its fact is handled, and how often it is. */
  lags: fc.array(fc.constantFrom(0, 0, 1, 2, 7, 240), { minLength: 1, maxLength: 9 }),
});
type Visit = typeof visits extends fc.Arbitrary<infer V> ? V : never;

const tries = (...all: [after: number, act: Act, to?: number][]): Visit['tries'] =>
  all.map(([after, act, to = 30]) => ({ after, act, to }));
const visit = (begins: number, start: number, of: Visit['tries']): [Visit] => [
  { begins, start, isPending: false, tries: of, lags: [0] },
];
/** Visits that went wrong once, each rare. */
const FOUND = [
  visit(0, 3_000, tries([1, 'arrive'], [2, 'take_back'])),
  visit(711, 3_600, tries([5, 'move', 30], [2, 'move', 31], [3, 'move', 3_600])),
  visit(23, 30, tries([4, 'cancel'], [6, 'take_back'], [1, 'move', 3_000], [1, 'cancel'])),
];

const apply = (status: VisitStatus, before: VisitStatus, act: Act): VisitStatus | null => {
  const isLive = ['booked', 'confirmed', 'pending_clearance'].includes(status);
  if (act === 'move') return isLive ? (status === 'confirmed' ? 'booked' : status) : null;
  if (act === 'cancel') return isLive ? 'cancelled' : null;
  if (act === 'take_back') return ['cancelled', 'confirmed', 'arrived'].includes(status) ? before : null;
  if (act === 'confirm') return status === 'booked' ? 'confirmed' : null;
  if (act === 'arrive') return status === 'booked' || status === 'confirmed' ? 'arrived' : null;
  return status === 'pending_clearance' ? 'booked' : null;
};

type History = ReturnType<typeof historyOf>;

/** What happens to the visit, minute by minute at most once. */
function historyOf({ begins, start: first, isPending, tries }: Visit): { events: CourseEvent[]; tellings: Telling[] } {
  let [now, status, before, from]: [number, VisitStatus, VisitStatus, number] = [
    begins,
    isPending ? 'pending_clearance' : 'booked',
    'booked',
    first,
  ];
  const events: CourseEvent[] = [{ at: now * MINUTE, status, moved: null }];
  const tellings = [tellingAfter([...events], from)];
  for (const { after, act, to } of tries) {
    now += after;
    const next = apply(status, before, act);
    if (next === null || (act === 'move' && to === from)) continue;
    const moved = act === 'move' ? { from: from * MINUTE, to: to * MINUTE } : null;
    if (act !== 'move' && act !== 'take_back') before = status;
    [status, from] = [next, act === 'move' ? to : from];
    events.push({ at: now * MINUTE, status, moved });
    tellings.push(tellingAfter([...events], from));
  }
  return { events, tellings };
}

/** The visit as it stands at a minute; undefined before it is booked. */
const tellingAt = ({ events, tellings }: History, minute: number): Telling | undefined =>
  tellings[events.findLastIndex(({ at }) => at <= minute * MINUTE)];

function tellingAfter(events: readonly CourseEvent[], from: number): Telling {
  const [first, last] = [events[0]!, events.at(-1)!];
  const course = { status: last.status, start: from * MINUTE, events, bookedAt: first.at, changedAt: last.at };
  return { course, zone: 'UTC', isUnscreened: false, rules: RULES, tellsSince: 0 };
}

const HELD: readonly VisitStatus[] = ['booked', 'confirmed'];
const saidOf = ({ course: { status, start: at } }: Telling): string =>
  status === 'cancelled' ? 'off' : `${status === 'pending_clearance' ? 'pending' : 'on'} ${at / MINUTE}`;

/**
 * Walks through the minutes as a careful receptionist would, who knows what she has told the client, and who leaves a change alone
 * until it is three minutes old.
 */
function receptionist(visit: Visit): string[] {
  const history = historyOf(visit);
  const [told, reminded]: [string[], Set<string>] = [[], new Set()];
  let [known, knownSince, said, since] = ['off', -1, 'off', -1];
  const owed = new Map<string, number>();
  for (let minute = 0; minute < LENGTH; minute += 1) {
    const now = tellingAt(history, minute);
    if (!now) continue;
    const { course } = now;
    if (saidOf(now) !== said) [said, since] = [saidOf(now), minute];
    // A change that is undone in time was none.
    const isSteady = said === known || minute - since >= GRACE;
    if (isSteady && said !== known) {
      const [was, is] = [known.split(' '), said.split(' ')];
      const kind =
        is[0] === 'off'
          ? 'cancellation_notice'
          : was[0] !== 'off' && was[1] !== is[1]
            ? 'change_notice'
            : 'booking_confirmation';
      [known, knownSince] = [said, since];
      // What is off was to begin when the client knows it to.
      const start = Number(is[0] === 'off' ? was[1] : is[1]);
      if (!isUnderWay(course.status) && start > minute && course.start > minute * MINUTE)
        told.push(`${minute} ${kind} ${start}`);
    }
    const [standing, at] = known.split(' ');
    if (standing === 'on') {
      for (const rule of RULES) {
        const due = Number(at) - rule.leadHours * 60;
        if (due === minute && due >= knownSince + GRACE) owed.set(`${rule.leadHours}h ${rule.channel} ${at}`, due);
      }
    }
    for (const [what] of owed) {
      const [step, channel, of] = what.split(' ');
      if (!isSteady) continue;
      owed.delete(what);
      const isAsked = RULES.some(
        ({ leadHours, onlyUnconfirmed }) =>
          `${leadHours}h` === step && !(onlyUnconfirmed && course.status === 'confirmed'),
      );
      if (
        isAsked &&
        HELD.includes(course.status) &&
        Number(of) * MINUTE === course.start &&
        course.start > minute * MINUTE
      ) {
        if (!reminded.has(what)) told.push(`${minute} appointment_reminder ${of} ${step} ${channel}`);
        reminded.add(what);
      }
    }
  }
  return told;
}

/** By which channel alone the client is reached at a minute, who changes their mind at others. */
const reachedAt = (changes: readonly number[], minute: number): 'email' | 'sms' =>
  changes.filter((at) => at <= minute).length % 2 === 0 ? 'email' : 'sms';

/**
 * The program: facts are handled sooner or later, again and again, and what is due is delivered by the truth of the minute. Where the client is
 * reached by another channel from some minutes on, that is heard at once.
 */
function program(
  visit: Visit,
  lags: readonly number[],
  changes: readonly number[] = [],
): { sent: string[]; ledger: LedgerEntry[] } {
  const history = historyOf(visit);
  const handled = new Set(
    history.events.flatMap(({ at }, n) => [at / MINUTE + lags[n % lags.length]!, at / MINUTE + 300]).concat(changes),
  );
  let ledger: (LedgerEntry & { dueAt: number })[] = [];
  const sent: string[] = [];
  for (let minute = 0; minute < LENGTH + 400; minute += 1) {
    const now = minute * MINUTE;
    const isQuiet = !handled.has(minute) && !ledger.some(({ state, dueAt }) => state === 'planned' && dueAt <= now);
    const telling = isQuiet ? undefined : tellingAt(history, minute);
    if (!telling) continue;
    if (handled.has(minute)) {
      const best = reachedAt(changes, minute);
      const { plan, again, callOff, redirect } = amendmentOf(ledger, telling, now, [best]);
      const off = new Set(callOff.map(({ id }) => id));
      ledger = ledger.map((entry) =>
        off.has(entry.id)
          ? { ...entry, state: 'dropped' }
          : again.includes(entry.id)
            ? { ...entry, state: 'planned' }
            : entry,
      );
      for (const { kind, version, step, channel, dueAt } of plan) {
        const key = { kind, version, step, channel: channel ?? best } as const;
        ledger.push({ ...key, id: `${ledger.length}`, dueAt, state: 'planned', isTheirs: true });
      }
      for (const { id, channel } of redirect) ledger = redirected(ledger, id, channel);
    }
    ledger = ledger.map((entry) => {
      if (entry.state !== 'planned' || entry.dueAt > now) return entry;
      const verdict = verdictOn(entry, telling, now);
      const isReached = entry.kind === 'appointment_reminder' || entry.channel === reachedAt(changes, minute);
      if (!isReached) return { ...entry, state: 'dropped' };
      if ('wait' in verdict) return { ...entry, dueAt: verdict.wait };
      if (!verdict.go) return { ...entry, state: 'dropped' };
      const [of] = entry.version.split('#');
      const reminder = entry.kind === 'appointment_reminder' ? ` ${entry.step} ${entry.channel}` : '';
      sent.push(`${minute} ${entry.kind} ${Date.parse(of!) / MINUTE}${reminder}`);
      return { ...entry, state: 'sent' };
    });
  }
  return { sent, ledger };
}

/** As the ledger does it: the one is dropped, and the other planned for the same time, anew or once more. */
function redirected<Entry extends LedgerEntry & { dueAt: number }>(
  ledger: readonly Entry[],
  id: string,
  channel: Entry['channel'],
): Entry[] {
  const one = ledger.find((entry) => entry.id === id)!;
  const twin = { ...one, channel, id: `${id}'` };
  const isTwin = (entry: Entry): boolean => keys([entry])[0] === keys([twin])[0];
  const without = ledger.map((entry) => (entry === one ? { ...entry, state: 'dropped' as const } : entry));
  if (!ledger.some(isTwin)) return [...without, twin];
  return without.map((entry) =>
    isTwin(entry) && entry.state === 'dropped' ? { ...entry, state: 'planned' as const, dueAt: one.dueAt } : entry,
  ) as Entry[];
}

const keys = (ledger: readonly LedgerEntry[]): string[] =>
  ledger.map(({ kind, version, step, channel }) => `${kind} ${version} ${step} ${channel}`);

describe('whatever happens to a visit', () => {
  it('sends what a careful receptionist would tell its client, at the minute at which she would', () => {
    fc.assert(
      fc.property(visits, (one) => {
        expect(program(one, [0]).sent.sort()).toEqual(receptionist(one).sort());
      }),
      { numRuns, examples: FOUND },
    );
  });

  it('sends the same, each once, however often the client is to be reached by the other channel', () => {
    const changes = fc.array(fc.integer({ min: 0, max: LENGTH }), { maxLength: 12 });
    const near = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 5 });
    fc.assert(
      fc.property(visits, changes, near, (one, far, close) => {
        const after = historyOf(one).events.flatMap(({ at }, n) => (n in close ? [at / MINUTE + close[n]!] : []));
        const all = [...new Set([...far, ...after])];
        expect(program(one, [0], all).sent.sort()).toEqual(receptionist(one).sort());
      }),
      { numRuns },
    );
  });

  it('sends nothing after its start, nothing twice, and nothing that is not true', () => {
    fc.assert(
      fc.property(visits, (visit) => {
        const history = historyOf(visit);
        const { sent, ledger } = program(visit, visit.lags);
        expect(new Set(keys(ledger)).size).toBe(ledger.length);
        for (const one of sent) {
          const [minute, kind, of] = one.split(' ');
          const { course } = tellingAt(history, Number(minute))!;
          expect(Number(minute) * MINUTE).toBeLessThan(course.start);
          expect(course.status === 'cancelled').toBe(kind === 'cancellation_notice');
          // What is off is off at the time that the client knows, which is still to come.
          if (kind === 'cancellation_notice') expect(Number(of)).toBeGreaterThan(Number(minute));
          else expect(course.start).toBe(Number(of) * MINUTE);
          expect(VISIT_KINDS).toContain(kind);
        }
        const reminders = sent
          .filter((one) => one.includes('appointment_reminder'))
          .map((one) => one.slice(one.indexOf(' ')));
        expect(new Set(reminders).size).toBe(reminders.length);
      }),
      { numRuns },
    );
  });

  it('leads to one ledger, however late and often its facts are handled, as long as nothing is due in between', () => {
    fc.assert(
      fc.property(visits, fc.array(fc.nat({ max: 8 }), { maxLength: 12 }), (visit, order) => {
        const history = historyOf(visit);
        const end = history.events.at(-1)!.at / MINUTE;
        const telling = tellingAt(history, end)!;
        const run = (moments: readonly number[]): string[] => {
          let ledger: LedgerEntry[] = [];
          for (const n of moments) {
            const at = tellingAt(history, history.events[Math.min(n, history.events.length - 1)]!.at / MINUTE)!;
            const { plan, again, callOff } = amendmentOf(ledger, at, -1);
            const off = callOff.map(({ id }) => id);
            ledger = ledger.map((entry) =>
              off.includes(entry.id)
                ? { ...entry, state: 'dropped' }
                : again.includes(entry.id)
                  ? { ...entry, state: 'planned' }
                  : entry,
            );
            ledger.push(
              ...plan.map(({ kind, version, step, channel }, m): LedgerEntry => {
                return {
                  kind,
                  version,
                  step,
                  channel: channel ?? 'sms',
                  id: `${ledger.length + m}`,
                  state: 'planned',
                  isTheirs: true,
                };
              }),
            );
          }
          return keys(ledger.filter(({ state }) => state === 'planned')).sort();
        };
        const last = history.events.length - 1;
        const firm = keys(
          amendmentOf([], telling, -1).plan.map((one) => ({
            ...one,
            channel: one.channel ?? 'sms',
            id: '',
            state: 'planned',
            isTheirs: true,
          })),
        ).sort();
        expect(run([last])).toEqual(firm);
        // Truth is read anew each time, so that of facts in any order each sees at least what the one before it saw.
        const rising = [...order].sort((a, b) => a - b);
        expect(run([...rising, last, last])).toEqual(expect.arrayContaining(firm));
      }),
      { numRuns },
    );
  });
});
