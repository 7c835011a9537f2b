import type { BoardVisitFragment } from '../api/generated/graphql.js';
import { timeIn } from '../time/clinic-time.js';
import { marksOf, STATUS } from '../visit/status.js';

/** What a screen reader says of a visit. */
export function visitWords(visit: BoardVisitFragment, zone: string): string {
  const { startsAt, endsAt, clientName, serviceName, status } = visit;
  const what = [
    clientName ?? 'held for nobody yet',
    serviceName,
    STATUS[status].word,
    ...marksOf(visit).map(({ word }) => word),
  ];
  return `${timeIn(zone, startsAt)} to ${timeIn(zone, endsAt)}: ${what.join(', ')}`;
}

/** `AB` for Ada Berg. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(([letter]) => letter)
    .join('');
