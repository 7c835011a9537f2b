import { useState } from 'react';
import { useQuery } from 'urql';
import { BookingChoicesDocument, ClientAtBookingDocument } from '../api/generated/graphql.js';
import type { ClientAtBookingQuery } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { localDateIn } from '../time/clinic-time.js';
import { Choice } from '../ui/choice.js';
import { ClientFacts, lastVisitOf, timesAround } from './client-facts.js';
import { HeldPlace } from './held-place.js';
import type { BookingClinic, usePlace, Wished } from './place.js';
import { RefusedPlace } from './refused-place.js';
import { OpenSlots } from './slot-list.js';
import { ANYBODY, useWish } from './wish.js';

interface BookForProps {
  readonly clinic: BookingClinic;
  readonly from: string;
  readonly clientId: string;
  readonly wished: Wished | null;
  readonly place: ReturnType<typeof usePlace>;
}

/** What and when, with what is known of the client beside it. The service of the last visit is offered again. */
export function BookFor({ clinic, from, clientId, wished, place }: BookForProps) {
  const [{ data: choices, error }] = useQuery({ query: BookingChoicesDocument, variables: { clinicId: clinic.id } });
  const [facts, problem] = useFacts(clientId);
  if (error ?? problem) return <p role="alert">{sentenceOf((error ?? problem)!)}</p>;
  if (!choices || !facts) return <p role="status">Loading …</p>;
  const { services } = choices;
  const therapists = choices.therapists.edges.map(({ node }) => node);
  return <Wish {...{ clinic, from, wished, place, services, therapists, facts }} />;
}

/** The client as they stood when somebody began to book. */
function useFacts(id: string) {
  const [{ since, now }] = useState(() => timesAround(Date.now()));
  const [{ data, error }] = useQuery({
    query: ClientAtBookingDocument,
    variables: { id, since, now },
    requestPolicy: 'cache-and-network',
  });
  return [data, error] as const;
}

interface WishProps extends Pick<BookForProps, 'clinic' | 'from' | 'wished' | 'place'> {
  readonly services: readonly { readonly id: string; readonly name: string; readonly durationMinutes: number }[];
  readonly therapists: readonly { readonly id: string; readonly name: string }[];
  readonly facts: ClientAtBookingQuery;
}

function Wish({ clinic, from, wished, place, services, therapists, facts }: WishProps) {
  const usual = services.find(({ id }) => id === lastVisitOf(facts)?.service.id)?.id ?? null;
  const clientId = facts.client.id;
  const asked = useWish({ clinicId: clinic.id, clientId, from, wished, usual, place });
  const { serviceId, therapistId, date, isPointed, takeService, lookElsewhere } = asked;
  const [wasRefused, setWasRefused] = useState(false);
  const { held, refused } = place;
  const wish = {
    ...{ clinicId: clinic.id, serviceId: serviceId!, clientId, from: date },
    therapistIds: therapistId === ANYBODY.id ? null : [therapistId],
  };
  const shown = { zone: clinic.timeZone, onTake: asked.take };
  return (
    <div className="beside">
      <div className="stack">
        {!held && <WishFields {...{ asked, services, therapists }} autoFocus={usual === null} />}
        {refused && (
          <RefusedPlace
            {...{ refused, ...shown }}
            onService={(id) => {
              setWasRefused(true);
              takeService(id);
            }}
            onOverride={(reason) => void place.override(reason)}
            onBack={() => {
              setWasRefused(true);
              lookElsewhere();
            }}
          />
        )}
        {held && !refused && (
          <HeldPlace
            {...{ held, zone: clinic.timeZone, busy: place.busy }}
            onBook={() => void place.bookHeld(clientId)}
            onAnother={lookElsewhere}
          />
        )}
        {serviceId && isPointed && !held && !refused && <p role="status">The place is being held …</p>}
        {serviceId && !isPointed && !held && !refused && (
          <OpenSlots
            key={JSON.stringify(wish)}
            {...{ wish, ...shown }}
            takesFocus={serviceId === usual || wasRefused}
          />
        )}
      </div>
      <ClientFacts
        {...{ facts, therapists, serviceId }}
        date={held ? localDateIn(clinic.timeZone, Date.parse(held.startsAt)) : date}
      />
    </div>
  );
}

interface WishFieldsProps extends Pick<WishProps, 'services' | 'therapists'> {
  readonly asked: ReturnType<typeof useWish>;
  readonly autoFocus: boolean;
}

function WishFields({ asked, services, therapists, autoFocus }: WishFieldsProps) {
  const { serviceId, therapistId, date, takeService, takeTherapist, takeDate } = asked;
  return (
    <div className="pair">
      <Choice label="Service" items={services} chosen={serviceId} onChoose={takeService} autoFocus={autoFocus} />
      <Choice label="Therapist" items={[ANYBODY, ...therapists]} chosen={therapistId} onChoose={takeTherapist} />
      <label className="from-date">
        <span className="react-aria-Label">From</span>
        <input
          type="date"
          className="react-aria-Input"
          value={date}
          onChange={({ target }) => target.value && takeDate(target.value)}
        />
      </label>
    </div>
  );
}
