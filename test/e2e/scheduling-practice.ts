import { Client } from 'pg';
import { newId } from '../../src/kernel/index.js';
import type { SystemActor } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { Person, TestApi } from '../support/api.js';

interface Violation {
  readonly field: string;
  readonly rule: string;
}

/** A practice with a clinic in Berlin, two rooms and the therapist Anna; each role is signed in. */
export class SchedulingPractice {
  readonly clinicId = newId();
  readonly roomId = newId();
  readonly otherRoomId = newId();
  readonly anna = newId();

  private constructor(
    private readonly api: TestApi,
    private readonly client: Client,
    readonly owner: Person,
    readonly manager: Person,
    readonly desk: Person,
  ) {}

  static async open(api: TestApi): Promise<SchedulingPractice> {
    const owner = await api.registerPractice();
    const client = new Client({ connectionString: api.database.ownerUrl });
    await client.connect();
    await client.query(`SELECT set_config('app.practice', $1, false)`, [owner.practiceId]);
    const [manager, desk] = [await api.addStaff(owner, 'manager'), await api.addStaff(owner, 'front_desk')];
    const practice = new SchedulingPractice(api, client, owner, manager, desk);
    await practice.addClinic('Europe/Berlin', practice.clinicId);
    await practice.addRoom(practice.roomId);
    await practice.addRoom(practice.otherRoomId);
    await practice.addTherapist([practice.clinicId], practice.anna);
    return practice;
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** Rows of this practice, by a statement whose `$1` is the practice. */
  async rows<Row>(text: string, ...values: unknown[]): Promise<Row[]> {
    const { rows } = await this.client.query(text, [this.owner.practiceId, ...values]);
    return rows as Row[];
  }

  async addClinic(zone: string, id = newId()): Promise<string> {
    const insert = `INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction) VALUES ($1, $2, 'Mitte', $3, 'DE')`;
    await this.rows(insert, id, zone);
    return id;
  }

  async addRoom(id = newId(), clinicId = this.clinicId): Promise<string> {
    await this.rows(
      `INSERT INTO rooms (practice_id, id, clinic_id, name) VALUES ($1, $2, $3, 'Quiet room')`,
      id,
      clinicId,
    );
    return id;
  }

  async addTherapist(clinicIds: readonly string[] = [this.clinicId], id = newId()): Promise<string> {
    await this.rows(`INSERT INTO therapists (practice_id, id, name) VALUES ($1, $2, 'Anna Rossi')`, id);
    const places =
      'INSERT INTO therapist_clinics (practice_id, therapist_id, clinic_id) SELECT $1, $2, unnest($3::uuid[])';
    await this.rows(places, id, clinicIds);
    return id;
  }

  /** A visit that Anna has on 30 November 2026 from 09:00 to 10:00 UTC, which is 10:00 to 11:00 in Berlin. */
  async addVisit(): Promise<string> {
    const [id, serviceId, clientId] = [newId(), newId(), newId()];
    await this.rows(
      `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor)
       VALUES ($1, $2, 'Swedish 60', 'swedish', 1, 3, 60, 8000)`,
      serviceId,
    );
    await this.rows(
      `INSERT INTO clients (practice_id, id, given_name, family_name) VALUES ($1, $2, 'Kim', 'Oh')`,
      clientId,
    );
    await this.rows(
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
         therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'booked', '2026-11-30T09:00Z', '2026-11-30T10:00Z',
         '2026-11-30T09:00Z', '2026-11-30T10:00Z', '2026-11-30T09:00Z', '2026-11-30T10:00Z', 8000, 'EUR')`,
      ...[id, this.clinicId, clientId, this.anna, this.roomId, serviceId],
    );
    return id;
  }

  /** What the audit and the outbox hold of one action: its subjects, and the payload of the fact. */
  async traces(action: string): Promise<{ subjects: string[]; details: unknown }[]> {
    return this.rows(
      'SELECT subject_ids AS subjects, details FROM audit_entries WHERE practice_id = $1 AND action = $2',
      action,
    );
  }

  async facts(): Promise<unknown[]> {
    const rows = await this.rows<{ payload: unknown }>(
      `SELECT payload FROM outbox WHERE practice_id = $1 AND fact = 'schedule.changed' ORDER BY id`,
    );
    return rows.map(({ payload }) => payload);
  }

  /**
   * Holds these resources as a booking does, lets `change` run into the lock, and returns what it has answered by then:
   * nothing, if it waits. It ends before this returns.
   */
  async answeredWhileBooking(resourceIds: readonly string[], change: () => Promise<unknown>): Promise<unknown[]> {
    const actor: SystemActor = { kind: 'system', practiceId: this.owner.practiceId, name: 'booking' };
    const booking = await this.api.app.get(UnitOfWork).open(actor);
    const answers: unknown[] = [];
    await booking.tx.lock(resourceIds);
    let ended = false;
    const running = change()
      .then((answer) => answers.push(answer))
      .finally(() => (ended = true));
    while (!ended && !(await this.somebodyWaits())) await new Promise(setImmediate);
    const before = [...answers];
    await booking.rollback();
    await running;
    return before;
  }

  private async somebodyWaits(): Promise<boolean> {
    const { rows } = await this.client.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return rows.length > 0;
  }

  /** What an operation that must be refused as bad input says: each field and its rule. */
  async violations(query: string, variables: Readonly<Record<string, unknown>>, by = this.owner): Promise<string[]> {
    const { data, errors } = await this.api.graphql(query, variables, by.token);
    const broken = errors?.[0]?.extensions['violations'] as Violation[] | undefined;
    if (!broken) throw new Error(`Not refused as bad input: ${JSON.stringify({ data, errors })}`);
    return broken.map(({ field, rule }) => `${field} ${rule}`);
  }
}
