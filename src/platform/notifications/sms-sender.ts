import type { Sending } from './sending.js';

/** The token under which the process's `SmsSender` is injected. */
export const SMS_SENDER = Symbol('sms sender');

export interface Sms {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** The same message has the same one, however often it is sent. */
  readonly idempotencyKey: string;
  /** Where the provider reports what became of it. */
  readonly statusCallback?: string;
}

export interface SmsSender {
  /** Sends it once, without trying again, and says what became of it; never throws for what a provider answers. */
  send(sms: Sms, signal?: AbortSignal): Promise<Sending>;
}
