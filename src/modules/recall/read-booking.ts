import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { ClientActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { ProvenLink } from '../access/index.js';
import { FindOpenSlots } from '../appointments/index.js';
import { recordsOfPeople, standingClient } from '../clients/index.js';
import { dateOfDay, dayOfDate, localDate } from '../scheduling/domain/index.js';
import { FindUsualService } from './find-usual-service.js';
import type { UsualService } from './find-usual-service.js';
import { offersOf, usualMinute } from './domain/index.js';
import type { Offers } from './domain/index.js';
import { bookedTime, findPlace, hasVisitToCome, heldTime, therapistNames } from './storage/booking-by-link.js';
import type { BookingPlace, ChosenTime } from './storage/booking-by-link.js';
import { lastVisits } from './storage/usual-visits.js';

/** How far the client has come. `call`: nothing can be booked here, for reasons that the page does not tell. */
export type BookingStep =
  | { readonly step: 'choose'; readonly offers: Offers; readonly therapists: ReadonlyMap<string, string> }
  | { readonly step: 'held' | 'booked'; readonly time: ChosenTime }
  | { readonly step: 'has_visit' | 'call' };

export interface Booking {
  readonly place: BookingPlace;
  /** The record that stands for the client today. */
  readonly clientId: string;
  /** What would be booked; null where the clinic has nothing for the client now. */
  readonly service: UsualService | null;
  /** Which stretch of days is shown, from 0. */
  readonly stretch: number;
  readonly now: Date;
  readonly at: BookingStep;
}

export const STRETCH_DAYS = 14;
export const MOST_STRETCHES = 6;
const VISITS_LOOKED_AT = 8;

interface Asked {
  readonly stretch?: number;
  /** Times are to be shown, also where one is held. */
  readonly choose?: boolean;
}

type By = Pick<ProvenLink, 'subjectId' | 'usedAt'> & { readonly actor: ClientActor };

/** Where a client stands who came by the link of a reminder: what is open for them, what they hold, or what they have booked. */
@Injectable()
export class ReadBooking {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findOpenSlots: FindOpenSlots,
    private readonly findUsualService: FindUsualService,
  ) {}

  /** Throws `NotFound` where the link is for no plan of the client. */
  execute(link: By, asked: Asked = {}): Promise<Booking> {
    return this.unitOfWork.do(link.actor, async (tx) => {
      const stretch = Math.min(Math.max(Math.trunc(asked.stretch ?? 0) || 0, 0), MOST_STRETCHES - 1);
      const whose = { ...(await whoseOf(tx, link)), stretch };
      const { service, at } = await this.step(whose, asked.choose ?? false);
      return { place: whose.place, clientId: whose.clientId, service, stretch, now: tx.now, at };
    });
  }

  /** Whose booking it is and where, and nothing of what stands. Throws as `execute` does. */
  placeOf(link: By): Promise<BookingPlace> {
    return this.unitOfWork.do(link.actor, async (tx) => (await whoseOf(tx, link)).place);
  }

  private async step(whose: Whose, choose: boolean): Promise<Pick<Booking, 'service' | 'at'>> {
    const { tx, link, clientId, records, place } = whose;
    if (link.usedAt) {
      const time = await bookedTime(tx, { linkId: link.actor.linkId, records });
      return { service: null, at: time ? { step: 'booked', time } : { step: 'has_visit' } };
    }
    if (await hasVisitToCome(tx, records)) return { service: null, at: { step: 'has_visit' } };
    const service = place.isArchived ? null : await this.serviceOf(whose);
    if (!service) return { service: null, at: { step: 'call' } };
    const time = choose ? undefined : await heldTime(tx, clientId);
    return { service, at: time ? { step: 'held', time } : await this.offers(whose, service) };
  }

  private serviceOf({ tx, clientId, records, planId, place, stretch }: Whose): Promise<UsualService | null> {
    const from = firstDay(tx, place, stretch);
    const to = dateOfDay(dayOfDate(from) + STRETCH_DAYS - 1);
    return this.findUsualService.execute(tx, {
      clientId,
      records,
      planId,
      clinicId: place.clinicId,
      dates: [from, to],
    });
  }

  private async offers(whose: Whose, { id: serviceId }: UsualService): Promise<BookingStep> {
    const { tx, clientId, records, planId, place, stretch } = whose;
    const { clinicId, zone, preferredTherapistId } = place;
    const past = (await lastVisits(tx, [{ planId, records }], VISITS_LOOKED_AT)).get(planId)!;
    const slots = await this.findOpenSlots.execute(tx, {
      ...{ serviceId, clinicIds: [clinicId], from: firstDay(tx, place, stretch), days: STRETCH_DAYS },
      ...{ therapistIds: null, clientId, condition: null, order: 'earliest' },
    });
    const visits = past.map(({ startsAt, zone: there }) => ({ start: startsAt.getTime(), zone: there }));
    const therapistId = preferredTherapistId ?? past[0]?.therapistId ?? null;
    const offers = offersOf(slots, { therapistId, usualMinute: usualMinute(visits), zone });
    const shown = [...offers.usual, ...offers.own, ...offers.others].map((offer) => offer.therapistId);
    return { step: 'choose', offers, therapists: await therapistNames(tx, [...new Set(shown)]) };
  }
}

interface Whose {
  readonly tx: Tx;
  readonly link: By;
  readonly clientId: string;
  readonly records: readonly string[];
  readonly planId: string;
  readonly place: BookingPlace;
  readonly stretch: number;
}

async function whoseOf(tx: Tx, link: By): Promise<Omit<Whose, 'stretch'>> {
  const { id: clientId } = await standingClient(tx, link.actor.clientId);
  const records = (await recordsOfPeople(tx, [clientId])).get(clientId)!;
  const planId = link.subjectId;
  const place = planId === null ? undefined : await findPlace(tx, { planId, records, clientId });
  if (!place) throw new NotFound('session plan', planId ?? '');
  return { tx, link, clientId, records, planId: planId!, place };
}

const firstDay = (tx: Tx, { zone }: BookingPlace, stretch: number): string =>
  dateOfDay(dayOfDate(localDate(zone, tx.now.getTime())) + stretch * STRETCH_DAYS);
