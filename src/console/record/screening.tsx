import { useState } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { RecordVisitsDocument, ScreeningOfDocument, ServicesToScreenDocument } from '../api/generated/graphql.js';
import type { RecordVisitsQuery, ScreeningOfQueryVariables } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { Decision } from '../screening/decision.js';
import { Verdict } from '../screening/verdict.js';
import { useSignedIn } from '../session/session-gate.js';
import { addDays, dateTimeIn, localDateIn } from '../time/clinic-time.js';
import { Choice } from '../ui/choice.js';
import { TextInput } from '../ui/text-input.js';
import { STATUS } from '../visit/status.js';
import { useRecordZone } from './record-zone.js';

type Visit = RecordVisitsQuery['appointments']['edges'][number]['node'];

/** What screening says of the visits to come, and of any service on any date. */
export function Screening() {
  const { id: clientId } = useParams<{ id: string }>();
  const [window] = useState(() => {
    const today = new Date().toISOString().slice(0, 10);
    return { from: `${addDays(today, -1)}T00:00:00Z`, to: `${addDays(today, 180)}T00:00:00Z` };
  });
  const [{ data, error }] = useQuery({
    query: RecordVisitsDocument,
    variables: { clientId, ...window },
    requestPolicy: 'cache-and-network',
  });
  const open = data?.appointments.edges.map(({ node }) => node).filter(({ status }) => status !== 'CANCELLED') ?? [];
  return (
    <div className="stack">
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {open.map((visit) => (
        <VisitScreening key={visit.id} clientId={clientId} visit={visit} />
      ))}
      {data && open.length === 0 && <p>No visit of yours is to come.</p>}
      <AnyScreening clientId={clientId} />
    </div>
  );
}

/** Of one visit, which its therapist may decide about. */
function VisitScreening({ clientId, visit }: { clientId: string; visit: Visit }) {
  const { id: appointmentId, startsAt, status, service, therapist, clinic } = visit;
  const { me } = useSignedIn();
  const date = localDateIn(clinic.timeZone, Date.parse(startsAt));
  const [{ data, error }] = useScreening({ clientId, serviceId: service.id, date, appointmentId });
  const name = `visit-${appointmentId}`;
  return (
    <article aria-labelledby={name}>
      <h2 id={name}>
        {dateTimeIn(clinic.timeZone, startsAt)}: {service.name}
      </h2>
      <p className="quiet-text">
        {STATUS[status].sign} {STATUS[status].word} · {therapist.name}
      </p>
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {data && <Verdict verdict={data.screening} />}
      {data && data.screening.level !== 'CLEAR' && status !== 'COMPLETED' && therapist.id === me.therapistId && (
        <Decision appointmentId={appointmentId} verdict={data.screening} />
      )}
    </article>
  );
}

function AnyScreening({ clientId }: { clientId: string }) {
  const zone = useRecordZone();
  const [{ data }] = useQuery({ query: ServicesToScreenDocument });
  const [serviceId, setServiceId] = useState<string | null>(null);
  const [date, setDate] = useState(() => localDateIn(zone, Date.now()));
  return (
    <section aria-labelledby="any-screening">
      <h2 id="any-screening">Another service or date</h2>
      <div className="asked">
        {data ? (
          <Choice label="Service" items={data.services} chosen={serviceId} onChoose={setServiceId} />
        ) : (
          <p role="status">Loading …</p>
        )}
        <TextInput label="Date of the visit" type="date" value={date} onChange={setDate} />
      </div>
      {serviceId && date && <AskedScreening clientId={clientId} serviceId={serviceId} date={date} />}
    </section>
  );
}

function AskedScreening(asked: ScreeningOfQueryVariables) {
  const [{ data, error }] = useScreening(asked);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  return data ? <Verdict verdict={data.screening} /> : <p role="status">Loading …</p>;
}

const useScreening = (variables: ScreeningOfQueryVariables) =>
  useQuery({ query: ScreeningOfDocument, variables, requestPolicy: 'cache-and-network' });
