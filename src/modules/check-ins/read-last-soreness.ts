import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { lastSoreness } from './domain/index.js';
import type { LastSoreness } from './domain/index.js';
import { openCheckIns } from './open-check-ins.js';
import type { OpenCheckIn } from './open-check-ins.js';
import { lastAnsweredBefore } from './storage/check-ins.js';

/** A visit that is to come. */
export interface VisitAhead {
  readonly appointmentId: string;
  readonly clientId: string;
  readonly startsAt: Date;
}

/** How the clients of visits were after the session before, as far as they have answered. */
@Injectable()
export class ReadLastSoreness {
  constructor(private readonly vault: Vault) {}

  /** By visit, in a constant number of statements. The caller has asked whether the actor may read the clients' records. */
  async execute(tx: Tx, visits: readonly VisitAhead[]): Promise<Map<VisitAhead, LastSoreness>> {
    const people = await recordsOfPeople(
      tx,
      visits.map(({ clientId }) => clientId),
    );
    const ofPeople = visits.map((visit) => ({ ...visit, clientIds: people.get(visit.clientId) ?? [] }));
    const found = await lastAnsweredBefore(tx, ofPeople);
    const asked = visits.filter(({ appointmentId }) => found.has(appointmentId));
    const opened = await openCheckIns(
      tx,
      this.vault,
      asked.map(({ appointmentId }) => found.get(appointmentId)!),
    );
    tx.recordRead(
      'check_in',
      opened.map(({ checkIn }) => checkIn.id),
    );
    return new Map(
      asked.flatMap((visit, place): [VisitAhead, LastSoreness][] => {
        const last = told(opened[place]!);
        return last ? [[visit, last]] : [];
      }),
    );
  }
}

/** What was erased is left out. */
function told({ answers, treated }: OpenCheckIn): LastSoreness | null {
  const said = answers.flatMap(({ row, said: answer, hoursAfter }) =>
    answer ? [{ soreness: answer.soreness, hoursAfter, triage: row.triage }] : [],
  );
  return lastSoreness(said, treated);
}
