import { useCallback } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { MyClinicsDocument, MyDayDocument } from '../api/generated/graphql.js';
import type { MyClinicsQuery } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { useClinicChanges } from '../api/changes.js';
import { DaySteps } from '../day/day-steps.js';
import { useSignedIn } from '../session/session-gate.js';
import { dateFrom, dateWords, HERE, localDateIn } from '../time/clinic-time.js';
import { Choice } from '../ui/choice.js';
import { MyVisit } from './my-visit.js';
import './my-day.css';

type Clinics = MyClinicsQuery['therapist']['clinics'];
const ALL = { id: 'all', name: 'All my clinics' };

/** A therapist's own visits of a day, with what matters about each client before they come in. */
export function MyDayPage() {
  const { therapistId } = useSignedIn().me;
  const [{ data, error }] = useQuery({
    query: MyClinicsDocument,
    variables: { therapistId: therapistId ?? '' },
    pause: !therapistId,
  });
  if (!therapistId) return <p>You have no visits of your own here.</p>;
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return <MyDay clinics={data.therapist.clinics} />;
}

function MyDay({ clinics }: { clinics: Clinics }) {
  const [search, setSearch] = useSearchParams();
  const chosen = clinics.find(({ id }) => id === search.get('clinic'));
  const today = localDateIn((chosen ?? clinics[0])?.timeZone ?? HERE, Date.now());
  const date = dateFrom(search.get('date')) ?? today;
  const go = (to: Record<string, string>): void =>
    setSearch((before) => ({ ...Object.fromEntries(before), ...to }), { replace: true });
  const { data, error } = useMyDay(date, chosen ? [chosen] : clinics, chosen?.id ?? null);
  return (
    <div className="my-day">
      <h1>{dateWords(date)}</h1>
      <DaySteps {...{ date, today }} onGo={(to) => go({ date: to })} />
      {clinics.length > 1 && (
        <Choice
          label="Clinic"
          items={[ALL, ...clinics]}
          chosen={chosen?.id ?? ALL.id}
          onChoose={(id) => go({ clinic: id })}
        />
      )}
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {!data && !error && <p role="status">Loading …</p>}
      {data?.myDay.length === 0 && <p>You have no visits on this day.</p>}
      {data?.myDay.map((visit) => (
        <MyVisit key={visit.appointmentId} visit={visit} namesClinic={clinics.length > 1} />
      ))}
    </div>
  );
}

/** Read again whenever somebody changes something in one of the clinics. */
function useMyDay(date: string, clinics: Clinics, clinicId: string | null) {
  const [result, read] = useQuery({
    query: MyDayDocument,
    variables: { date, clinicId },
    requestPolicy: 'cache-and-network',
  });
  useClinicChanges(
    clinics.map(({ id }) => id),
    useCallback(() => read({ requestPolicy: 'network-only' }), [read]),
  );
  return result;
}
