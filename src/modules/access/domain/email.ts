/** An e-mail as accounts are known by: mailboxes that differ only in case are one to every provider of note. */
export const normalEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();
