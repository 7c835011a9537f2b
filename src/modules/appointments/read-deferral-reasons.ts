import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import type { Reason } from '../screening/domain/index.js';
import { ScreenVisit } from '../screening/index.js';
import type { AskedVisit } from './refusals.js';
import { findTreatment, toScreen } from './storage/treatments.js';

/** Why screening does not allow a visit, for those who may read the client's record. */
@Injectable()
export class ReadDeferralReasons {
  constructor(
    private readonly clinicalAccess: ClinicalAccess,
    private readonly screenVisit: ScreenVisit,
  ) {}

  /** Null for whoever may not: that there are reasons is no secret, which ones is. Worst first. */
  async execute(tx: Tx, { clientId, start, ...visit }: AskedVisit): Promise<readonly Reason[] | null> {
    const readable = await this.clinicalAccess.readable(tx, [clientId]);
    if (!readable.has(clientId)) return null;
    const treatment = (await findTreatment(tx, visit))!;
    return (await this.screenVisit.execute(tx, { clientId, ...toScreen(treatment, start) })).reasons;
  }
}
