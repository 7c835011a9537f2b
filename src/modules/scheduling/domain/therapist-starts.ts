import { intersectAll, subtract } from '../../../kernel/index.js';
import type { Interval } from '../../../kernel/index.js';
import { blocks } from './blocks.js';
import { hoursInWindow } from './local-hours.js';
import { isQualified, yearsWith } from './qualification.js';
import type { ClinicFacts, ServiceFacts, TherapistFacts } from './scheduling-facts.js';
import { compareText, REASON_WEIGHTS } from './slot.js';
import type { SlotRanking, SlotReason, SlotTherapist } from './slot.js';
import { startsHitting, startsInside } from './starts.js';
import { dayOfDate, localDay, startOfDay } from './zoned-time.js';

/** When one therapist can start a visit at one clinic, and how they rank there. */
export interface TherapistStarts {
  readonly starts: readonly Interval[];
  /** Starts that leave no gap on at least one side of the visit, possible or not. */
  readonly snugStarts: ReadonlySet<number>;
  /** The therapist's rank at a snug start and at any other. */
  readonly snug: Rank;
  readonly loose: Rank;
}

export interface Rank {
  readonly therapist: SlotTherapist;
  /** Years with the service's technique where the therapist is an experience match, else 0. */
  readonly matchYears: number;
}

/** Best score first; then, among experience matches, more years with the technique; then the id. */
export const byRank = (a: Rank, b: Rank): number =>
  b.therapist.score - a.therapist.score ||
  b.matchYears - a.matchYears ||
  compareText(a.therapist.therapistId, b.therapist.therapistId);

export interface ClinicSearch {
  readonly clinic: ClinicFacts;
  readonly service: ServiceFacts;
  readonly ranking: SlotRanking;
  /** When the clinic is open and not closed. */
  readonly open: readonly Interval[];
  readonly range: Interval;
}

/** Undefined for a therapist who cannot give this service at this clinic at all. */
export function therapistStarts(therapist: TherapistFacts, search: ClinicSearch): TherapistStarts | undefined {
  const { clinic, service } = search;
  if (!isQualified(therapist, service.technique)) return undefined;
  const shape = blocks(service, 0, 0);
  const atWork = workingStretches(therapist, search);
  const free = subtract(startsInside(atWork, shape.visit), startsHitting(therapist.busy, shape.therapist));
  return {
    starts: clinic.licenceRequired ? intersectAll(free, licensedTime(therapist, search)) : free,
    snugStarts: new Set([
      ...atWork.flatMap(({ start, end }) => [start, end - shape.visit.end]),
      ...therapist.busy.flatMap(({ start, end }) => [end - shape.therapist.start, start - shape.therapist.end]),
    ]),
    ...ranks(therapist, service, search.ranking),
  };
}

/** When the therapist is at the clinic and it is open. */
function workingStretches(therapist: TherapistFacts, { clinic, open, range }: ClinicSearch): Interval[] {
  const here = therapist.hours.filter(({ clinicId }) => clinicId === clinic.clinicId);
  const weekly = here.flatMap((hours) => hours.weekly);
  const exceptions = here.flatMap((hours) => hours.exceptions);
  const hours = hoursInWindow({ weekly, exceptions, zone: clinic.zone, window: range });
  return subtract(intersectAll(hours, open), therapist.timeOff);
}

/**
 * From the first to the last valid local date of each licence for the clinic's jurisdiction. Dates far from the range are
 * brought to its edge first, so that no clock change of other decades has to be looked up.
 */
function licensedTime(therapist: TherapistFacts, { clinic: { zone, jurisdiction }, range }: ClinicSearch): Interval[] {
  const first = localDay(zone, range.start);
  const last = localDay(zone, range.end);
  const startOfDate = (date: string, plusDays: number): number =>
    startOfDay(zone, Math.min(Math.max(dayOfDate(date) + plusDays, first), last + 1));
  return therapist.licences
    .filter((licence) => licence.jurisdiction === jurisdiction)
    .map(({ validFrom, validTo }) => ({
      start: startOfDate(validFrom, 0),
      end: validTo === null ? Infinity : startOfDate(validTo, 1),
    }));
}

function ranks(
  therapist: TherapistFacts,
  { technique }: ServiceFacts,
  ranking: SlotRanking,
): Record<'snug' | 'loose', Rank> {
  const match = ranking.condition !== undefined && therapist.conditions.includes(ranking.condition);
  const reasons: SlotReason[] = [];
  if (therapist.therapistId === ranking.preferredTherapistId) reasons.push('preferred_therapist');
  if (match) reasons.push('experience_match');
  const rank = (all: readonly SlotReason[]): Rank => ({
    therapist: {
      therapistId: therapist.therapistId,
      reasons: all,
      score: all.reduce((sum, reason) => sum + REASON_WEIGHTS[reason], 0),
    },
    matchYears: match ? yearsWith(therapist, technique) : 0,
  });
  return { loose: rank(reasons), snug: rank([...reasons, 'fewer_gaps']) };
}
