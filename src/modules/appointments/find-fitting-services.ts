import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Service } from '../practices/index.js';
import { ServicesThatFit } from '../screening/index.js';
import type { AskedVisit } from './refusals.js';
import { findTreatment, servicesAtClinic, toScreen } from './storage/treatments.js';

/** What could be booked instead of a service that screening does not allow: at that clinic, on that date. */
@Injectable()
export class FindFittingServices {
  constructor(private readonly servicesThatFit: ServicesThatFit) {}

  /** Those with the fewest reservations first. The visit has been asked for before, and so its service and clinic are there. */
  async execute(tx: Tx, { clientId, start, ...visit }: AskedVisit): Promise<Service[]> {
    const [treatment, offered] = await Promise.all([findTreatment(tx, visit), servicesAtClinic(tx, visit.clinicId)]);
    const { date } = toScreen(treatment!, start);
    const fitting = await this.servicesThatFit.execute(tx, { clientId, date });
    return fitting.map(({ service }) => service).filter(({ id }) => offered.has(id));
  }
}
