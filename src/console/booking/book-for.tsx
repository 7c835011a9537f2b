import { useState } from 'react';
import { useQuery } from 'urql';
import { BookingChoicesDocument, ClientAtBookingDocument } from '../api/generated/graphql.js';
import type { ClientAtBookingQuery, OfferedSlotFragment } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { localDateIn } from '../time/clinic-time.js';
import { Choice } from '../ui/choice.js';
import { ClientFacts, lastVisitOf, timesAround } from './client-facts.js';
import { HeldPlace } from './held-place.js';
import type { BookingClinic, usePlace } from './place.js';
import { RefusedPlace } from './refused-place.js';
import { OpenSlots } from './slot-list.js';

const ANYBODY = { id: 'anybody', name: 'Whoever fits best' };

interface BookForProps {
  readonly clinic: BookingClinic;
  readonly from: string;
  readonly clientId: string;
  readonly place: ReturnType<typeof usePlace>;
}

/** What and when, with what is known of the client beside it. The service of the last visit is offered again. */
export function BookFor({ clinic, from, clientId, place }: BookForProps) {
  const [{ data: choices, error }] = useQuery({ query: BookingChoicesDocument, variables: { clinicId: clinic.id } });
  const [facts, problem] = useFacts(clientId);
  if (error ?? problem) return <p role="alert">{sentenceOf((error ?? problem)!)}</p>;
  if (!choices || !facts) return <p role="status">Loading …</p>;
  const { services } = choices;
  const therapists = choices.therapists.edges.map(({ node }) => node);
  return <Wish {...{ clinic, from, place, services, therapists, facts }} />;
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

interface WishProps extends Pick<BookForProps, 'clinic' | 'from' | 'place'> {
  readonly services: readonly { readonly id: string; readonly name: string; readonly durationMinutes: number }[];
  readonly therapists: readonly { readonly id: string; readonly name: string }[];
  readonly facts: ClientAtBookingQuery;
}

function Wish({ clinic, from, place, services, therapists, facts }: WishProps) {
  const usual = services.find(({ id }) => id === lastVisitOf(facts)?.service.id)?.id ?? null;
  const [serviceId, setServiceId] = useState(usual);
  const [therapistId, setTherapistId] = useState(ANYBODY.id);
  const [date, setDate] = useState(from);
  const { held, refused } = place;
  const clientId = facts.client.id;
  const take = (slot: OfferedSlotFragment): void => {
    const { startsAt } = slot;
    const best = slot.therapists[0]?.therapistId;
    void place.take({ clientId, slot: { clinicId: clinic.id, serviceId: serviceId!, therapistId: best, startsAt } });
  };
  const takeService = (id: string): void => {
    setServiceId(id);
    void place.letGo();
  };
  const wish = {
    ...{ clinicId: clinic.id, serviceId: serviceId!, clientId, from: date },
    therapistIds: therapistId === ANYBODY.id ? null : [therapistId],
  };
  const shown = { zone: clinic.timeZone, onTake: take };
  return (
    <div className="beside">
      <div className="stack">
        {!held && (
          <div className="pair">
            <Choice
              label="Service"
              items={services}
              chosen={serviceId}
              onChoose={takeService}
              autoFocus={usual === null}
            />
            <Choice label="Therapist" items={[ANYBODY, ...therapists]} chosen={therapistId} onChoose={setTherapistId} />
            <label className="from-date">
              <span className="react-aria-Label">From</span>
              <input
                type="date"
                className="react-aria-Input"
                value={date}
                onChange={({ target }) => target.value && setDate(target.value)}
              />
            </label>
          </div>
        )}
        {refused && (
          <RefusedPlace {...{ refused, ...shown }} onService={takeService} onBack={() => void place.letGo()} />
        )}
        {held && !refused && (
          <HeldPlace
            {...{ held, zone: clinic.timeZone, busy: place.busy }}
            onBook={() => void place.bookHeld(clientId)}
            onAnother={() => void place.letGo()}
          />
        )}
        {serviceId && !held && !refused && (
          <OpenSlots key={JSON.stringify(wish)} {...{ wish, ...shown }} takesFocus={serviceId === usual} />
        )}
      </div>
      <ClientFacts
        {...{ facts, therapists, serviceId }}
        date={held ? localDateIn(clinic.timeZone, Date.parse(held.startsAt)) : date}
      />
    </div>
  );
}
