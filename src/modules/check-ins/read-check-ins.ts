import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { openCheckIns } from './open-check-ins.js';
import type { OpenCheckIn } from './open-check-ins.js';
import { checkInOfVisit, checkInsPage, findCheckIn } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';

interface PageOfCheckIns {
  readonly clientId: string;
  readonly after: readonly [endsAt: string, id: string] | undefined;
  readonly limit: number;
}

/** Check-ins with their answers, for whoever may read the client's record. */
@Injectable()
export class ReadCheckIns {
  constructor(
    private readonly access: ClinicalAccess,
    private readonly vault: Vault,
  ) {}

  /** Of a person under all their records, the latest visit first. Throws `NotFound`. */
  async page(tx: Tx, { clientId, after, limit }: PageOfCheckIns): Promise<OpenCheckIn[]> {
    const clientIds = await this.access.require(tx, clientId);
    return this.open(tx, await checkInsPage(tx, { clientIds, after, limit }));
  }

  /** Throws `NotFound`, also where it is not theirs to read. */
  async byId(tx: Tx, id: string): Promise<OpenCheckIn> {
    return this.readable(tx, id, await findCheckIn(tx, id));
  }

  /** Throws `NotFound`, also where nobody was asked after the visit. */
  async ofVisit(tx: Tx, appointmentId: string): Promise<OpenCheckIn> {
    return this.readable(tx, appointmentId, await checkInOfVisit(tx, appointmentId));
  }

  private async readable(tx: Tx, id: string, checkIn: CheckIn | undefined): Promise<OpenCheckIn> {
    const readable = checkIn && (await this.access.readable(tx, [checkIn.clientId]));
    if (!readable?.has(checkIn!.clientId)) throw new NotFound('check-in', id);
    return (await this.open(tx, [checkIn!]))[0]!;
  }

  private open(tx: Tx, checkIns: readonly CheckIn[]): Promise<OpenCheckIn[]> {
    tx.recordRead(
      'check_in',
      checkIns.map(({ id }) => id),
    );
    return openCheckIns(tx, this.vault, checkIns);
  }
}
