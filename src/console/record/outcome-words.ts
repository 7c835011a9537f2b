import type { MeasurementMoment, ScoreChangeFragment } from '../api/generated/graphql.js';
import type { Plain } from '../notes/note.js';
import { wordsOf } from '../ui/words.js';

export const MOMENT: Readonly<Record<MeasurementMoment, string>> = {
  AFTER: 'after the session',
  BEFORE: 'before the session',
  CHECK_IN: 'at a check-in',
  INTAKE: 'at intake',
};

/** `−3, better` or `+1.3, worse, meaningful`; which way is better the API knows. */
export function changeWords({ difference, direction, meaningful }: Plain<ScoreChangeFragment>): string {
  const size = Math.abs(difference);
  const sign = difference < 0 ? '−' : difference > 0 ? '+' : '±';
  return [`${sign}${size}`, wordsOf(direction), meaningful && 'meaningful'].filter(Boolean).join(', ');
}
