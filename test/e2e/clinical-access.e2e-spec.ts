import { ClinicalAccess } from '../../src/modules/clinical-access/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { NotFound } from '../../src/kernel/index.js';
import type { StaffActor } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const BREAK = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { clientId until } }`;
const BREAKS = `query ($clientId: ID) { glassBreaks(clientId: $clientId) { edges { node { clientId membershipId reason until } } } }`;
const REASON = 'She fainted, and her own therapist is away';

describe('who reads a clinical record', () => {
  let api: TestApi;
  let clinic: ClinicFixture;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
  });
  afterEach(async () => {
    api.clock.offset = 0;
    await clinic.close();
  });

  const reads = async (actor: StaffActor, clientId: string): Promise<readonly string[] | null> => {
    try {
      return await api.app
        .get(UnitOfWork)
        .do(actor, (tx) => api.app.get(ClinicalAccess, { strict: false }).require(tx, clientId));
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  };
  /** A visit of tomorrow, at that hour. */
  const visit = (clientId: string, therapistId: string, { status = 'booked', hour = 10 } = {}): Promise<unknown> =>
    clinic.sql(
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
         therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, cancel_reason, price_minor, currency)
       SELECT $1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, s, e, s, e, s, e, CASE WHEN $7 = 'cancelled' THEN 'other' END, 9000, 'EUR'
       FROM (SELECT date_trunc('day', now()) + interval '1 day' + $8 * interval '1 hour') AS begins(s),
         LATERAL (SELECT s + interval '1 hour') AS ends(e)`,
      [clinic.practiceId, clinic.clinicId, clientId, therapistId, clinic.roomIds[0], clinic.serviceId, status, hour],
    );
  const breakGlass = async (actor: StaffActor, clientId: string, reason = REASON) =>
    api.graphql<{ breakGlass: { clientId: string; until: string } }>(
      BREAK,
      { input: { clientId, reason } },
      await tokenFor(api.app, actor),
    );

  it('is the therapist who treats the client, and no other of the staff', async () => {
    const [mine, other, third] = clinic.therapistIds as [string, string, string];
    const [client] = clinic.clientIds as [string];
    await visit(client, mine);
    expect(await reads(await clinic.actor('therapist', mine), client)).toEqual([client]);
    expect(await reads(await clinic.actor('owner', mine), client)).toEqual([client]);
    for (const stranger of [
      await clinic.actor('therapist', other),
      await clinic.actor('therapist'),
      await clinic.actor('owner'),
      await clinic.actor('manager'),
      await clinic.actor('front_desk'),
      await clinic.actor('front_desk', third),
    ]) {
      expect([stranger.role, await reads(stranger, client)]).toEqual([stranger.role, null]);
    }
  });

  it('is no therapist whose only visit was called off, and nobody of another practice', async () => {
    const [mine] = clinic.therapistIds as [string];
    const [client] = clinic.clientIds as [string];
    await visit(client, mine, { status: 'cancelled' });
    expect(await reads(await clinic.actor('therapist', mine), client)).toBeNull();
    await visit(client, mine, { status: 'completed' });
    expect(await reads(await clinic.actor('therapist', mine), client)).toEqual([client]);

    const elsewhere = await createClinic(api.database);
    const stranger = await elsewhere.actor('owner', elsewhere.therapistIds[0]!);
    expect(await reads(stranger, client)).toBeNull();
    expect((await breakGlass(stranger, client)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await elsewhere.close();
  });

  it('reads one person’s record under each id that was merged', async () => {
    const [mine] = clinic.therapistIds as [string];
    const [source, target, deeper] = clinic.clientIds as [string, string, string];
    await visit(source, mine);
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [source, target]);
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [deeper, source]);
    const actor = await clinic.actor('therapist', mine);
    for (const id of [source, target, deeper]) {
      expect([...(await reads(actor, id))!].sort()).toEqual([source, target, deeper].sort());
    }
  });

  it.each(['owner', 'manager', 'therapist'] as const)(
    'is a %s who breaks the glass, with a reason, for an hour',
    async (role) => {
      const [client, another] = clinic.clientIds as [string, string];
      const actor = await clinic.actor(role, role === 'therapist' ? clinic.therapistIds[1] : undefined);
      expect((await breakGlass(actor, client, 'too short')).errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        violations: [{ field: 'reason', rule: 'isLength' }],
      });
      expect(await reads(actor, client)).toBeNull();

      const { data } = await breakGlass(actor, client);
      expect(data?.breakGlass.clientId).toBe(client);
      expect(await reads(actor, client)).toEqual([client]);
      expect(await reads(actor, another)).toBeNull();
      expect(await reads(await clinic.actor(role), client)).toBeNull();
      api.clock.offset = 59 * 60_000;
      expect(await reads(actor, client)).toEqual([client]);
      api.clock.offset = 61 * 60_000;
      expect(await reads(actor, client)).toBeNull();
    },
  );

  it('is never the front desk, which cannot break the glass either', async () => {
    const [client] = clinic.clientIds as [string];
    const { errors } = await breakGlass(await clinic.actor('front_desk'), client);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is shown to the management, with the reason that the database does not know', async () => {
    const [client, another] = clinic.clientIds as [string, string];
    const actor = await clinic.actor('therapist', clinic.therapistIds[0]);
    await breakGlass(actor, client);
    await breakGlass(await clinic.actor('owner'), another, 'A complaint has come in about the last session');
    const manager = await tokenFor(api.app, await clinic.actor('manager'));
    const { glassBreaks } = await api.data<{ glassBreaks: { edges: { node: object }[] } }>(
      BREAKS,
      { clientId: client },
      manager,
    );
    expect(glassBreaks.edges.map(({ node }) => node)).toMatchObject([
      { clientId: client, membershipId: actor.membershipId, reason: REASON },
    ]);
    const { followUps } = await api.data<{ followUps: { edges: { node: object }[] } }>(
      '{ followUps { edges { node { kind client { id } } } } }',
      {},
      manager,
    );
    expect(followUps.edges.map(({ node }) => node)).toEqual(
      expect.arrayContaining([client, another].map((id) => ({ kind: 'GLASS_BROKEN', client: { id } }))),
    );
    const all = await api.data<{ glassBreaks: { edges: { node: { clientId: string } }[] } }>(BREAKS, {}, manager);
    expect(all.glassBreaks.edges.map(({ node }) => node.clientId)).toEqual([another, client]);
    for (const role of ['front_desk', 'therapist'] as const) {
      expect(await api.errorCode(BREAKS, {}, await tokenFor(api.app, await clinic.actor(role)))).toBe('FORBIDDEN');
    }
    const [{ rows }] = (await clinic.sql(`SELECT string_agg(g::text, ' ') AS rows FROM glass_breaks g`)) as [
      { rows: string },
    ];
    expect(rows).toContain(client);
    expect(rows).not.toContain('fainted');
    expect(rows).not.toContain(Buffer.from('fainted').toString('hex'));
  });

  it('leaves every read in the audit, with the ids of all records', async () => {
    const [mine] = clinic.therapistIds as [string];
    const [client] = clinic.clientIds as [string];
    await visit(client, mine);
    const actor = await clinic.actor('therapist', mine);
    await reads(actor, client);
    await reads(await clinic.actor('therapist', clinic.therapistIds[1]), client);
    await breakGlass(await clinic.actor('manager'), client);
    const entries = await clinic.sql<{ action: string; actor: string; subjects: string[] }>(
      `SELECT action, actor_id AS actor, subject_ids AS subjects FROM audit_entries WHERE practice_id = $1 ORDER BY at`,
      [clinic.practiceId],
    );
    expect(entries).toMatchObject([
      { action: 'clinical_record.read', actor: actor.userId, subjects: [client] },
      { action: 'follow_up.opened' },
      { action: 'glass.broken', subjects: [expect.any(String), client] },
    ]);
  });

  it.each(['UPDATE glass_breaks SET until = now()', 'DELETE FROM glass_breaks', 'TRUNCATE glass_breaks'])(
    'cannot be made unseen by those who serve: %s',
    async (statement) => {
      const actor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' } as const;
      const done = api.app.get(UnitOfWork).do(actor, (tx) => tx.sql(statement));
      await expect(done).rejects.toMatchObject({ code: '42501' });
    },
  );
});
