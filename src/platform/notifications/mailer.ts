import type { Sending } from './sending.js';

/** The token under which the process's `Mailer` is injected. */
export const MAILER = Symbol('mailer');

export interface MailAddress {
  readonly address: string;
  /** As a person reads it. */
  readonly name?: string;
}

/** One mail to one recipient. */
export interface Mail {
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** With its angle brackets. The same mail has the same one, however often it is sent. */
  readonly messageId: string;
  /** Further ones, such as List-Unsubscribe. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What `calendarFile` made. */
  readonly calendar?: { readonly method: CalendarMethod; readonly content: string };
}

export type CalendarMethod = 'REQUEST' | 'CANCEL';

export interface Mailer {
  /**
   * Sends it once, without trying again, and says what became of it; never throws for what a server answers. Ends within the
   * lease of a delivery, or as soon as `signal` says so. SMTP knows no idempotency: after 'unknown_outcome' the same mail may
   * arrive twice, with the same Message-ID.
   */
  send(mail: Mail, signal?: AbortSignal): Promise<Sending>;
}
