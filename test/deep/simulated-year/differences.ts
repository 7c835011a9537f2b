import { DAY, lineOf, minuteOf } from './history.js';
import type { ClientStory, PlanStory, Said, VisitStory, YearStory } from './history.js';

/** How many of each are told in full: what is wrong is mostly wrong in one way. */
const AT_MOST = 8;
/** So much of a client's history around a difference is told with it. */
const AROUND = 12 * DAY;

/** What was sent and should not have been, and what was not and should have, each with what had happened to its client around then. */
export function differences(sent: readonly Said[], wanted: readonly Said[], story: YearStory): string[] {
  const [was, is] = [wanted.map(lineOf), sent.map(lineOf)];
  const extra = sent.filter((one) => !was.includes(lineOf(one))).slice(0, AT_MOST);
  const missing = wanted.filter((one) => !is.includes(lineOf(one))).slice(0, AT_MOST);
  const twice = sent.filter((one, n) => is.indexOf(lineOf(one)) !== n);
  return [
    ...twice.map((one) => `SENT TWICE  ${lineOf(one)}`),
    ...extra.map((one) => `SENT        ${told(one, story)}`),
    ...missing.map((one) => `NOT SENT    ${told(one, story)}`),
  ];
}

function told(one: Said, story: YearStory): string {
  const client = story.clients.find(({ name }) => name === one.client);
  const events = client ? eventsOf(client, story).filter(({ at }) => Math.abs(at - one.at) < AROUND) : [];
  const lines = events.sort((a, b) => a.at - b.at).map(({ at, words }) => `\n    ${minuteOf(at)} ${words}`);
  return lineOf(one) + lines.join('');
}

interface Event {
  readonly at: number;
  readonly words: string;
}

/** All that happened to a client, in words. */
function eventsOf(client: ClientStory, { visits, plans, answers, closures }: YearStory): Event[] {
  const isTheirs = ({ clientId }: { clientId: string }): boolean => clientId === client.id;
  const own = visits.filter(isTheirs);
  return [
    ...own.flatMap(eventsOfVisit),
    ...plans.filter(isTheirs).flatMap(eventsOfPlan),
    ...answers.flatMap(({ at, visitId, ...said }) => {
      const visit = own.find(({ id }) => id === visitId);
      return visit ? [{ at, words: `answers about ${visit.name}: ${JSON.stringify(said)}` }] : [];
    }),
    ...closures.map(({ at, firstDay, lastDay }) => ({ at, words: `closure from ${firstDay} to ${lastDay}` })),
    ...client.consents.map(({ at, channel, purpose, granted }) => {
      return { at, words: `${granted ? 'agrees to' : 'declines'} ${purpose} by ${channel}` };
    }),
    ...client.stops.map(({ at, stopped }) => ({ at, words: stopped ? 'STOP' : 'START' })),
    ...client.archived.map(({ at, is }) => ({ at, words: is ? 'archived' : 'not archived any more' })),
    ...client.wishes.map(({ at, wanted }) => ({ at, words: `wants to be asked: ${wanted}` })),
    ...client.tasksDone.map((at) => ({ at, words: 'tasks done' })),
  ];
}

function eventsOfVisit({ name, service, events, note }: VisitStory): Event[] {
  const signed = note ? [{ at: note.at, words: `${name} note signed: ${JSON.stringify(note.techniques)}` }] : [];
  const stood = events.map(({ at, status, start, reason }) => {
    return {
      at,
      words: `${name} (${service.technique}) ${status} at ${minuteOf(start)}${reason ? `, ${reason}` : ''}`,
    };
  });
  return [...stood, ...signed];
}

const eventsOfPlan = ({ name, steps }: PlanStory): Event[] =>
  steps.map(({ at, status, interval, liveFrom }) => ({ at, words: `${name} ${status} ${interval} from ${liveFrom}` }));
