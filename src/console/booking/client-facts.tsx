import type { ClientAtBookingQuery } from '../api/generated/graphql.js';
import { ScreeningAtBookingDocument } from '../api/generated/graphql.js';
import { useQuery } from 'urql';
import { dateTimeIn, dateWords } from '../time/clinic-time.js';
import { SCREENING, STATUS } from '../visit/status.js';
import { intervalWords, PLAN_DUE } from './slot-words.js';

interface ClientFactsProps {
  readonly facts: ClientAtBookingQuery;
  readonly therapists: readonly { readonly id: string; readonly name: string }[];
  readonly serviceId: string | null;
  readonly date: string;
}

/** What helps to book for a client: when they are due, when they came last, how they like it, and what screening says. */
export function ClientFacts({ facts, therapists, serviceId, date }: ClientFactsProps) {
  const { client, upcoming, recallList } = facts;
  const last = lastVisitOf(facts);
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
        <Fact name="Last visit" words={[last ? visitWords(last) : 'none in a year']} />
        <Fact
          name="Coming"
          words={upcoming.edges.map(({ node }) => `${visitWords(node)}, ${STATUS[node.status].word}`)}
        />
        <Fact name="Prefers" words={preferenceWords(client.preferences, therapists)} />
        {serviceId && <Screening {...{ clientId: client.id, serviceId, date }} />}
      </dl>
    </aside>
  );
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
