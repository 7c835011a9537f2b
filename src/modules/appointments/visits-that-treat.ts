import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { TreatsClient } from '../access/index.js';

/** A therapist treats whom they have seen, or will see: a visit that was called off makes nobody their client. */
@Injectable()
export class VisitsThatTreat extends TreatsClient {
  async treats(tx: Tx, therapistId: string, clientIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.sql<{ id: string }>(
      `SELECT DISTINCT client_id AS id FROM appointments
       WHERE practice_id = $1 AND client_id = ANY($3) AND therapist_id = $2 AND status NOT IN ('held', 'expired', 'cancelled')`,
      [tx.practiceId, therapistId, clientIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
