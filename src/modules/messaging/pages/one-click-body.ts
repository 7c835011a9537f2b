/** The one thing that a mail program says; it may say it as a form with parts (RFC 8058, section 3.2). */
const SAYS_ONE_CLICK = /name="?List-Unsubscribe"?\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/i;

/** A body of parts as the fields of a form: all but the one click is left out. */
export const oneClickFields = (body: string): Readonly<Record<string, string>> =>
  SAYS_ONE_CLICK.test(body) ? { 'List-Unsubscribe': 'One-Click' } : {};
