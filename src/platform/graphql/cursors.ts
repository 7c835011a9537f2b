import { isISO8601 } from 'class-validator';
import { InvalidInput, isId } from '../../kernel/index.js';
import { decodeCursor } from './page.js';

type Cursor = string | null | undefined;

/** What a list is ordered by, and the id of the record there. */
type Position = [value: string, id: string];

/** Each gives where a page begins, undefined for the first one, and throws `InvalidInput` for what its list has not given. */

export const nameAfter = (cursor: Cursor): Position | undefined =>
  positionAfter(cursor, (name) => !name.includes('\0'));

/** YYYY-MM-DD. */
export const dateAfter = (cursor: Cursor): Position | undefined => positionAfter(cursor, isDate);

/** An instant in ISO 8601. */
export const instantAfter = (cursor: Cursor): Position | undefined =>
  positionAfter(cursor, (text) => isISO8601(text, { strict: true }));

export function idAfter(cursor: Cursor): string | undefined {
  if (!cursor) return undefined;
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw notGiven();
  return id;
}

const isDate = (text: string): boolean => /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && isISO8601(text, { strict: true });

function positionAfter(cursor: Cursor, fits: (value: string) => boolean): Position | undefined {
  if (!cursor) return undefined;
  const [value, id] = decodeCursor(cursor, 2);
  if (typeof value === 'string' && fits(value) && isId(id)) return [value, id];
  throw notGiven();
}

const notGiven = (): InvalidInput =>
  InvalidInput.of('after', 'cursor', 'The cursor is not one that this list has given.');
