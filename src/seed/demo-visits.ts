import { pick } from './random.js';

/** What the visits are made of. Ids; local times are the clinic's. */
export interface DemoWorld {
  readonly clinics: readonly {
    readonly id: string;
    readonly zone: string;
    readonly therapists: readonly {
      readonly id: string;
      readonly techniques: readonly string[];
      /** Clients who come to this therapist and to nobody else. */
      readonly regularIds: readonly string[];
    }[];
    readonly rooms: readonly { readonly id: string; readonly features: readonly string[]; readonly turnover: number }[];
  }[];
  readonly services: readonly {
    readonly id: string;
    readonly technique: string;
    readonly minutes: number;
    readonly after: number;
    readonly price: number;
    readonly features: readonly string[];
  }[];
  readonly clientIds: readonly string[];
  /** YYYY-MM-DD of the first and, with `days`, of the last date. */
  readonly from: string;
  readonly days: number;
}

/** One visit in local terms; PostgreSQL turns it into instants. */
export interface DemoVisit {
  readonly clinic: string;
  readonly zone: string;
  readonly client: string;
  readonly therapist: string;
  readonly room: string;
  readonly service: string;
  readonly date: string;
  /** Minutes of the clinic's day. */
  readonly start: number;
  readonly minutes: number;
  readonly therapistAfter: number;
  readonly roomAfter: number;
  readonly price: number;
  /** In [0, 1): which way the visit went. */
  readonly fate: number;
}

const OPENS = 9 * 60;
const CLOSES = 18 * 60;
const SUNDAY = 0;
const BUSY = 0.7;

/** Full days of visits that respect qualification, rooms, buffers and everybody's own time. Sundays stay empty. */
export function demoVisits(world: DemoWorld, random: () => number): DemoVisit[] {
  const visits: DemoVisit[] = [];
  for (let n = 0; n < world.days; n += 1) {
    const date = new Date(Date.parse(world.from) + n * 86_400_000);
    if (date.getUTCDay() === SUNDAY) continue;
    visits.push(...visitsOfDay(world, date.toISOString().slice(0, 10), random));
  }
  return visits;
}

/** Nobody comes twice a day: so no client can be in two rooms at once. */
function visitsOfDay(world: DemoWorld, date: string, random: () => number): DemoVisit[] {
  const visits: DemoVisit[] = [];
  const clients = shuffled(world.clientIds, random);
  for (const clinic of world.clinics) {
    for (const therapist of clinic.therapists) {
      const regulars = shuffled(therapist.regularIds, random);
      let start = OPENS + Math.floor(random() * 4) * 15;
      while (start < CLOSES - 90 && clients.length > 0) {
        const service = pick(
          random,
          world.services.filter(({ technique }) => therapist.techniques.includes(technique)),
        );
        const free = clinic.rooms.filter(
          (room) =>
            service.features.every((feature) => room.features.includes(feature)) &&
            !visits.some(
              (other) =>
                other.room === room.id && meets(other, start, service.minutes + Math.max(service.after, room.turnover)),
            ),
        );
        const room = free[0];
        if (room && random() < BUSY) {
          visits.push({
            ...{
              clinic: clinic.id,
              zone: clinic.zone,
              client: regulars.pop() ?? clients.pop()!,
              therapist: therapist.id,
              room: room.id,
            },
            ...{ service: service.id, date, start, minutes: service.minutes, price: service.price, fate: random() },
            ...{ therapistAfter: service.after, roomAfter: Math.max(service.after, room.turnover) },
          });
        }
        start += Math.ceil((service.minutes + service.after) / 15) * 15;
      }
    }
  }
  return visits;
}

const shuffled = (ids: readonly string[], random: () => number): string[] => [...ids].sort(() => random() - 0.5);

const meets = (other: DemoVisit, start: number, length: number): boolean =>
  other.start < start + length && start < other.start + other.minutes + other.roomAfter;
