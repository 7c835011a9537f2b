import type { SmsAccount } from '../../config/index.js';
import type { LaterReason, Sending } from '../sending.js';
import { isTlsFailure } from '../tls-failure.js';
import type { Sms, SmsSender } from '../sms-sender.js';
import { meaningOf } from './sms-answer.js';
import type { SmsAnswer } from './sms-answer.js';

/** Milliseconds for one message; well below the lease of a delivery, which is a minute. */
const PATIENCE = 20_000;

/** Failures of the way there: nothing was sent. */
const NOT_REACHED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/**
 * Sends SMS by Twilio's REST form: one POST, with the account and its token as basic authentication. The key in `Idempotency-Key` is
 * honoured by other providers of this form; Twilio itself honours none, so after 'unknown_outcome' the same SMS may arrive twice.
 */
export class TwilioSms implements SmsSender {
  constructor(
    private readonly account: SmsAccount,
    private readonly patience = PATIENCE,
  ) {}

  async send(sms: Sms, signal?: AbortSignal): Promise<Sending> {
    if (signal?.aborted) return later('interrupted');
    const limits = [AbortSignal.timeout(this.patience), ...(signal ? [signal] : [])];
    try {
      return meaningOf(await this.post(sms, AbortSignal.any(limits)));
    } catch (error) {
      return later(reasonOfBreak(error));
    }
  }

  private async post({ idempotencyKey, ...sms }: Sms, signal: AbortSignal): Promise<SmsAnswer> {
    const { id, token, url } = this.account;
    const response = await fetch(`${url}/2010-04-01/Accounts/${encodeURIComponent(id)}/Messages.json`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${token}`).toString('base64')}`,
        'idempotency-key': idempotencyKey,
        accept: 'application/json',
      },
      body: this.formOf(sms),
      // The token goes nowhere else.
      redirect: 'manual',
      signal,
    });
    const { status, headers } = response;
    return { status, body: await response.text(), retryAfter: headers.get('retry-after'), date: headers.get('date') };
  }

  private formOf({ to, text, statusCallback }: Omit<Sms, 'idempotencyKey'>): URLSearchParams {
    const { from } = this.account;
    const form = new URLSearchParams({ To: to, Body: text });
    form.set(/^MG[\da-f]{32}$/i.test(from) ? 'MessagingServiceSid' : 'From', from);
    if (statusCallback !== undefined) form.set('StatusCallback', statusCallback);
    return form;
  }
}

/** Once a connection stood, the provider may have had the message, however it broke. Throws what is no break of the way there. */
function reasonOfBreak(error: unknown): LaterReason {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError' || name === 'AbortError') return 'unknown_outcome';
  if (name !== 'TypeError' || cause === undefined) throw error;
  const { code = '' } = cause as NodeJS.ErrnoException;
  if (isTlsFailure(code)) return 'insecure';
  return NOT_REACHED.includes(code) ? 'unreachable' : 'unknown_outcome';
}

const later = (reason: LaterReason): Sending => ({ kind: 'later', reason });
