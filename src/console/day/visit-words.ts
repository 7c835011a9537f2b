import type { BoardVisitFragment } from '../api/generated/graphql.js';
import { timeIn } from '../time/clinic-time.js';
import { FLAG, SCREENING, STATUS } from '../visit/status.js';

/** What a screen reader says of a visit. */
export function visitWords(
  { startsAt, endsAt, clientName, serviceName, status, flags, screeningLabel }: BoardVisitFragment,
  zone: string,
): string {
  const screening = screeningLabel && screeningLabel !== 'CLEAR' ? [SCREENING[screeningLabel].word] : [];
  const what = [
    clientName ?? 'held for nobody yet',
    serviceName,
    STATUS[status].word,
    ...flags.map((flag) => FLAG[flag].word),
    ...screening,
  ];
  return `${timeIn(zone, startsAt)} to ${timeIn(zone, endsAt)}: ${what.join(', ')}`;
}

/** `AB` for Ada Berg. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map(([letter]) => letter)
    .join('');
