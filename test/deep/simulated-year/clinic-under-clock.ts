import type { StaffActor } from '../../../src/kernel/index.js';
import { newId } from '../../../src/kernel/index.js';
import { TestApi } from '../../support/api.js';
import { createClinic } from '../../support/clinic-fixture.js';
import type { ClinicFixture } from '../../support/clinic-fixture.js';
import { addVisit } from '../../support/visits.js';
import { noteRisks } from '../../support/screening.js';
import { DAY } from './history.js';
import type { ClientStory, ServiceStory } from './history.js';
import { PostOffice } from './post-office.js';
import { HandWorker } from './program.js';
import type { Part } from './program.js';

/** The next moment at which the program has something to do by time alone, without anything that happens, and which part of it has. */
const NEXT_MOMENT = `SELECT part, date_part('epoch', at) * 1000 AS at FROM (
    SELECT 'messages' AS part, min(look_at) AS at FROM messages WHERE state IN ('planned', 'sending')
    UNION ALL SELECT 'plans', min(look_at) FROM recall_looks
    UNION ALL SELECT 'checkIns', min(closes_at) FROM check_ins WHERE state = 'open'
    UNION ALL SELECT 'visits', min(greatest(a.ends_at, (SELECT max(e.at) FROM appointment_events e
        WHERE e.practice_id = a.practice_id AND e.appointment_id = a.id AND e.kind = 'take_back')) + interval '2 hours')
      FROM appointments a WHERE a.status IN ('arrived', 'in_session')) AS moments
  WHERE at IS NOT NULL ORDER BY at LIMIT 1`;

interface Moment {
  readonly part: Part;
  readonly at: number;
}

const SERVICES: readonly (readonly [technique: string, least: number | null, most: number | null])[] = [
  ['swedish', 1, 3],
  ['sports', 2, 5],
  ['deep_tissue', 3, 5],
  ['trigger_point', 4, 5],
  ['consultation', null, null],
];

/** A clinic with the whole program in one process, in which nothing happens by itself: a test says what time it is. */
export class ClinicUnderClock {
  readonly post = new PostOffice(() => this.now);

  private constructor(
    readonly api: TestApi,
    readonly clinic: ClinicFixture,
    readonly desk: StaffActor,
    readonly therapists: readonly StaffActor[],
  ) {}

  private worker!: HandWorker;

  /** `zone` is IANA's. Closed on Sundays. */
  static async open(zone: string, now: number): Promise<ClinicUnderClock> {
    const api = await TestApi.start();
    const clinic = await createClinic(api.database, { zone, clients: 0 });
    const therapists: StaffActor[] = [];
    for (const id of clinic.therapistIds) therapists.push(await clinic.actor('therapist', id));
    const opened = new ClinicUnderClock(api, clinic, await clinic.actor('manager'), therapists);
    opened.worker = await HandWorker.over(api.database, opened.post);
    opened.set(now);
    await clinic.sql('DELETE FROM opening_hours WHERE practice_id = $1 AND weekday = 7', [clinic.practiceId]);
    return opened;
  }

  get now(): number {
    return Date.now() + this.api.clock.offset;
  }

  /** From now on it is that instant, for everybody. */
  set(at: number): void {
    const offset = at - Date.now();
    this.api.clock.offset = offset;
    this.worker.clock.offset = offset;
  }

  use<T>(useCase: abstract new (...args: never[]) => T): T {
    return this.api.app.get<T>(useCase, { strict: false });
  }

  /** Lets the time pass up to an instant: whatever is due before it is done when it is due. */
  async passTo(at: number): Promise<void> {
    await this.workUntil(at);
    this.set(at);
  }

  /** All that follows from what has just happened. */
  async settle(): Promise<void> {
    await this.worker.hear();
    await this.workUntil(this.now);
  }

  private async workUntil(at: number): Promise<void> {
    for (;;) {
      const [next] = await this.clinic.sql<Moment>(NEXT_MOMENT);
      if (!next || next.at > at) return;
      // A moment that has passed is made up for now: the time does not go back.
      if (next.at > this.now) this.set(next.at + 1);
      await this.worker.work(next.part);
    }
  }

  /** One of each level of soreness, and a talk; all therapists can do all of it. */
  async offerServices(): Promise<ServiceStory[]> {
    const { sql, practiceId } = this.clinic;
    const offered: ServiceStory[] = [];
    for (const [technique, least, most] of SERVICES) {
      const id = newId();
      await sql(
        `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, consultation)
         VALUES ($1, $2, $3, $3, $4, $5, 50, 9000, CASE WHEN $3 = 'consultation' THEN 'only' ELSE 'none' END)`,
        [practiceId, id, technique, least, most],
      );
      await sql(
        `INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years)
         SELECT $1, id, $2, 5 FROM therapists WHERE practice_id = $1 ON CONFLICT DO NOTHING`,
        [practiceId, technique],
      );
      offered.push({ id, technique, pressure: least });
    }
    return offered;
  }

  /** Somebody who has answered the questions of screening without any risk, a day before. */
  async welcome(client: Pick<ClientStory, 'name' | 'email' | 'phone' | 'zone'>, number: number): Promise<ClientStory> {
    const { sql, practiceId } = this.clinic;
    const id = newId();
    await sql(
      `INSERT INTO clients (practice_id, id, given_name, family_name, email, phone, phone_key, time_zone)
       VALUES ($1, $2, $3, 'Year', $4, $5, regexp_replace($5, '\\D', '', 'g'), $6)`,
      [practiceId, id, client.name, client.email, client.phone, client.zone],
    );
    // Long ago, and of no account but that the first therapist treats them.
    await addVisit(this.clinic, {
      clientId: id,
      startsAt: `2020-01-0${(number % 9) + 1}T${10 + Math.floor(number / 9)}:00:00Z`,
      status: 'no_show',
    });
    const answeredOn = new Date(this.now + 364 * DAY).toISOString().slice(0, 10);
    await noteRisks(this.api, { practiceId, clientId: id, answeredOn });
    return { id, ...client, consents: [], stops: [], archived: [], wishes: [], tasksDone: [] };
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.clinic.close();
    await this.api.stop();
  }
}
