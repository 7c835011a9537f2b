import type { LaterReason, RefusalReason, Sending } from '../sending.js';
import { isTlsFailure } from '../tls-failure.js';

/** An attempt that has failed, as nodemailer tells it. */
export interface SmtpFailure {
  readonly code?: string;
  /** Of the system below. */
  readonly originalCode?: string;
  /** Of the server's answer, where it gave one. */
  readonly responseCode?: number;
  /** What the server answered to, such as `RCPT TO`, `AUTH PLAIN` or `CONN`. */
  readonly command?: string;
}

const LOGIN_WANTED = [530, 534, 535, 538];
/** Bad sequence of commands: of the connection, and not of the message. */
const OUT_OF_STEP = 503;

/** What the failure means; undefined where it is none of the server or of the way there. `hadAll`: the whole message was handed over. */
export function meaningOf(failure: SmtpFailure, hadAll: boolean): Sending | undefined {
  const { responseCode = 0 } = failure;
  if (failure.code === 'ETLS') return later('insecure');
  if (responseCode >= 400) return meaningOfAnswer(responseCode, failure.command ?? '');
  if (hadAll) return later('unknown_outcome');
  const reason = reasonOfBreak(failure);
  return reason && later(reason);
}

/** By reply code (RFC 5321, 4.2.1): 4yz is for now, 5yz for good, where it is about this message. */
function meaningOfAnswer(code: number, command: string): Sending {
  if (code < 500) return later('deferred');
  if (LOGIN_WANTED.includes(code) || command.startsWith('AUTH')) return later('login_refused');
  if (code === OUT_OF_STEP) return later('provider_failed');
  if (command === 'MAIL FROM') return later('sender_refused');
  if (command === 'RCPT TO') return refused('recipient_refused');
  return command === 'DATA' ? refused('message_refused') : later('provider_failed');
}

function reasonOfBreak({ code = '', originalCode = '' }: SmtpFailure): LaterReason | undefined {
  if (isTlsFailure(originalCode)) return 'insecure';
  if (code === 'EAUTH') return 'login_refused';
  if (code === 'ETIMEDOUT') return 'timed_out';
  if (code === 'EPROTOCOL') return 'provider_failed';
  return ['ECONNECTION', 'ESOCKET', 'EDNS'].includes(code) ? 'unreachable' : undefined;
}

const later = (reason: LaterReason): Sending => ({ kind: 'later', reason });
const refused = (reason: RefusalReason): Sending => ({ kind: 'refused', reason });
