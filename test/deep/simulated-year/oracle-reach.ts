import { Temporal } from 'temporal-polyfill';
import { lastBy } from './history.js';
import type { Channel, ClientStory, Purpose } from './history.js';

/** Whether the client had agreed to it by then. */
export const agreed = (client: ClientStory, channel: Channel, purpose: Purpose, at: number): boolean =>
  lastBy(
    client.consents.filter((said) => said.channel === channel && said.purpose === purpose),
    at,
  )?.granted ?? false;

export const hasAddress = ({ email, phone }: ClientStory, channel: Channel): boolean =>
  (channel === 'email' ? email : phone) !== null;

/** Whether a message may go to the client at that moment, the hour of day aside. */
export function mayReach(client: ClientStory, channel: Channel, purpose: Purpose, at: number): boolean {
  if (lastBy(client.archived, at)?.is) return false;
  if (!agreed(client, channel, purpose, at) || !hasAddress(client, channel)) return false;
  return channel === 'email' || !lastBy(client.stops, at)?.stopped;
}

/** From nine in the evening to eight in the morning, where the client is. */
export function isNight(zone: string, at: number): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return hour >= 21 || hour < 8;
}

/** How a client is best told of their visits: by e-mail where they agreed to it, else by SMS. */
export function bestChannel(client: ClientStory, at: number): Channel {
  const isReached = (channel: Channel): boolean =>
    agreed(client, channel, 'service', at) && hasAddress(client, channel);
  return !isReached('email') && isReached('sms') ? 'sms' : 'email';
}

/** By which channel a message goes that was planned for one, as the client can be reached now: by the other only where it must. */
export function channelNow(client: ClientStory, planned: Channel, at: number): Channel {
  const other = planned === 'email' ? 'sms' : 'email';
  return !mayReach(client, planned, 'service', at) && mayReach(client, other, 'service', at) ? other : planned;
}

/** The same time of day so many days before, by the zone's calendar. */
export const daysBefore = (zone: string, at: number, days: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).subtract({ days }).epochMilliseconds;
