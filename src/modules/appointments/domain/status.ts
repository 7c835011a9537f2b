/**
 * Where an appointment stands. One that waits for a clearance blocks time as a booked one does. Held, expired, cancelled
 * and no-show ones are kept, and only the live ones block time.
 */
export const STATUSES = [
  'held',
  'pending_clearance',
  'booked',
  'confirmed',
  'arrived',
  'in_session',
  'completed',
  'cancelled',
  'no_show',
  'expired',
] as const;
export type Status = (typeof STATUSES)[number];

/** Statuses that block nobody's time: the exclusion constraints of the table leave out the same ones. */
export const FREED: readonly Status[] = ['cancelled', 'no_show', 'expired'];

export const isLive = (status: Status): boolean => !FREED.includes(status);

/** Who may do something to an appointment: the desk (with management), its own therapist, the client by a link, or the program itself. */
export type Hand = 'desk' | 'own_therapist' | 'client' | 'program';

interface Transition {
  readonly from: readonly Status[];
  readonly to: Status;
  readonly by: readonly Hand[];
  /** The fact that the rest of the program hears of. */
  readonly emits: string;
  /** How long before the start it may be done, in minutes; null: at any time. */
  readonly earliestMinutesBefore: number | null;
}

/** DOMAIN.md, Screening: a slot that waits for a clearance is released 24 h before the visit. */
export const CLEARANCE_DEADLINE_MINUTES = 24 * 60;

/**
 * What can happen to an appointment, but for a move, which changes no status, and for taking a change back. Arriving the
 * evening before is a mis-click; a no-show can be known only once the visit should have begun.
 */
export const TRANSITIONS = {
  hold: { from: [], to: 'held', by: ['desk', 'client'], emits: 'appointment.held', earliestMinutesBefore: null },
  book: {
    from: ['held', 'expired'],
    to: 'booked',
    by: ['desk', 'client'],
    emits: 'appointment.booked',
    earliestMinutesBefore: null,
  },
  book_pending: {
    from: ['held', 'expired'],
    to: 'pending_clearance',
    by: ['desk', 'client'],
    emits: 'appointment.pending_clearance',
    earliestMinutesBefore: null,
  },
  clear_pending: {
    from: ['pending_clearance'],
    to: 'booked',
    by: ['program'],
    emits: 'appointment.cleared',
    earliestMinutesBefore: null,
  },
  confirm: {
    from: ['booked'],
    to: 'confirmed',
    by: ['desk', 'client'],
    emits: 'appointment.confirmed',
    earliestMinutesBefore: null,
  },
  arrive: {
    from: ['booked', 'confirmed'],
    to: 'arrived',
    by: ['desk', 'own_therapist'],
    emits: 'appointment.arrived',
    earliestMinutesBefore: 180,
  },
  start: {
    from: ['arrived'],
    to: 'in_session',
    by: ['desk', 'own_therapist'],
    emits: 'appointment.started',
    earliestMinutesBefore: 60,
  },
  complete: {
    from: ['arrived', 'in_session'],
    to: 'completed',
    by: ['desk', 'own_therapist', 'program'],
    emits: 'appointment.completed',
    earliestMinutesBefore: 0,
  },
  mark_no_show: {
    from: ['booked', 'confirmed'],
    to: 'no_show',
    by: ['desk', 'own_therapist'],
    emits: 'appointment.no_show',
    earliestMinutesBefore: 0,
  },
  cancel: {
    from: ['pending_clearance', 'booked', 'confirmed', 'arrived'],
    to: 'cancelled',
    by: ['desk', 'client'],
    emits: 'appointment.cancelled',
    earliestMinutesBefore: null,
  },
  lapse: {
    from: ['pending_clearance'],
    to: 'cancelled',
    by: ['program'],
    emits: 'appointment.clearance_lapsed',
    earliestMinutesBefore: CLEARANCE_DEADLINE_MINUTES,
  },
  release: {
    from: ['held'],
    to: 'expired',
    by: ['desk', 'client', 'program'],
    emits: 'appointment.released',
    earliestMinutesBefore: null,
  },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof TRANSITIONS;

/** Statuses whose last change can be taken back. A hold or a booking is ended by releasing or cancelling it instead. */
export const TAKEN_BACK: readonly Status[] = [
  'confirmed',
  'arrived',
  'in_session',
  'completed',
  'no_show',
  'cancelled',
];

/** Why a transition is not possible, or null. `start` and `now` are epoch ms. */
export function whyNot(
  name: TransitionName,
  { status, start, now }: { status: Status; start: number; now: number },
): 'wrong_status' | 'too_early' | null {
  const { from, earliestMinutesBefore }: Transition = TRANSITIONS[name];
  if (!from.includes(status)) return 'wrong_status';
  const early = earliestMinutesBefore !== null && now < start - earliestMinutesBefore * 60_000;
  return early ? 'too_early' : null;
}

/** What staff do to a visit by hand, from its booking to its end. */
export const STEPS = [
  'confirm',
  'arrive',
  'start',
  'complete',
  'mark_no_show',
  'cancel',
  'release',
  'take_back',
  'move',
] as const;
export type Step = (typeof STEPS)[number];

/** From these a visit may be moved. */
export const MOVED_FROM: readonly Status[] = ['pending_clearance', 'booked', 'confirmed'];

/** The steps that are open to somebody now, in the order of `STEPS`. What only the database can tell, such as a taken room, is not asked. */
export function possibleSteps(hand: Hand, visit: { status: Status; start: number; now: number }): Step[] {
  return STEPS.filter((step) => {
    if (step === 'move') return hand === 'desk' && MOVED_FROM.includes(visit.status);
    if (step === 'take_back') return TAKEN_BACK.includes(visit.status) && isFor(hand, leadingTo(visit.status));
    return isFor(hand, step) && whyNot(step, visit) === null;
  });
}

const isFor = (hand: Hand, name: TransitionName): boolean => (TRANSITIONS[name].by as readonly Hand[]).includes(hand);

/** What a person did who brought an appointment there, and who may therefore take it back. */
export const leadingTo = (status: Status): TransitionName =>
  (Object.keys(TRANSITIONS) as TransitionName[]).find((name) => TRANSITIONS[name].to === status)!;
