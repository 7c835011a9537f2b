import type { BodySiteInput, MeasuredMovementInput, NoteGuidesQuery } from '../api/generated/graphql.js';
import type { Note } from './note.js';
import { wordsOf } from '../ui/words.js';

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `Shoulder, left`. */
export const siteWords = ({ region, side }: BodySiteInput): string =>
  `${capital(wordsOf(region))}, ${side === 'BOTH' ? 'both sides' : wordsOf(side)}`;

/** `Neck: lateral flexion, left`. */
export const movementWords = ({ joint, movement, side }: MeasuredMovementInput): string =>
  `${capital(wordsOf(joint))}: ${wordsOf(movement)}${side ? `, ${wordsOf(side)}` : ''}`;

const UNIT = { POINTS: '', PERCENT: ' %', DEGREES: '°' } as const;

type Score = Note['scoresBefore'][number];
type Instruments = NoteGuidesQuery['instruments'];

/** What was measured, by its name. */
export const measuredWords = ({ instrument, movement }: Omit<Score, 'value'>, guides: Instruments): string =>
  movement
    ? movementWords(movement)
    : (guides.find((guide) => guide.instrument === instrument)?.name ?? wordsOf(instrument));

/** `35°`. */
export function valueWords({ instrument, value }: Pick<Score, 'instrument' | 'value'>, guides: Instruments): string {
  const unit = guides.find((guide) => guide.instrument === instrument)?.unit ?? 'POINTS';
  return `${value}${UNIT[unit]}`;
}

/** One thing that is measured, whatever its value. */
export const measuredKey = ({ instrument, movement }: Omit<Score, 'value'>): string =>
  [instrument, movement?.joint, movement?.movement, movement?.side].filter(Boolean).join(' ');
