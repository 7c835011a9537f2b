import type { LaterReason, RefusalReason, Sending } from '../sending.js';

/** What the provider answered. */
export interface SmsAnswer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | null;
  /** When the answer was made, by the provider's clock. */
  readonly date: string | null;
}

/** Twilio's codes of errors that say more than the status does. It adds to them from time to time, so all others go by the status. */
const REFUSED: Readonly<Record<number, RefusalReason>> = {
  21211: 'bad_address', // no number
  21217: 'bad_address', // no number
  21614: 'bad_address', // no mobile number
  21610: 'recipient_opted_out',
};
const NOT_OURS_TO_SEND_FROM = [21212, 21603, 21606];
const NOT_LET_IN = [401, 403, 404];

export function meaningOf(answer: SmsAnswer): Sending {
  const { status } = answer;
  const { sid, code = 0 } = bodyOf(answer.body);
  if (status >= 200 && status < 300) return sid ? { kind: 'accepted', providerId: sid } : later('unknown_outcome');
  if (status === 429) return later('rate_limited', waitOf(answer));
  if (status === 408 || status >= 500 || status < 400) return later('provider_failed', waitOf(answer));
  const reason = REFUSED[code];
  if (reason) return { kind: 'refused', reason };
  if (NOT_OURS_TO_SEND_FROM.includes(code)) return later('sender_refused');
  return NOT_LET_IN.includes(status) ? later('login_refused') : { kind: 'refused', reason: 'message_refused' };
}

/** Empty for what is no JSON object: proxies on the way answer in other forms. */
function bodyOf(text: string): { readonly sid?: string; readonly code?: number } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
  if (typeof body !== 'object' || body === null) return {};
  const { sid, code } = body as Record<string, unknown>;
  return { sid: typeof sid === 'string' ? sid : undefined, code: typeof code === 'number' ? code : undefined };
}

/** Milliseconds of Retry-After, which is in seconds or an instant (RFC 9110, 10.2.3), and then measured by the same clock. */
function waitOf({ retryAfter, date }: SmsAnswer): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const wait = Date.parse(retryAfter) - Date.parse(date ?? '');
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

const later = (reason: LaterReason, retryAfterMs?: number): Sending =>
  retryAfterMs === undefined ? { kind: 'later', reason } : { kind: 'later', reason, retryAfterMs };
