import { Soreness } from '../../practices/domain/index.js';
import type { CheckInSettings } from './settings.js';
import { Triage } from './triage.js';

/** When a client is asked, by the hours that ship: after the end of the session, and again after some answers. */
export enum AskStep {
  FIRST = '24h',
  SECOND = '48h',
  WATCH = '72h',
  FOLLOW_UP = 'day7',
}

/** One time at which the client is asked; epoch ms, at a civil hour. Those of a check-in stand in order. */
export interface Ask {
  readonly step: AskStep;
  readonly askAt: number;
}

/** What the times of asks hang on. */
export interface Timing {
  /** End of the session, epoch ms. */
  readonly endedAt: number;
  readonly settings: CheckInSettings;
  /** The first instant from this one on at which the client may be written to. */
  readonly civil: (at: number) => number;
}

const HOUR_MS = 3_600_000;
/** Whoever has just answered is left in peace for so long. */
const LEAST_GAP_MS = 12 * HOUR_MS;
/** Two asks that quiet hours or a change of the clock bring so close are one: the later makes the repeat pointless. */
const CLOSE_MS = 2 * HOUR_MS;

/**
 * The asks after a session with so much soreness to be expected (DOMAIN.md). `wanted`: the client asked for them, or was sore
 * the last time, which counts where little soreness is to be expected.
 */
export function asksAfter(level: Soreness, { wanted }: { readonly wanted: boolean }, timing: Timing): Ask[] {
  const first = askAt(AskStep.FIRST, timing.settings.firstAskHours, timing);
  const second = askAt(AskStep.SECOND, timing.settings.secondAskHours, timing);
  switch (level) {
    case Soreness.NONE:
      return [];
    case Soreness.LOW:
      return wanted ? [first] : [];
    case Soreness.MEDIUM:
      return [first];
    case Soreness.HIGH:
      // Hours that a practice has set close together may both end in the same morning.
      return second.askAt > first.askAt ? [first, second] : [second];
  }
}

const askAt = (step: AskStep, hours: number, { endedAt, civil }: Timing): Ask => ({
  step,
  askAt: civil(endedAt + hours * HOUR_MS),
});

/** An ask whose time was past already when it was decided is left out, and not sent at once. Instants in epoch ms. */
export const fromThenOn = (asks: readonly Ask[], decidedAt: number): Ask[] =>
  asks.filter((ask) => ask.askAt >= decidedAt);

/** What is asked once the note was signed: what was due before that stays, all else is by the note. */
export const replannedAsks = (before: readonly Ask[], byNote: readonly Ask[], signedAt: number): Ask[] => [
  ...before.filter((ask) => ask.askAt < signedAt),
  ...fromThenOn(byNote, signedAt),
];

/**
 * All asks of a check-in after an answer: `watch` and `follow_up` are asked again, once each, and after a red flag, or advice to see
 * a health professional, nobody asks any more.
 */
export function asksAfterAnswer(
  triage: Triage,
  { asks, answeredAt, ...timing }: Timing & { readonly asks: readonly Ask[]; readonly answeredAt: number },
): Ask[] {
  if (triage === Triage.EMERGENCY || triage === Triage.REFER) return asks.filter((ask) => ask.askAt <= answeredAt);
  const { watchAskHours, followUpAskHours } = timing.settings;
  if (triage === Triage.WATCH) return withAgain(asks, AskStep.WATCH, watchAskHours, { answeredAt, ...timing });
  if (triage === Triage.FOLLOW_UP)
    return withAgain(asks, AskStep.FOLLOW_UP, followUpAskHours, { answeredAt, ...timing });
  return [...asks];
}

function withAgain(
  asks: readonly Ask[],
  step: AskStep,
  hours: number,
  { answeredAt, endedAt, civil }: Timing & { readonly answeredAt: number },
): Ask[] {
  const at = endedAt + hours * HOUR_MS;
  if (at <= answeredAt || asks.some((ask) => ask.step === step)) return [...asks];
  const again = { step, askAt: civil(Math.max(at, answeredAt + LEAST_GAP_MS)) };
  // An ask that would come just after this one says the same.
  const others = asks.filter((ask) => ask.askAt <= answeredAt || Math.abs(ask.askAt - again.askAt) > CLOSE_MS);
  return [...others, again].sort((a, b) => a.askAt - b.askAt);
}

/** The ask that an answer at this instant is to: the last one that was due. */
export const askAnswered = (asks: readonly Ask[], at: number): Ask | undefined =>
  asks.findLast((ask) => ask.askAt <= at) ?? asks[0];

/** Whether pain, sleep and mood are asked too: they are in the last one. */
export const isLastAsk = (asks: readonly Ask[], ask: Ask | undefined): boolean => ask?.step === asks.at(-1)?.step;

/** A message of a check-in. Epoch ms. */
export interface Sending {
  /** The ask's step, or the same with `-repeat`. */
  readonly step: string;
  readonly ask: Ask;
  readonly dueAt: number;
  /** By then the next one is due, or the check-in is closed. */
  readonly usefulUntil: number;
}

/** When an ask that nobody answers is repeated; null where the next ask is due anyway. */
function repeatAt(ask: Ask, next: Ask | undefined, { settings, civil }: Omit<Timing, 'endedAt'>): number | null {
  const at = civil(ask.askAt + settings.silenceHours * HOUR_MS);
  return next && next.askAt <= at + CLOSE_MS ? null : at;
}

/** Every message of the asks that are due after an instant: after the last answer, those before it are over. */
export function sendingsOf(
  asks: readonly Ask[],
  { after, ...timing }: Omit<Timing, 'endedAt'> & { readonly after: number },
): Sending[] {
  return asks.flatMap((ask, place): Sending[] => {
    if (ask.askAt <= after) return [];
    const next = asks[place + 1];
    const again = repeatAt(ask, next, timing);
    if (again === null) return [{ step: ask.step, ask, dueAt: ask.askAt, usefulUntil: next!.askAt }];
    const end = again + timing.settings.silenceHours * HOUR_MS;
    const usefulUntil = Math.min(next?.askAt ?? end, end);
    return [
      { step: ask.step, ask, dueAt: ask.askAt, usefulUntil: again },
      { step: `${ask.step}-repeat`, ask, dueAt: again, usefulUntil },
    ];
  });
}

/** When a check-in that is not answered is closed: a while after its last message. Null where nothing is asked any more. */
export const closesAt = (sendings: readonly Sending[]): number | null => sendings.at(-1)?.usefulUntil ?? null;
