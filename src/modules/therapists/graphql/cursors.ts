import { isISO8601 } from 'class-validator';
import { InvalidInput, isId } from '../../../kernel/index.js';
import { decodeCursor } from '../../../platform/graphql/index.js';

type Cursor = string | null | undefined;
type Position = [value: string, id: string];

/** The name and id that a cursor stands for. Throws `InvalidInput` for a cursor that the list has not given. */
export const nameAfter = (cursor: Cursor): Position | undefined =>
  positionAfter(cursor, (name) => !name.includes('\0'));

/** The date (YYYY-MM-DD) and id that a cursor stands for. Throws `InvalidInput` for a cursor that the list has not given. */
export const dateAfter = (cursor: Cursor): Position | undefined => positionAfter(cursor, isDate);

const isDate = (text: string): boolean => /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && isISO8601(text, { strict: true });

function positionAfter(cursor: Cursor, fits: (value: string) => boolean): Position | undefined {
  if (!cursor) return undefined;
  const [value, id] = decodeCursor(cursor, 2);
  if (typeof value === 'string' && fits(value) && isId(id)) return [value, id];
  throw InvalidInput.of('after', 'cursor', 'The cursor is not one that this list has given.');
}
