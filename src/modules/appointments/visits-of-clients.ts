import { Injectable } from '@nestjs/common';
import { nameOfActor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { VisitsOfClients } from '../clients/index.js';
import { RescreenVisits } from './rescreen-visits.js';

const LIVE = `status NOT IN ('cancelled', 'no_show', 'expired')`;

/** What the merge of two clients needs to know and do, of the visits kept here. */
@Injectable()
export class StoredVisitsOfClients extends VisitsOfClients {
  constructor(private readonly rescreenVisits: RescreenVisits) {
    super();
  }

  async overlap(tx: Tx, sourceId: string, targetId: string): Promise<boolean> {
    const [found] = await tx.sql<{ overlap: boolean }>(
      `SELECT EXISTS (SELECT FROM appointments a JOIN appointments b
         ON b.practice_id = $1 AND b.client_id = $3 AND b.${LIVE} AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
         WHERE a.practice_id = $1 AND a.client_id = $2 AND a.${LIVE}) AS overlap`,
      [tx.practiceId, sourceId, targetId],
    );
    return found!.overlap;
  }

  async handOver(
    tx: Tx,
    { fromId, toId, visitIds }: { fromId: string; toId: string; visitIds?: readonly string[] },
  ): Promise<string[]> {
    const moved = await tx.sql<{ id: string }>(
      `WITH moved AS (
         UPDATE appointments SET client_id = $3, version = version + 1, updated_at = $5
         WHERE practice_id = $1 AND client_id = $2 AND status IN ('held', 'pending_clearance', 'booked', 'confirmed', 'arrived', 'in_session')
           AND ($4::uuid[] IS NULL OR id = ANY($4)) RETURNING *),
       noted AS (
         INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status, change)
         SELECT $1, gen_random_uuid(), id, $5, 'hand_over', $6, $7, status, status,
           jsonb_build_object('fromClientId', $2::uuid, 'toClientId', $3::uuid) FROM moved)
       SELECT id FROM moved`,
      [tx.practiceId, fromId, toId, visitIds ?? null, tx.now, tx.actor.kind, nameOfActor(tx.actor)],
    );
    return moved.map(({ id }) => id);
  }

  async lookAgain(tx: Tx, clientIds: readonly string[]): Promise<void> {
    for (const clientId of clientIds) await this.rescreenVisits.rescreen(tx, clientId);
  }
}
