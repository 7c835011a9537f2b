import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { VisitsToDecide } from '../screening/index.js';
import type { VisitToDecide } from '../screening/index.js';
import type { Status } from './domain/status.js';

interface Row extends Omit<VisitToDecide, 'isOpen'> {
  readonly status: Status;
}

const OVER: readonly Status[] = ['held', 'expired', 'completed', 'cancelled', 'no_show'];

const SELECT = `SELECT a.id, a.client_id AS "clientId", a.therapist_id AS "therapistId", a.status,
    (a.starts_at AT TIME ZONE c.time_zone)::date::text AS date,
    json_build_object('technique', s.technique, 'pressure',
      CASE WHEN s.pressure_min IS NOT NULL THEN json_build_object('min', s.pressure_min, 'max', s.pressure_max) END) AS treatment
  FROM appointments a JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
  JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
  WHERE a.practice_id = $1 AND a.id = $2 AND a.client_id IS NOT NULL`;

@Injectable()
export class StoredVisitsToDecide extends VisitsToDecide {
  async find(tx: Tx, appointmentId: string): Promise<VisitToDecide | undefined> {
    const [row] = await tx.sql<Row>(SELECT, [tx.practiceId, appointmentId]);
    if (!row) return undefined;
    const { status, ...visit } = row;
    return { ...visit, isOpen: !OVER.includes(status) };
  }
}
