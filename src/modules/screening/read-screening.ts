import { Injectable } from '@nestjs/common';
import { findOne } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ReadClient } from '../clients/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { Service } from '../practices/index.js';
import { labelOf } from './domain/index.js';
import type { ScreeningLabel } from './domain/index.js';
import { ScreenVisit } from './screen-visit.js';
import type { ScreenedVisit } from './screen-visit.js';
import { treatmentOf } from './treatment-of.js';

interface Asked {
  readonly clientId: string;
  readonly serviceId: string;
  /** Local date at the clinic, YYYY-MM-DD. */
  readonly date: string;
}

/** What screening says of a service on a date: all of it to whom the client's record is open, one word to the desk. */
@Injectable()
export class ReadScreening {
  constructor(
    private readonly screenVisit: ScreenVisit,
    private readonly access: ClinicalAccess,
    private readonly readClient: ReadClient,
  ) {}

  /** Throws `NotFound`, also where the record is not open to the actor. */
  async verdict(tx: Tx, { clientId, ...asked }: Asked & { readonly appointmentId?: string }): Promise<ScreenedVisit> {
    await this.access.require(tx, clientId);
    return this.screen(tx, { clientId, ...asked });
  }

  /** Throws `NotFound` as `ReadClient` does. */
  async label(tx: Tx, { clientId, ...asked }: Asked): Promise<ScreeningLabel> {
    await this.readClient.execute(tx, clientId);
    const { level } = await this.screen(tx, { clientId, ...asked });
    return labelOf(level);
  }

  private async screen(tx: Tx, { serviceId, ...asked }: Asked & { appointmentId?: string }): Promise<ScreenedVisit> {
    const service = await findOne(tx, Service, 'service', serviceId);
    return this.screenVisit.execute(tx, { ...asked, treatment: treatmentOf(service) });
  }
}
