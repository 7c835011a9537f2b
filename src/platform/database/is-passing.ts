import { databaseError } from './unit-of-work.js';

/** PostgreSQL's codes (appendix A of its manual). Each has a digit, which codes of Node's such as EPIPE have not. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
/** Connections (08), collisions with others (40001, 40P01), too little of something (53), and a server that stops or starts (57P01 to 57P05). */
const PASSING = /^(?:08...|40001|40P01|53...|57P0[1-5])$/;
/** A fault of the program's: it does the same again. */
const MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError] as const;

/**
 * Whether the database may well do the same a little later, with nobody mending anything. What it says of a statement it says with a code;
 * what comes without one is about the connection, and drivers have many words for that.
 */
export function isPassing(error: unknown): boolean {
  const code = databaseError(error)?.code;
  if (code !== undefined && SQLSTATE.test(code)) return PASSING.test(code);
  return error instanceof Error && !MISTAKES.some((kind) => error instanceof kind);
}
