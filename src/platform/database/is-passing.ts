import { databaseError } from './unit-of-work.js';

/**
 * By PostgreSQL's codes (appendix A of its manual): connections (08), collisions with others (40001, 40P01), too little of something (53), and
 * a server that stops or starts (57P01 to 57P05); by Node's the ones of a network.
 */
const PASSING =
  /^(?:08...|40001|40P01|53...|57P0[1-5]|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What pg says of a connection that it has lost or not got, without any code. */
const LOST =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable)/;

/** Whether the database may well do the same a little later, with nobody mending anything. */
export function isPassing(error: unknown): boolean {
  const code = databaseError(error)?.code;
  if (code !== undefined) return PASSING.test(code);
  return error instanceof Error && LOST.test(error.message);
}
