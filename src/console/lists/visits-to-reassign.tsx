import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { Link, useSearchParams } from 'wouter';
import { ClinicsDocument, VisitsToReassignDocument } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { dateTimeIn, localDateIn } from '../time/clinic-time.js';
import { Choice } from '../ui/choice.js';
import { Contact } from '../clients/person.js';

/** Visits that the schedule, a closure or a licence no longer allows, of one clinic from now on. */
export function VisitsToReassign() {
  const [{ data: known, error }] = useQuery({ query: ClinicsDocument });
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState(search.get('clinic'));
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!known) return <p role="status">Loading …</p>;
  const clinicId = chosen ?? known.clinics[0]?.id;
  return (
    <>
      {known.clinics.length > 1 && (
        <Choice label="Clinic" items={known.clinics} chosen={clinicId ?? null} onChoose={setChosen} />
      )}
      {clinicId ? <OfClinic key={clinicId} clinicId={clinicId} /> : <p>There is no clinic yet.</p>}
    </>
  );
}

function OfClinic({ clinicId }: { clinicId: string }) {
  const from = useMemo(() => new Date().toISOString(), []);
  const [{ data, error }] = useQuery({
    query: VisitsToReassignDocument,
    variables: { clinicId, from },
    requestPolicy: 'cache-and-network',
  });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  if (data.affectedVisits.length === 0) return <p>Every visit can stay where it is.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Visit</th>
          <th scope="col">Client</th>
          <th scope="col">Therapist</th>
          <th scope="col">Why it cannot stay</th>
        </tr>
      </thead>
      <tbody>
        {data.affectedVisits.map(({ appointment: { id, startsAt, client, therapist, clinic }, brokenRules }) => (
          <tr key={id}>
            <td>
              <Link href={`/day?clinic=${clinic.id}&date=${localDateIn(clinic.timeZone, Date.parse(startsAt))}`}>
                {dateTimeIn(clinic.timeZone, startsAt)}
              </Link>
            </td>
            <td>{client && <Contact person={client} />}</td>
            <td>{therapist.name}</td>
            <td>{brokenRules.map(({ message }) => message).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
