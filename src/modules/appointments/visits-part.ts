import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { RecordPart } from '../clinical-access/index.js';
import type { RecordEntry } from '../clinical-access/index.js';

interface Visit {
  readonly id: string;
  readonly clientId: string;
  readonly status: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA. */
  readonly timeZone: string;
  readonly clinicName: string;
  readonly serviceName: string;
  readonly technique: string;
  readonly therapistName: string;
}

const VISITS = `SELECT a.id, a.client_id AS "clientId", a.status, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
    c.time_zone AS "timeZone", c.name AS "clinicName", s.name AS "serviceName", s.technique, t.name AS "therapistName"
  FROM appointments a
  JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
  JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
  JOIN therapists t ON t.practice_id = $1 AND t.id = a.therapist_id
  WHERE a.practice_id = $1 AND a.client_id = ANY($2) AND a.status NOT IN ('held', 'expired') ORDER BY a.starts_at, a.id`;

/** When the client came, or was to come, where and for what. The desk's words about a visit are no part of the record. */
@Injectable()
export class VisitsPart extends RecordPart {
  readonly name = 'visits';
  readonly title = 'Visits';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: ['status', 'startsAt', 'endsAt', 'timeZone', 'clinic', 'service', 'technique', 'therapist'],
    properties: {
      status: { type: 'string' },
      startsAt: { type: 'string', format: 'date-time' },
      endsAt: { type: 'string', format: 'date-time' },
      timeZone: { type: 'string' },
      clinic: { type: 'string' },
      service: { type: 'string' },
      technique: { type: 'string' },
      therapist: { type: 'string' },
    },
  };

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    return (await tx.sql<Visit>(VISITS, [tx.practiceId, recordIds])).map(toEntry);
  }

  /** That somebody came is not clinical: what was found and done stands in other parts. */
  extent(): Promise<null> {
    return Promise.resolve(null);
  }
}

function toEntry(visit: Visit): RecordEntry {
  const { id, clientId, startsAt, endsAt, status, timeZone, technique } = visit;
  const { clinicName: clinic, serviceName: service, therapistName: therapist } = visit;
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), timeZone };
  const local = startsAt.toLocaleString('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const facts = [
    ['When', `${local} (${timeZone})`],
    ['Where', clinic],
    ['With', therapist],
    ['Status', status.replaceAll('_', ' ')],
  ] as const;
  const data = { status, ...times, clinic, service, technique, therapist };
  return { id, clientId, at: startsAt, title: service, data, print: [{ kind: 'facts', facts }] };
}
