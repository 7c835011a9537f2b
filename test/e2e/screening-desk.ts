import { newId } from '../../src/kernel/index.js';
import type { Actor, Role } from '../../src/kernel/index.js';
import type { RiskAnswer, RiskProfile } from '../../src/modules/screening/domain/index.js';
import { NoteRisks } from '../../src/modules/screening/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

/** Berlin's date of the visit that the first therapist has with the first client, at 12:00 local time. */
export const VISIT_DAY = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
export const TODAY = new Date().toISOString().slice(0, 10);

/** A practice whose first therapist treats the first client, with a token for each of its people. */
export interface ScreeningDesk extends ClinicFixture {
  readonly clientId: string;
  readonly appointmentId: string;
  /** Of the therapist of the visit. */
  readonly therapist: string;
  /** Of a therapist who treats somebody else. */
  readonly colleague: string;
  readonly tokens: Readonly<Record<Role, string>>;
  /** What a form would say of the client's risks. */
  noteRisks(present: readonly RiskAnswer[], more?: Partial<RiskProfile> & { clientId?: string }): Promise<void>;
}

export async function createScreeningDesk(api: TestApi): Promise<ScreeningDesk> {
  const clinic = await createClinic(api.database);
  const [clientId] = clinic.clientIds as [string];
  const [mine, other] = clinic.therapistIds as [string, string];
  const tokenOf = async (role: Role, therapistId?: string): Promise<string> =>
    tokenFor(api.app, await clinic.actor(role, therapistId));
  const therapist = await tokenOf('therapist', mine);
  const system: Actor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' };
  return {
    ...clinic,
    clientId,
    therapist,
    appointmentId: await insertVisit(clinic, clientId, mine),
    colleague: await tokenOf('therapist', other),
    tokens: {
      therapist,
      owner: await tokenOf('owner'),
      manager: await tokenOf('manager'),
      front_desk: await tokenOf('front_desk'),
    },
    noteRisks: (present, { clientId: of = clientId, ...more } = {}) => {
      const profile = { answeredOn: TODAY, present, unknown: [], complete: true, ...more };
      const noted = { clientId: of, profile, sourceId: newId() };
      return api.app.get(UnitOfWork).do(system, (tx) => api.app.get(NoteRisks, { strict: false }).execute(tx, noted));
    },
  };
}

async function insertVisit(clinic: ClinicFixture, clientId: string, therapistId: string): Promise<string> {
  const id = newId();
  await clinic.sql(
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
       therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
     SELECT $1, $2, $3, $4, $5, $6, $7, 'booked', s, e, s, e, s, e, 9000, 'EUR'
     FROM (SELECT ($8::date + time '12:00') AT TIME ZONE 'Europe/Berlin' AS s) AS begins,
       LATERAL (SELECT s + interval '1 hour' AS e) AS ends`,
    [clinic.practiceId, id, clinic.clinicId, clientId, therapistId, clinic.roomIds[0], clinic.serviceId, VISIT_DAY],
  );
  return id;
}
