import { useEffect, useState } from 'react';
import type { OfferedSlotFragment } from '../api/generated/graphql.js';
import type { usePlace, Wished } from './place.js';

export const ANYBODY = { id: 'anybody', name: 'Whoever fits best' };

interface WishParts {
  readonly clinicId: string;
  readonly clientId: string;
  readonly from: string;
  readonly wished: Wished | null;
  /** The service of the last visit, offered again. */
  readonly usual: string | null;
  readonly place: ReturnType<typeof usePlace>;
}

interface Point extends Pick<Wished, 'therapistId' | 'roomId'> {
  readonly startsAt: string;
}

/** What is asked for. A place that was pointed at is held as soon as the service is known, until somebody looks elsewhere. */
export function useWish({ clinicId, clientId, from, wished, usual, place }: WishParts) {
  const [serviceId, setServiceId] = useState(usual);
  const [therapistId, setTherapistId] = useState(wished?.therapistId ?? ANYBODY.id);
  const [date, setDate] = useState(from);
  const [pointedAt, setPointedAt] = useState(pointOf(wished));
  const hold = (service: string, { startsAt, therapistId: whose, roomId }: Point): void =>
    void place.take({ clientId, slot: { clinicId, serviceId: service, therapistId: whose, roomId, startsAt } });
  useEffect(() => {
    if (usual && pointedAt) hold(usual, pointedAt);
    // Once: the service of the last visit is known from the beginning.
  }, []);
  return {
    ...{ serviceId, therapistId, date, isPointed: pointedAt !== null },
    takeService: (id: string): void => {
      setServiceId(id);
      if (pointedAt) hold(id, pointedAt);
      else void place.letGo();
    },
    takeTherapist: (id: string): void => {
      setTherapistId(id);
      setPointedAt(null);
    },
    takeDate: (chosen: string): void => {
      setDate(chosen);
      setPointedAt(null);
    },
    take: ({ startsAt, therapists: [best] }: OfferedSlotFragment): void =>
      hold(serviceId!, { startsAt, therapistId: best?.therapistId }),
    lookElsewhere: (): void => {
      setPointedAt(null);
      void place.letGo();
    },
  };
}

const pointOf = (wished: Wished | null): Point | null =>
  wished?.startsAt === undefined ? null : { ...wished, startsAt: wished.startsAt };
