import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { servicesAtClinic } from '../appointments/index.js';
import { Consultation } from '../practices/domain/index.js';
import { servicesOfPractice } from '../practices/index.js';
import type { Service } from '../practices/index.js';
import { ScreenVisit, ServicesThatFit } from '../screening/index.js';
import { lastVisits } from './storage/usual-visits.js';

/** What a client books by themselves. */
export interface UsualService {
  readonly id: string;
  readonly minutes: number;
}

interface Asked {
  readonly clientId: string;
  /** All records of the client. */
  readonly records: readonly string[];
  readonly planId: string;
  readonly clinicId: string;
  /** The first and the last day that are offered, YYYY-MM-DD. */
  readonly dates: readonly [string, string];
}

const VISITS_LOOKED_AT = 8;

/** The service that a client has had last and can have again; of one who has had none, what fits them with the fewest reservations. */
@Injectable()
export class FindUsualService {
  constructor(
    private readonly screenVisit: ScreenVisit,
    private readonly servicesThatFit: ServicesThatFit,
  ) {}

  /** Null where nothing is offered there, or screening allows it on none of the days: the client is to call. */
  async execute(tx: Tx, { clientId, records, planId, clinicId, dates }: Asked): Promise<UsualService | null> {
    const [offered, services, past] = await Promise.all([
      servicesAtClinic(tx, clinicId),
      servicesOfPractice(tx, { includeArchived: false }),
      lastVisits(tx, [{ planId, records }], VISITS_LOOKED_AT),
    ]);
    const had = past.get(planId)!.find(({ serviceId }) => offered.has(serviceId));
    const usual = services.find(({ id }) => id === had?.serviceId);
    if (!usual) return told(await this.firstThatFits(tx, { clientId, offered, date: dates[0] }));
    const { technique, pressureMin, pressureMax } = usual;
    const pressure = pressureMin === null || pressureMax === null ? null : { min: pressureMin, max: pressureMax };
    const visits = dates.map((date) => ({ treatment: { technique, pressure }, date }));
    const screened = await this.screenVisit.many(tx, { clientId, visits });
    return screened.every(({ level }) => level === 'defer' || level === 'emergency') ? null : told(usual);
  }

  /** A plan was made with the client, who has been consulted: one without that comes first. */
  private async firstThatFits(
    tx: Tx,
    { clientId, offered, date }: { clientId: string; offered: ReadonlySet<string>; date: string },
  ): Promise<Service | undefined> {
    const fitting = (await this.servicesThatFit.execute(tx, { clientId, date })).map(({ service }) => service);
    const treatments = fitting.filter(({ id, consultation }) => offered.has(id) && consultation !== Consultation.ONLY);
    return treatments.find(({ consultation }) => consultation === Consultation.NONE) ?? treatments[0];
  }
}

const told = (service: Service | undefined): UsualService | null =>
  service ? { id: service.id, minutes: service.durationMinutes } : null;
