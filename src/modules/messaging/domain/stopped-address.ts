/** An address as it is compared with those that were stopped: however it is written, it is the same one. */
export const stopKey = (channel: 'email' | 'sms', address: string): string =>
  channel === 'email' ? address.trim().toLowerCase() : address.replace(/\D/g, '');
