import { InvalidInput, isId } from '../../../kernel/index.js';
import { decodeCursor } from '../../../platform/graphql/index.js';

const notGiven = (): InvalidInput =>
  InvalidInput.of('after', 'cursor', 'The cursor is not one that this list has given.');

/** The name and id that a cursor stands for. Throws `InvalidInput` for a cursor that the list has not given. */
export function nameAfter(cursor: string | null | undefined): readonly [name: string, id: string] | undefined {
  if (!cursor) return undefined;
  const [name, id] = decodeCursor(cursor, 2);
  if (typeof name !== 'string' || name.includes('\0') || !isId(id)) throw notGiven();
  return [name, id];
}

/** The id that a cursor stands for. Throws `InvalidInput` for a cursor that the list has not given. */
export function idAfter(cursor: string | null | undefined): string | undefined {
  if (!cursor) return undefined;
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw notGiven();
  return id;
}
