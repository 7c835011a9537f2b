import type { Interval } from '../../../kernel/index.js';
import { NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { rangeToRead } from '../domain/blocks.js';
import type {
  ClinicFacts,
  RoomFacts,
  SchedulingFacts,
  ServiceFacts,
  TherapistFacts,
} from '../domain/scheduling-facts.js';
import { clockTime } from './weekly-hours.js';

/** Which clinics, therapists and rooms to decide about. */
export interface FactsQuery {
  readonly serviceId: string;
  readonly clinicIds: readonly string[];
  /** These therapists, qualified or not; or null for all of the clinics' who are qualified for the service. */
  readonly therapistIds: readonly string[] | null;
  /** These rooms, fit or not; or null for all of the clinics' that hold what the service needs. */
  readonly roomIds: readonly string[] | null;
  /** In which the visits may start. */
  readonly window: Interval;
  /** What is archived counts as gone, and naming it as a mistake; true: as there, but never free, to judge visits that stand. */
  readonly archivedToo?: boolean;
}

/** What the schedule says, with nobody busy yet: the appointments know who is. */
export interface ScheduleFacts {
  readonly facts: SchedulingFacts;
  /** What busy ranges have to be known for, to find the slots of a window within the one that was asked for. */
  rangeOf(window: Interval): Interval;
  /** In minor units of `currency`. */
  readonly priceMinor: number;
  readonly currency: string;
  /** Minutes, by clinic. */
  readonly holdMinutes: ReadonlyMap<string, number>;
}

interface Row {
  service: ServiceFacts & { priceMinor: number; currency: string };
  clinics: (ClinicFacts & Archivable & { holdMinutes: number })[] | null;
  therapists: (Omit<TherapistFacts, 'busy'> & Archivable)[] | null;
  rooms: (Omit<RoomFacts, 'busy'> & Archivable)[] | null;
}

interface Archivable {
  archived: boolean;
}

const ALWAYS: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;
const weekly = (alias: string): string => `json_build_object(
  'weekday', ${alias}.weekday, 'starts', ${clockTime(`${alias}.starts`)}, 'ends', ${clockTime(`${alias}.ends`)},
  'validFrom', ${alias}.valid_from, 'validTo', ${alias}.valid_to)`;
const list = (of: string, from: string): string => `coalesce((SELECT json_agg(${of}) FROM ${from}), '[]'::json)`;
const span = (alias: string): string =>
  `json_build_object('start', ${ms(`${alias}.starts_at`)}, 'end', ${ms(`${alias}.ends_at`)})`;
/** No buffer, turnover or visit reaches further than a day, whatever the service (see the checks of `appointments`). */
const near = (alias: string): string =>
  `${alias}.cancelled_at IS NULL AND ${alias}.ends_at > $6::timestamptz - interval '1 day' AND ${alias}.starts_at < $7::timestamptz + interval '1 day'`;

const CLINICS = `SELECT json_agg(json_build_object(
    'clinicId', c.id, 'archived', c.archived_at IS NOT NULL, 'zone', c.time_zone, 'slotStepMinutes', c.slot_step_minutes,
    'minimumNoticeMinutes', c.minimum_notice_minutes, 'horizonDays', c.horizon_days, 'holdMinutes', c.hold_minutes,
    'jurisdiction', c.jurisdiction, 'licenceRequired', c.licence_required,
    'openingHours', ${list(weekly('h'), 'opening_hours h WHERE h.practice_id = $1 AND h.clinic_id = c.id')},
    'closures', ${list(span('k'), `closures k WHERE k.practice_id = $1 AND k.clinic_id = c.id AND k.room_id IS NULL AND ${near('k')}`)}))
  FROM clinics c WHERE c.practice_id = $1 AND c.id = ANY($3) AND (c.archived_at IS NULL OR $8)`;

const HOURS = `json_build_object(
    'clinicId', tc.clinic_id,
    'weekly', ${list(weekly('w'), 'working_hours w WHERE w.practice_id = $1 AND w.therapist_id = t.id AND w.clinic_id = tc.clinic_id')},
    'exceptions', ${list(
      `json_build_object('date', x.on_date, 'starts', ${clockTime('x.starts')}, 'ends', ${clockTime('x.ends')})`,
      `working_hour_exceptions x WHERE x.practice_id = $1 AND x.therapist_id = t.id AND x.clinic_id = tc.clinic_id
         AND x.on_date BETWEEN $6::timestamptz::date - 3 AND $7::timestamptz::date + 3`,
    )})`;

const THERAPISTS = `SELECT json_agg(json_build_object(
    'therapistId', t.id, 'archived', t.archived_at IS NOT NULL, 'conditions', t.conditions,
    'hours', ${list(HOURS, 'therapist_clinics tc WHERE tc.practice_id = $1 AND tc.therapist_id = t.id AND tc.clinic_id = ANY($3)')},
    'timeOff', ${list(span('o'), `time_off o WHERE o.practice_id = $1 AND o.therapist_id = t.id AND ${near('o')}`)},
    'techniques', ${list(
      `json_build_object('technique', q.technique, 'years', q.years)`,
      'therapist_techniques q WHERE q.practice_id = $1 AND q.therapist_id = t.id',
    )},
    'licences', ${list(
      `json_build_object('jurisdiction', l.jurisdiction, 'validFrom', l.issued_on, 'validTo', l.expires_on)`,
      `licences l WHERE l.practice_id = $1 AND l.therapist_id = t.id
         AND l.kind = 'licence' AND l.status = 'active' AND l.verified_at IS NOT NULL`,
    )}))
  FROM therapists t WHERE t.practice_id = $1 AND (t.archived_at IS NULL OR $8) AND CASE WHEN $4::uuid[] IS NULL
    THEN EXISTS (SELECT FROM therapist_clinics tc WHERE tc.practice_id = $1 AND tc.therapist_id = t.id AND tc.clinic_id = ANY($3))
      AND (s.technique = 'consultation' OR EXISTS (
        SELECT FROM therapist_techniques q WHERE q.practice_id = $1 AND q.therapist_id = t.id AND q.technique = s.technique))
    ELSE t.id = ANY($4) END`;

const ROOMS = `SELECT json_agg(json_build_object(
    'roomId', r.id, 'archived', r.archived_at IS NOT NULL, 'clinicId', r.clinic_id, 'features', r.features, 'turnoverMinutes', r.turnover_minutes,
    'closures', ${list(span('k'), `closures k WHERE k.practice_id = $1 AND k.clinic_id = r.clinic_id AND k.room_id = r.id AND ${near('k')}`)}))
  FROM rooms r WHERE r.practice_id = $1 AND (r.archived_at IS NULL OR $8) AND CASE WHEN $5::uuid[] IS NULL
    THEN r.clinic_id = ANY($3) AND r.features @> s.required_features
    ELSE r.id = ANY($5) END`;

const FACTS = `SELECT json_build_object(
    'technique', s.technique, 'durationMinutes', s.duration_minutes, 'bufferBeforeMinutes', s.buffer_before_minutes,
    'bufferAfterMinutes', s.buffer_after_minutes, 'requiredFeatures', s.required_features,
    'priceMinor', s.price_minor, 'currency', p.currency) AS service,
    (${CLINICS}) AS clinics, (${THERAPISTS}) AS therapists, (${ROOMS}) AS rooms
  FROM services s JOIN practices p ON p.id = s.practice_id
  WHERE s.practice_id = $1 AND s.id = $2 AND (s.archived_at IS NULL OR $8)`;

/**
 * All that the schedule says about a service at some clinics, in one statement whatever the number of clinics,
 * therapists, rooms and days. Throws `NotFound` for a service, clinic, therapist or room that was named and is not there,
 * or is archived.
 */
export async function readSchedulingFacts(tx: Tx, query: FactsQuery): Promise<ScheduleFacts> {
  const { serviceId, clinicIds, therapistIds, roomIds, window, archivedToo = false } = query;
  const [row] = await tx.sql<Row>(FACTS, [
    tx.practiceId,
    serviceId,
    clinicIds,
    therapistIds,
    roomIds,
    new Date(window.start),
    new Date(window.end),
    archivedToo,
  ]);
  if (!row) throw new NotFound('service', serviceId);
  const { priceMinor, currency, ...service } = row.service;
  const clinics = (row.clinics ?? []).map((clinic) => (clinic.archived ? { ...clinic, closures: [ALWAYS] } : clinic));
  const therapists = (row.therapists ?? []).map((therapist) => {
    return { ...therapist, busy: [], hours: therapist.archived ? [] : therapist.hours };
  });
  const rooms = (row.rooms ?? []).map((room) => {
    return { ...room, busy: [], closures: room.archived ? [ALWAYS] : room.closures };
  });
  requireAll('clinic', clinicIds, new Set(clinics.map(({ clinicId }) => clinicId)));
  requireAll('therapist', therapistIds ?? [], new Set(therapists.map(({ therapistId }) => therapistId)));
  requireAll('room', roomIds ?? [], new Set(rooms.map(({ roomId }) => roomId)));
  const longestTurnover = Math.max(0, ...rooms.map(({ turnoverMinutes }) => turnoverMinutes));
  return {
    facts: { now: tx.now.getTime(), service, clinics, therapists, rooms, clientBusy: [] },
    rangeOf: (asked) => rangeToRead(asked, service, longestTurnover),
    priceMinor,
    currency,
    holdMinutes: new Map(clinics.map(({ clinicId, holdMinutes }) => [clinicId, holdMinutes])),
  };
}

function requireAll(subject: string, asked: readonly string[], found: ReadonlySet<string>): void {
  const missing = asked.find((id) => !found.has(id));
  if (missing !== undefined) throw new NotFound(subject, missing);
}
