import { Client } from 'pg';
import { newId } from '../kernel/index.js';
import type { SystemActor } from '../kernel/index.js';
import { AddMember, CreatePractice } from '../modules/access/index.js';
import type { Config } from '../platform/config/index.js';
import {
  CLINICS,
  DEMO_LOGINS,
  DEMO_PASSWORD,
  FAMILY_NAMES,
  GIVEN_NAMES,
  ROOMS,
  SERVICES,
  THERAPISTS,
} from './demo-practice.js';
import {
  INSERT_CLINICS,
  INSERT_ROOMS,
  INSERT_SERVICES,
  INSERT_THERAPISTS,
  INSERT_CLIENTS,
  INSERT_VISITS,
  INSERT_EVENTS,
  SELECT_TREATMENTS,
  TURNOVER,
} from './demo-statements.js';
import { DemoApi } from './demo-api.js';
import type { DemoTreatment } from './demo-notes.js';
import { fillRecords } from './demo-records.js';
import { demoVisits } from './demo-visits.js';
import type { DemoWorld } from './demo-visits.js';
import { pick, randomFrom } from './random.js';

const CLIENTS = 200;
/** Clients who come to the therapist of the demo logins alone. */
const REGULARS = 18;
const DAYS_BACK = 28;
const DAYS_AHEAD = 28;
const SEED = 20_261_122;

/**
 * Fills an empty database with the demo practice; false where there is a practice already. The accounts come by the
 * same use cases as anybody's; the calendar is written as the owner in one transaction, by date of today; and the clinical
 * records of the therapist who can sign in come through the API.
 */
export async function fillDemo(config: Config, ownerUrl: string): Promise<boolean> {
  const db = new Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    if ((await db.query('SELECT 1 FROM practices LIMIT 1')).rowCount) return false;
    const api = await DemoApi.start(config);
    try {
      const practiceId = await createStaff(api, (text, values) => db.query(text, values));
      await db.query('BEGIN');
      await db.query(`SELECT set_config('app.practice', $1, true)`, [practiceId]);
      await fillPractice(db, practiceId);
      await db.query('COMMIT');
      await api.signIn(DEMO_LOGINS.find(({ role }) => role === 'therapist')!.email);
      await fillRecords(api, (await db.query<DemoTreatment>(SELECT_TREATMENTS, [practiceId])).rows);
    } finally {
      await api.stop();
    }
    return true;
  } finally {
    await db.end();
  }
}

/** The practice and its people; the therapist's login is linked to the first therapist, who is made here for it. */
async function createStaff(
  api: DemoApi,
  query: (text: string, values: unknown[]) => Promise<unknown>,
): Promise<string> {
  const [owner, ...others] = DEMO_LOGINS;
  const practice = { name: 'Harbor Massage', country: 'US', currency: 'USD', password: DEMO_PASSWORD };
  const { practiceId } = await api
    .part(CreatePractice)
    .execute({ ...practice, ownerName: owner.name, email: owner.email });
  const actor: SystemActor = { kind: 'system', practiceId, name: 'demo' };
  for (const { role, name, email } of others) {
    const member = { role, name, email, password: DEMO_PASSWORD };
    const membershipId = await api.part(AddMember).execute(actor, member);
    if (role !== 'therapist') continue;
    await query(`INSERT INTO therapists (practice_id, id, membership_id, name, email) VALUES ($1, $2, $3, $4, $5)`, [
      ...[practiceId, newId(), membershipId, name, email],
    ]);
  }
  return practiceId;
}

async function fillPractice(db: Client, practiceId: string): Promise<void> {
  const random = randomFrom(SEED);
  const insert = (text: string, rows: readonly object[]) => db.query(text, [practiceId, JSON.stringify(rows)]);
  const clinics = CLINICS.map((clinic) => ({ ...clinic, id: newId() }));
  const rooms = ROOMS.map((room) => ({ ...room, id: newId(), clinic: clinics[room.clinic]!.id }));
  const services = SERVICES.map((service) => ({ ...service, id: newId() }));
  const existing = await db.query<{ id: string; name: string }>(
    'SELECT id, name FROM therapists WHERE practice_id = $1',
    [practiceId],
  );
  const therapists = THERAPISTS.map((therapist) => ({
    ...therapist,
    id: existing.rows.find(({ name }) => name === therapist.name)?.id ?? newId(),
    clinic: clinics[therapist.clinic]!.id,
    jurisdiction: clinics[therapist.clinic]!.jurisdiction,
  }));
  const clients = Array.from({ length: CLIENTS }, (_, n) => clientOf(n, random));
  await insert(INSERT_CLINICS, clinics);
  await insert(INSERT_ROOMS, rooms);
  await insert(INSERT_SERVICES, services);
  await insert(INSERT_THERAPISTS, therapists);
  await insert(INSERT_CLIENTS, clients);
  const world = worldOf({ clinics, rooms, services, therapists, clients });
  await insert(
    INSERT_VISITS,
    demoVisits(world, random).map((visit) => ({ ...visit, id: newId() })),
  );
  await db.query(INSERT_EVENTS, [practiceId]);
}

function clientOf(n: number, random: () => number) {
  const [given, family] = [pick(random, GIVEN_NAMES), pick(random, FAMILY_NAMES)];
  const phone = `+1212555${String(n).padStart(4, '0')}`;
  return {
    id: newId(),
    given,
    family,
    email: `client${n}@mail.example`,
    phone,
    key: phone.slice(1),
    pressure: 1 + Math.floor(random() * 5),
  };
}

interface Made {
  readonly clinics: readonly { readonly id: string; readonly zone: string }[];
  readonly rooms: readonly { readonly id: string; readonly clinic: string; readonly features: readonly string[] }[];
  readonly services: DemoWorld['services'];
  readonly therapists: readonly { readonly id: string; readonly clinic: string; readonly techniques: object }[];
  readonly clients: readonly { readonly id: string }[];
}

function worldOf({ clinics, rooms, services, therapists, clients }: Made): DemoWorld {
  return {
    clinics: clinics.map(({ id, zone }) => ({
      ...{ id, zone },
      therapists: therapists
        .filter(({ clinic }) => clinic === id)
        .map((therapist) => ({
          id: therapist.id,
          techniques: Object.keys(therapist.techniques),
          regularIds: therapist === therapists[0] ? clients.slice(0, REGULARS).map(({ id }) => id) : [],
        })),
      rooms: rooms.filter(({ clinic }) => clinic === id).map((room) => ({ ...room, turnover: TURNOVER })),
    })),
    services,
    clientIds: clients.slice(REGULARS).map(({ id }) => id),
    from: new Date(Date.now() - DAYS_BACK * 86_400_000).toISOString().slice(0, 10),
    days: DAYS_BACK + DAYS_AHEAD,
  };
}
