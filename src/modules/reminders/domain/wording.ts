import { isSame, stretchesOf } from './course.js';
import type { Course, Stretch } from './course.js';
import { newsOf } from './news.js';
import type { Word } from './news.js';
import { isNotice, sequenceOf } from './wanted-messages.js';
import type { MessageKey } from './wanted-messages.js';

/** How a notice of a visit is put, beside the visit's time. */
export interface Wording {
  /** That its time is only kept, in neutral words. */
  readonly variant?: 'pending';
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly sequence: number };
}

/**
 * What a notice says of how the visit stands. A calendar entry goes with what is booked, with its moves, and with its end; a time that
 * is only kept is none, but where the client has an entry of the visit already.
 */
export function wordingOf(course: Course): Wording {
  const stretches = stretchesOf(course);
  const { says } = newsOf(stretches).word!;
  const { standing, sequence } = says;
  const hasEntry = stretches.some((one) => one.standing === 'on' && one.sequence < sequence);
  if (standing === 'off') return hasEntry ? { calendar: { method: 'CANCEL', sequence } } : {};
  const calendar = { method: 'REQUEST', sequence } as const;
  if (standing === 'on') return { calendar };
  return hasEntry ? { variant: 'pending', calendar } : { variant: 'pending' };
}

/** Of the notices of a visit that went out. */
interface Sent {
  readonly course: Course;
  readonly sent: readonly MessageKey[];
}

/** What the client was last told; null: nothing. */
function lastTold({ course, sent }: Sent): Stretch | null {
  const stretches = stretchesOf(course);
  const told = sent.filter(isNotice).map(({ version }) => stretches[sequenceOf(version)] ?? null);
  return told.sort((a, b) => (a?.sequence ?? -1) - (b?.sequence ?? -1)).at(-1) ?? null;
}

/**
 * Whether a notice would tell the client what they have in writing already: a notice of a move has waited for the morning, say, and the
 * visit was moved back before that.
 */
export function isToldAlready({ course, sent }: Sent): boolean {
  const told = lastTold({ course, sent });
  const word: Word | null = newsOf(stretchesOf(course)).word;
  return told !== null && word !== null && told.sequence !== word.says.sequence && isSame(told, word.says);
}
