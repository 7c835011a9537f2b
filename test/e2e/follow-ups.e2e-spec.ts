import type { StaffActor, SystemActor } from '../../src/kernel/index.js';
import { newId } from '../../src/kernel/index.js';
import { openFollowUp, openFollowUps, settleFollowUps } from '../../src/modules/follow-ups/index.js';
import type { FollowUpWish } from '../../src/modules/follow-ups/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { createSamples } from '../hostile/samples.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const HOUR = 3_600_000;
const NOBODY = '0198f000-0000-7000-8000-000000000001';
const LIST = `query ($done: Boolean, $clientId: ID, $first: Int, $after: String) {
  followUps(done: $done, clientId: $clientId, first: $first, after: $after) {
    edges { node { id kind audience dueAt doneAt doneBy version appointmentId client { givenName } therapist { id } } }
    pageInfo { hasNextPage endCursor } } }`;
const COMPLETE = `mutation ($id: ID!, $version: Int!) { completeFollowUp(id: $id, version: $version) { __typename
  ... on FollowUpPayload { followUp { id doneAt doneBy version } } ... on VersionConflict { currentVersion } } }`;

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly audience: string;
  readonly version: number;
  readonly [field: string]: unknown;
}
interface Page {
  readonly followUps: {
    readonly edges: readonly { readonly node: Node }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}
interface Answer {
  readonly completeFollowUp: { readonly __typename: string; readonly [field: string]: unknown };
}

describe('follow-ups', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let visitId: string;
  let program: SystemActor;
  let mine: string;
  let other: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });

  afterAll(() => api.stop());

  beforeEach(async () => {
    clinic = await createClinic(api.database);
    ({ appointment: visitId } = (await createSamples(clinic)) as { appointment: string });
    await clinic.sql('DELETE FROM follow_ups WHERE practice_id = $1', [clinic.practiceId]);
    program = { kind: 'system', practiceId: clinic.practiceId, name: 'tests' };
    [mine, other] = clinic.therapistIds as [string, string];
  });

  afterEach(() => clinic.close());

  const open = (wish: Partial<FollowUpWish> & Pick<FollowUpWish, 'kind'>, dueInHours = 24): Promise<string> =>
    api.app
      .get(UnitOfWork)
      .do(program, (tx) => openFollowUp(tx, { dueAt: new Date(tx.now.getTime() + dueInHours * HOUR), ...wish }));
  const ofVisit = (therapistId: string) => ({ clientId: clinic.clientIds[0]!, appointmentId: visitId, therapistId });
  const listOf = async (actor: StaffActor, variables: Record<string, unknown> = {}): Promise<Node[]> => {
    const data = await api.data<Page>(LIST, variables, await tokenFor(api.app, actor));
    return data.followUps.edges.map(({ node }) => node);
  };
  const complete = async (actor: StaffActor, id: string, version = 1) =>
    (await api.data<Answer>(COMPLETE, { id, version }, await tokenFor(api.app, actor))).completeFollowUp;

  it('show each to those whose task it is, and all to the management', async () => {
    await open({ kind: 'screening_worsened', ...ofVisit(mine) });
    await open({ kind: 'clearance_needed', ...ofVisit(mine) });
    await open({ kind: 'glass_broken', subjectId: newId(), clientId: clinic.clientIds[0]! });
    await open({ kind: 'emergency_answers', ...ofVisit(mine) });
    const seenBy = async (actor: StaffActor) =>
      (await listOf(actor)).map(({ kind, audience }) => `${kind} ${audience}`).sort();
    const all = [
      'CLEARANCE_NEEDED DESK',
      'GLASS_BROKEN MANAGEMENT',
      'SCREENING_WORSENED THERAPIST',
      'URGENT DESK',
      'URGENT THERAPIST',
    ];
    expect(await seenBy(await clinic.actor('owner'))).toEqual(all);
    expect(await seenBy(await clinic.actor('manager'))).toEqual(all);
    expect(await seenBy(await clinic.actor('front_desk'))).toEqual(['CLEARANCE_NEEDED DESK', 'URGENT DESK']);
    expect(await seenBy(await clinic.actor('therapist', mine))).toEqual([
      'SCREENING_WORSENED THERAPIST',
      'URGENT THERAPIST',
    ]);
    expect(await seenBy(await clinic.actor('therapist', other))).toEqual([]);
    const stranger = await createClinic(api.database);
    expect(await listOf(await stranger.actor('owner'))).toEqual([]);
    await stranger.close();
  });

  it('say whose client and which visit, and nothing else', async () => {
    await open({ kind: 'screening_worsened', ...ofVisit(mine) });
    const [followUp] = await listOf(await clinic.actor('therapist', mine));
    expect(followUp).toMatchObject({
      ...{ appointmentId: visitId, client: { givenName: 'Client' }, therapist: { id: mine }, doneAt: null, version: 1 },
    });
    const texts = await clinic.sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'follow_ups' AND data_type NOT IN
         ('uuid', 'integer', 'timestamp with time zone') ORDER BY 1`,
    );
    expect(texts.map(({ name }) => name)).toEqual(['audience', 'kind']);
  });

  it('are opened once for one subject, brought forward, and given to the therapist of today', async () => {
    const first = await open({ kind: 'screening_worsened', ...ofVisit(mine) }, 24);
    expect(await open({ kind: 'screening_worsened', ...ofVisit(other) }, 2)).toBe(first);
    expect(await open({ kind: 'screening_worsened', ...ofVisit(other) }, 48)).toBe(first);
    const [only, ...rest] = await listOf(await clinic.actor('manager'));
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ id: first, therapist: { id: other } });
    expect(Date.parse(String(only!['dueAt'])) - Date.now()).toBeLessThan(2.1 * HOUR);
    const facts = await clinic.sql(`SELECT payload FROM outbox WHERE practice_id = $1 AND fact = 'follow_up.opened'`, [
      clinic.practiceId,
    ]);
    expect(facts).toEqual([{ payload: { followUpId: first } }]);
  });

  it('stand once when sixteen units open one at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 16 }, () => open({ kind: 'plan_review', ...ofVisit(mine) })));
    expect(new Set(ids).size).toBe(1);
    expect(await listOf(await clinic.actor('manager'))).toHaveLength(1);
  });

  it('are opened again after they were done', async () => {
    const first = await open({ kind: 'screening_worsened', ...ofVisit(mine) });
    await complete(await clinic.actor('therapist', mine), first);
    expect(await open({ kind: 'screening_worsened', ...ofVisit(mine) })).not.toBe(first);
  });

  it('are ended by whoever sees them, and once', async () => {
    const id = await open({ kind: 'clearance_needed', ...ofVisit(mine) });
    const desk = await clinic.actor('front_desk');
    expect(await complete(desk, id, 2)).toEqual({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await complete(desk, id)).toMatchObject({
      ...{ __typename: 'FollowUpPayload', followUp: { id, doneBy: 'Sam', version: 2 } },
    });
    expect(await complete(desk, id)).toEqual({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(await listOf(desk)).toEqual([]);
    expect((await listOf(desk, { done: true })).map((followUp) => followUp.id)).toEqual([id]);
    const facts = await clinic.sql(`SELECT payload FROM outbox WHERE practice_id = $1 AND fact = 'follow_up.done'`, [
      clinic.practiceId,
    ]);
    expect(facts).toEqual([{ payload: { followUpId: id } }]);
  });

  it('are not there for anybody else', async () => {
    const id = await open({ kind: 'screening_worsened', ...ofVisit(mine) });
    const stranger = await createClinic(api.database);
    const others = [
      await clinic.actor('front_desk'),
      await clinic.actor('therapist', other),
      await stranger.actor('owner'),
    ];
    for (const actor of others) {
      const token = await tokenFor(api.app, actor);
      const { errors } = await api.graphql(COMPLETE, { id, version: 1 }, token);
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    expect(await listOf(await clinic.actor('therapist', mine))).toMatchObject([{ id, doneAt: null, version: 1 }]);
    await stranger.close();
  });

  it('end by themselves where nothing is left to do', async () => {
    await open({ kind: 'clearance_needed', ...ofVisit(mine) });
    await open({ kind: 'screening_worsened', ...ofVisit(mine) });
    await api.app
      .get(UnitOfWork)
      .do(program, (tx) => settleFollowUps(tx, { kinds: ['clearance_needed'], subjectIds: [visitId] }));
    const manager = await clinic.actor('manager');
    expect((await listOf(manager)).map(({ kind }) => kind)).toEqual(['SCREENING_WORSENED']);
    expect(await listOf(manager, { done: true })).toMatchObject([{ kind: 'CLEARANCE_NEEDED', doneBy: null }]);
  });

  it('stand by due time, page by page, and of one client where asked', async () => {
    const clients = clinic.clientIds.slice(0, 5);
    await api.app.get(UnitOfWork).do(program, (tx) =>
      openFollowUps(
        tx,
        clients.map((clientId, n) => ({
          ...{ kind: 'plan_review', clientId, therapistId: mine },
          dueAt: new Date(tx.now.getTime() + (5 - n) * HOUR),
        })),
      ),
    );
    const token = await tokenFor(api.app, await clinic.actor('therapist', mine));
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await api.data<Page>(LIST, { first: 2, after }, token);
      seen.push(...page.followUps.edges.map(({ node }) => String(node['dueAt'])));
      after = page.followUps.pageInfo.hasNextPage ? page.followUps.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort());
    const ofOne = await listOf(await clinic.actor('therapist', mine), { clientId: clients[2] });
    expect(ofOne).toHaveLength(1);
  });

  it.each([[['soon', NOBODY]], [[1, NOBODY]], [[new Date(0).toISOString(), 'afraid of needles']]])(
    'begin no page at %j',
    async (position) => {
      const after = Buffer.from(JSON.stringify(position)).toString('base64url');
      const token = await tokenFor(api.app, await clinic.actor('manager'));
      expect(await api.errorCode(LIST, { after }, token)).toBe('BAD_USER_INPUT');
    },
  );
});
