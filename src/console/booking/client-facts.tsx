import type { ClientAtBookingQuery } from '../api/generated/graphql.js';
import { ComingAtBookingDocument, ScreeningAtBookingDocument } from '../api/generated/graphql.js';
import { useState } from 'react';
import { useQuery } from 'urql';
import { dateTimeIn, dateWords } from '../time/clinic-time.js';
import { SCREENING, STATUS } from '../visit/status.js';
import { intervalWords, PLAN_DUE } from '../clients/plan-words.js';

interface ClientFactsProps {
  readonly facts: ClientAtBookingQuery;
  readonly therapists: readonly { readonly id: string; readonly name: string }[];
  readonly serviceId: string | null;
  readonly date: string;
}

/** What helps to book for a client: when they are due, when they came last, how they like it, and what screening says. */
export function ClientFacts({ facts, therapists, serviceId, date }: ClientFactsProps) {
  const { client, recallList } = facts;
  const last = lastVisitOf(facts);
  const [{ now, until }] = useState(() => timesAround(Date.now()));
  const [{ data: coming }] = useQuery({ query: ComingAtBookingDocument, variables: { id: client.id, now, until } });
  return (
    <aside aria-label="About the client" className="facts">
      <dl>
        <Fact name="Contact" words={[client.phone, client.email]} />
        <Fact
          name="Plan"
          words={recallList.edges.map(
            ({ node }) => `${intervalWords(node.interval)}, due ${dateWords(node.dueOn)}: ${PLAN_DUE[node.state]}`,
          )}
        />
        <Fact name="Last visit" words={[last ? visitWords(last) : 'none in half a year']} />
        <Fact
          name="Coming"
          words={(coming?.appointments.edges ?? []).map(
            ({ node }) => `${visitWords(node)}, ${STATUS[node.status].word}`,
          )}
        />
        <Fact name="Prefers" words={preferenceWords(client.preferences, therapists)} />
        {serviceId && <Screening {...{ clientId: client.id, serviceId, date }} />}
      </dl>
    </aside>
  );
}

const YEAR = 365 * 24 * 3_600_000;

/** Half a year back, in which nobody comes more than sixty times, and a year on, from this minute. */
export function timesAround(instant: number): { since: string; now: string; until: string } {
  const minute = Math.floor(instant / 60_000) * 60_000;
  const at = (years: number): string => new Date(minute + years * YEAR).toISOString();
  return { since: at(-0.5), now: at(0), until: at(1) };
}

type Visit = ClientAtBookingQuery['past']['edges'][number]['node'];

export const lastVisitOf = ({ past }: ClientAtBookingQuery): Visit | null => past.edges.at(-1)?.node ?? null;

const visitWords = ({ startsAt, clinic, service, therapist }: Visit): string =>
  `${dateTimeIn(clinic.timeZone, startsAt)}, ${service.name}, ${therapist.name}`;

function preferenceWords(
  { therapistId, pressure, music, draping, aroma }: ClientAtBookingQuery['client']['preferences'],
  therapists: ClientFactsProps['therapists'],
): (string | null | undefined)[] {
  return [
    therapists.find(({ id }) => id === therapistId)?.name,
    pressure && `pressure ${pressure} of 5`,
    music && `music: ${music}`,
    draping && `draping: ${draping}`,
    aroma && `aroma: ${aroma}`,
  ].map((words) => words || null);
}

function Screening(variables: { clientId: string; serviceId: string; date: string }) {
  const [{ data, stale }] = useQuery({ query: ScreeningAtBookingDocument, variables });
  return <Fact name="Screening" words={[data && !stale ? SCREENING[data.screeningLabel].word : '…']} />;
}

function Fact({ name, words }: { name: string; words: readonly (string | null | undefined)[] }) {
  const known = words.filter(Boolean);
  if (known.length === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      {known.map((line) => (
        <dd key={line}>{line}</dd>
      ))}
    </>
  );
}
