import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { servicesOfPractice } from '../practices/index.js';
import type { Service } from '../practices/index.js';
import { ReadClientFacts } from './client-facts.js';
import { fittingServices } from './domain/index.js';
import type { VerdictLevel } from './domain/index.js';
import { treatmentOf } from './treatment-of.js';

interface Fitting {
  readonly service: Service;
  readonly level: VerdictLevel;
}

/** What a refusal names instead: the services that could be booked for the client on that date, the least reserved first. */
@Injectable()
export class ServicesThatFit {
  constructor(private readonly facts: ReadClientFacts) {}

  async execute(tx: Tx, { clientId, date }: { clientId: string; date: string }): Promise<Fitting[]> {
    const services = await servicesOfPractice(tx, { includeArchived: false });
    const { rules, profiles, clearances } = await this.facts.execute(tx, clientId);
    const candidates = services.map((service) => ({ ...treatmentOf(service), of: service }));
    return fittingServices(rules, profiles, { services: candidates, date, clearances }).map(({ service, level }) => ({
      service: service.of,
      level,
    }));
  }
}
