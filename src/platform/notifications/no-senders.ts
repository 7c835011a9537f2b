import type { Mailer } from './mailer.js';
import type { Sending } from './sending.js';
import type { SmsSender } from './sms-sender.js';

const HOUR = 3_600_000;

/** While MESSAGES is off: what is due waits. */
export class SwitchedOff implements Mailer, SmsSender {
  send(): Promise<Sending> {
    return Promise.resolve({ kind: 'later', reason: 'switched_off', retryAfterMs: HOUR });
  }
}

/** Where nothing is set up to send by: what was to go this way is refused, so that somebody sees it. */
export class NoProvider implements SmsSender {
  send(): Promise<Sending> {
    return Promise.resolve({ kind: 'refused', reason: 'no_provider' });
  }
}
