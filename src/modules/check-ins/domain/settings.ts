import type { Violation } from '../../../kernel/index.js';

/** The thresholds of DOMAIN.md (Soreness check-in). Soreness in points of the NPRS, times in hours after the end of the session. */
export interface CheckInSettings {
  /** From this soreness on somebody is sore at all. */
  readonly soreFrom: number;
  readonly watchFrom: number;
  readonly followUpFrom: number;
  /** Soreness that has risen by so many points since the answer before. */
  readonly riseFrom: number;
  readonly watchAfterHours: number;
  readonly followUpAfterHours: number;
  readonly referAfterHours: number;
  readonly firstAskHours: number;
  readonly secondAskHours: number;
  /** After an answer to watch. */
  readonly watchAskHours: number;
  /** After an answer that a therapist follows up. */
  readonly followUpAskHours: number;
  /** After so much silence an ask is repeated once, and closed after as much again. */
  readonly silenceHours: number;
}

export const SHIPPED_SETTINGS: CheckInSettings = {
  soreFrom: 1,
  watchFrom: 5,
  followUpFrom: 7,
  riseFrom: 2,
  watchAfterHours: 48,
  followUpAfterHours: 72,
  referAfterHours: 168,
  firstAskHours: 24,
  secondAskHours: 48,
  watchAskHours: 72,
  followUpAskHours: 168,
  silenceHours: 24,
};

export type SettingsChanges = Partial<CheckInSettings>;

type Name = keyof CheckInSettings;

/** From and to, both included. */
const RANGES: Readonly<Record<Name, readonly [number, number]>> = {
  soreFrom: [1, 10],
  watchFrom: [1, 10],
  followUpFrom: [1, 10],
  riseFrom: [1, 10],
  watchAfterHours: [12, 336],
  followUpAfterHours: [12, 336],
  referAfterHours: [24, 336],
  firstAskHours: [6, 72],
  secondAskHours: [12, 120],
  watchAskHours: [24, 168],
  followUpAskHours: [48, 336],
  silenceHours: [12, 72],
};

/** Each is at most, or for the asks less than, the next: a graver outcome never begins before a milder one. */
const RISING: readonly { readonly names: readonly Name[]; readonly strictly: boolean }[] = [
  { names: ['soreFrom', 'watchFrom', 'followUpFrom'], strictly: false },
  { names: ['watchAfterHours', 'followUpAfterHours', 'referAfterHours'], strictly: false },
  { names: ['firstAskHours', 'secondAskHours', 'watchAskHours', 'followUpAskHours'], strictly: true },
];

export const withChanges = (changes: SettingsChanges): CheckInSettings => ({ ...SHIPPED_SETTINGS, ...changes });

/** Which rules the settings break; none where a practice can work by them. */
export function settingsViolations(settings: CheckInSettings): Violation[] {
  return [...rangeViolations(settings), ...RISING.flatMap((order) => orderViolations(settings, order))];
}

function rangeViolations(settings: CheckInSettings): Violation[] {
  return (Object.keys(RANGES) as Name[]).flatMap((field) => {
    const [[min, max], value] = [RANGES[field], settings[field]];
    if (Number.isInteger(value) && value >= min && value <= max) return [];
    return [{ field, rule: 'range', message: `${field} must be a whole number from ${min} to ${max}` }];
  });
}

function orderViolations(settings: CheckInSettings, { names, strictly }: (typeof RISING)[number]): Violation[] {
  return names.slice(1).flatMap((field, place) => {
    const before = names[place]!;
    const rises = strictly ? settings[field] > settings[before] : settings[field] >= settings[before];
    if (rises) return [];
    const message = `${field} must ${strictly ? 'be greater than' : 'not be less than'} ${before}`;
    return [{ field, rule: 'order', message }];
  });
}
