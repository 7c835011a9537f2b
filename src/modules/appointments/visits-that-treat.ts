import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { TreatsClient } from '../access/index.js';

/** Of each client the first such visit answers, however many there are. */
const TREATED = `SELECT client.id FROM unnest($3::uuid[]) AS client(id) WHERE EXISTS (
    SELECT FROM appointments
    WHERE practice_id = $1 AND client_id = client.id AND therapist_id = $2 AND status NOT IN ('held', 'expired', 'cancelled'))`;

/** A therapist treats whom they have seen, or will see: a visit that was called off makes nobody their client. */
@Injectable()
export class VisitsThatTreat extends TreatsClient {
  async treats(tx: Tx, therapistId: string, clientIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.sql<{ id: string }>(TREATED, [tx.practiceId, therapistId, clientIds]);
    return new Set(rows.map(({ id }) => id));
  }
}
