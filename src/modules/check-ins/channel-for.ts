import type { PersonToAsk } from './storage/visits.js';

/**
 * By which channel a client is asked: one that they have agreed to and can be reached by and have not stopped, a text message first, since the answer is
 * given on a phone. Where there is none a message is planned all the same: the ledger then says why it was not sent.
 */
export function channelFor({
  reached,
  agreed,
  stopped,
}: Pick<PersonToAsk, 'reached' | 'agreed' | 'stopped'>): 'email' | 'sms' {
  const ways = ['sms', 'email'] as const;
  const agreedTo = ways.filter((channel) => reached.includes(channel) && agreed.includes(channel));
  return (
    agreedTo.find((channel) => !stopped.includes(channel)) ??
    agreedTo[0] ??
    ways.find((channel) => reached.includes(channel)) ??
    'email'
  );
}

/** Whether a message that goes by this channel is sent: they agreed to it, can be reached by it and have not stopped it. */
export const reaches = (
  { reached, agreed, stopped }: Pick<PersonToAsk, 'reached' | 'agreed' | 'stopped'>,
  channel: 'email' | 'sms',
): boolean => reached.includes(channel) && agreed.includes(channel) && !stopped.includes(channel);
