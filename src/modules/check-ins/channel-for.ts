import type { PersonToAsk } from './storage/visits.js';

/**
 * By which channel a client is asked: one that they have agreed to and can be reached by, a text message first, since the answer is
 * given on a phone. Where there is none a message is planned all the same: the ledger then says why it was not sent.
 */
export function channelFor({ reached, agreed }: Pick<PersonToAsk, 'reached' | 'agreed'>): 'email' | 'sms' {
  const ways = ['sms', 'email'] as const;
  return (
    ways.find((channel) => reached.includes(channel) && agreed.includes(channel)) ??
    ways.find((channel) => reached.includes(channel)) ??
    'email'
  );
}
