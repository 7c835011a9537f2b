import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { slotObstacles } from '../scheduling/domain/index.js';
import { readSchedulingFacts } from '../scheduling/index.js';
import type { Obstacle, ObstacleCode } from '../scheduling/domain/index.js';
import type { ScheduleChange } from '../scheduling/index.js';
import type { Appointment } from './storage/appointments.js';
import { visitsIn } from './storage/visits-in.js';

/** A visit that was booked and that the schedule no longer allows. */
export interface AffectedVisit {
  readonly visit: Appointment;
  readonly obstacles: readonly Obstacle[];
}

/** Rules about the moment of booking: they say nothing of a visit that stands. */
const OF_BOOKING: readonly ObstacleCode[] = ['too_soon', 'beyond_horizon', 'off_grid'];

@Injectable()
export class FindAffectedVisits {
  /**
   * Booked visits in the changed time that break a rule of today's schedule which nobody has set aside for them: time
   * off, closures, hours, a licence that ends, a technique, clinic, room or therapist that is gone. Soonest first.
   */
  async execute(tx: Tx, change: ScheduleChange): Promise<AffectedVisit[]> {
    const visits = await visitsIn(tx, change);
    const affected: AffectedVisit[] = [];
    for (const group of byServiceAndClinic(visits)) affected.push(...(await affectedIn(tx, group)));
    return affected.sort((a, b) => a.visit.startsAt.getTime() - b.visit.startsAt.getTime());
  }
}

function byServiceAndClinic(visits: readonly Appointment[]): Appointment[][] {
  const groups = new Map<string, Appointment[]>();
  for (const visit of visits) {
    const key = `${visit.serviceId} ${visit.clinicId}`;
    groups.set(key, [...(groups.get(key) ?? []), visit]);
  }
  return [...groups.values()];
}

async function affectedIn(tx: Tx, group: readonly Appointment[]): Promise<AffectedVisit[]> {
  const [{ serviceId, clinicId }] = group as [Appointment];
  const starts = group.map(({ startsAt }) => startsAt.getTime());
  const { facts } = await readSchedulingFacts(tx, {
    ...{ serviceId, clinicIds: [clinicId] },
    therapistIds: [...new Set(group.map(({ therapistId }) => therapistId))],
    roomIds: [...new Set(group.map(({ roomId }) => roomId))],
    window: { start: Math.min(...starts), end: Math.max(...starts) + 1 },
    archivedToo: true,
  });
  return group
    .map((visit) => {
      const placement = {
        clinicId,
        therapistId: visit.therapistId,
        roomId: visit.roomId,
        start: visit.startsAt.getTime(),
      };
      const setAside = [...OF_BOOKING, ...visit.overriddenRules];
      return { visit, obstacles: slotObstacles(facts, placement).filter(({ code }) => !setAside.includes(code)) };
    })
    .filter(({ obstacles }) => obstacles.length > 0);
}
