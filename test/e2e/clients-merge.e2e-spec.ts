import { TestApi } from '../support/api.js';
import { ARCHIVE, ClientsDesk, CONSENT, EDIT, MERGE, UNDO } from './clients-desk.js';
import type { Answer } from './clients-desk.js';

let api: TestApi;
let desk: ClientsDesk;

beforeAll(async () => {
  api = await TestApi.start();
  desk = await ClientsDesk.open(api);
});
afterAll(async () => {
  await desk.close();
  await api.stop();
});

const merge = (sourceId: string, targetId: string): Promise<Answer> =>
  desk.ask(MERGE, { input: { sourceId, targetId } }, 'manager');
const undo = (sourceId: string): Promise<Answer> => desk.ask(UNDO, { sourceId }, 'manager');
const newClient = async (name: string): Promise<string> => (await desk.add(name, 'Merge')).id;
const standsFor = async (id: string): Promise<unknown> => (await desk.read(id))['mergedInto'];
const clientOf = async (visitId: string): Promise<string> => {
  const [visit] = await desk.clinic.sql<{ client_id: string }>('SELECT client_id FROM appointments WHERE id = $1', [
    visitId,
  ]);
  return visit!.client_id;
};

describe('a merge', () => {
  it('lets one client stand for the other, and both records show it', async () => {
    const [source, target] = [await newClient('Sue'), await newClient('Susan')];
    const { __typename, client } = await merge(source, target);
    expect(__typename).toBe('ClientPayload');
    expect(client.id).toBe(target);
    const mergedFrom = [{ mergedBy: desk.membershipOfManager, client: { id: source, givenName: 'Sue' } }];
    expect(await desk.read(target)).toMatchObject({ mergedFrom, mergedInto: null });
    expect(await desk.read(source)).toMatchObject({
      givenName: 'Sue',
      mergedFrom: [],
      mergedInto: { id: target },
      version: 2,
    });
    expect(await desk.found('Sue Merge')).toEqual(['Susan Merge']);
    expect(await desk.found('Sue Merge', { includeMerged: true })).toEqual(['Sue Merge', 'Susan Merge']);
    expect((await desk.audit(source)).map(({ action }) => action)).toContain('client.merged');
  });

  it('is undone, and both stand for themselves again', async () => {
    const [source, target] = [await newClient('Tom'), await newClient('Thomas')];
    await merge(source, target);
    expect((await undo(source)).client).toMatchObject({ id: source, mergedInto: null });
    expect(await desk.read(target)).toMatchObject({ mergedFrom: [] });
    expect((await desk.audit(target)).map(({ action }) => action)).toContain('client.merge_undone');
    expect((await undo(source)).__typename).toBe('NotMerged');
    expect((await merge(source, target)).__typename).toBe('ClientPayload');
  });

  it('leads through a chain to its end', async () => {
    const [a, b, c] = [await newClient('Ann'), await newClient('Anne'), await newClient('Annette')];
    await merge(a, b);
    await merge(b, c);
    expect(await standsFor(a)).toEqual({ id: c });
    expect(await standsFor(b)).toEqual({ id: c });
    await undo(b);
    expect(await standsFor(a)).toEqual({ id: b });
    expect(await standsFor(b)).toBeNull();
  });

  it('into a merged client goes to the client at the end', async () => {
    const [a, b, c] = [await newClient('Kit'), await newClient('Kate'), await newClient('Katherine')];
    await merge(b, c);
    expect((await merge(a, b)).client.id).toBe(c);
    await undo(b);
    expect(await standsFor(a)).toEqual({ id: c });
  });

  it('in a circle, or with itself, is refused', async () => {
    const [a, b, c] = [await newClient('Lou'), await newClient('Louis'), await newClient('Louise')];
    await merge(a, b);
    await merge(b, c);
    expect((await merge(c, a)).__typename).toBe('SameClient');
    expect((await merge(c, c)).__typename).toBe('SameClient');
    expect(await standsFor(c)).toBeNull();
  });

  it('in circles at once leaves no circle', async () => {
    const ids = await Promise.all(['N', 'E', 'S', 'W'].map(newClient));
    const pairs = ids.map((id, i) => [id, ids[(i + 1) % ids.length]!] as const);
    const answers = await Promise.all(pairs.map(([source, target]) => merge(source, target)));
    expect(answers.filter(({ __typename }) => __typename === 'ClientPayload')).toHaveLength(3);
    expect(answers.filter(({ __typename }) => __typename === 'SameClient')).toHaveLength(1);
    const ends = await Promise.all(ids.map(standsFor));
    expect(ends.filter((end) => end === null)).toHaveLength(1);
  });

  it('of a client who is merged already is refused, and names who stands for them', async () => {
    const [a, b, c] = [await newClient('Max'), await newClient('Maxim'), await newClient('Maximilian')];
    await merge(a, b);
    expect(await merge(a, c)).toMatchObject({ __typename: 'ClientIsMerged', standingClientId: b });
  });

  it('into an archived client is refused', async () => {
    const [source, target] = [await newClient('Viv'), await newClient('Vivian')];
    await desk.ask(ARCHIVE, { id: target, version: 1 });
    expect(await api.errorCode(MERGE, { input: { sourceId: source, targetId: target } }, desk.tokens.manager)).toBe(
      'BAD_USER_INPUT',
    );
    expect(await standsFor(source)).toBeNull();
  });
});

describe('the record of a merged client', () => {
  it('rests: it is not edited, archived or asked for consent', async () => {
    const [source, target] = [await newClient('Rae'), await newClient('Rachel')];
    await merge(source, target);
    const rests = { __typename: 'ClientIsMerged', standingClientId: target };
    expect(await desk.ask(EDIT, { input: { id: source, version: 2, givenName: 'Ray' } })).toMatchObject(rests);
    expect(await desk.ask(ARCHIVE, { id: source, version: 2 })).toMatchObject(rests);
    const consent = { clientId: source, channel: 'SMS', purpose: 'RECALL', granted: true };
    expect(await desk.ask(CONSENT, { input: consent })).toMatchObject(rests);
    expect(await desk.read(source)).toMatchObject({ givenName: 'Rae', archivedAt: null, consents: [], version: 2 });
  });

  it('tells somebody who was editing it that it has changed', async () => {
    const [source, target] = [await newClient('Ed'), await newClient('Edward')];
    await merge(source, target);
    await undo(source);
    const edit = await desk.ask(EDIT, { input: { id: source, version: 1, givenName: 'Eddie' } });
    expect(edit).toMatchObject({ __typename: 'VersionConflict', currentVersion: 3 });
  });
});

describe('the visits of merged clients', () => {
  it('refuse the merge where two live ones overlap, and nothing is written', async () => {
    const [source, target] = [await newClient('Bo'), await newClient('Bob')];
    await desk.visit(source, { days: 40, therapist: 0, room: 0 });
    await desk.visit(target, { days: 40, therapist: 1, room: 1 });
    expect((await merge(source, target)).__typename).toBe('VisitsOverlap');
    expect(await standsFor(source)).toBeNull();
    expect((await desk.audit(source)).map(({ action }) => action)).not.toContain('client.merged');
  });

  it('that are cancelled do not refuse it', async () => {
    const [source, target] = [await newClient('Cy'), await newClient('Cyrus')];
    await desk.visit(source, { days: 41, therapist: 0, room: 0 });
    const visit = await desk.visit(target, { days: 41, therapist: 1, room: 1 });
    await desk.clinic.sql(`UPDATE appointments SET status = 'cancelled', cancel_reason = 'other' WHERE id = $1`, [
      visit,
    ]);
    expect((await merge(source, target)).__typename).toBe('ClientPayload');
  });

  it('go over to the target, so that nobody is booked twice, and come back when it is undone', async () => {
    const [source, target] = [await newClient('Di'), await newClient('Diana')];
    const moved = await desk.visit(source, { days: 42 });
    await merge(source, target);
    expect(await clientOf(moved)).toBe(target);
    const twice = desk.visit(target, { days: 42, therapist: 1, room: 1 });
    await expect(twice).rejects.toMatchObject({ constraint: 'appointments_client_free' });

    const booked = await desk.visit(target, { days: 42, hour: 3 });
    await undo(source);
    expect(await clientOf(moved)).toBe(source);
    expect(await clientOf(booked)).toBe(target);
  });

  it('come back through a chain, in whichever order it is undone', async () => {
    for (const order of ['inner first', 'outer first']) {
      const [a, b, c] = [await newClient('Flo'), await newClient('Flora'), await newClient('Florence')];
      const days = order === 'inner first' ? 43 : 44;
      const [ofA, ofB] = [await desk.visit(a, { days }), await desk.visit(b, { days, hour: 2 })];
      await merge(a, b);
      await merge(b, c);
      expect([await clientOf(ofA), await clientOf(ofB)]).toEqual([c, c]);
      for (const id of order === 'inner first' ? [a, b] : [b, a]) await undo(id);
      expect([await clientOf(ofA), await clientOf(ofB)]).toEqual([a, b]);
    }
  });

  it('that are over stay with the record under which they took place', async () => {
    const [source, target] = [await newClient('Gil'), await newClient('Gilbert')];
    const past = await desk.visit(source, { days: -10 });
    await desk.clinic.sql(`UPDATE appointments SET status = 'completed' WHERE id = $1`, [past]);
    await merge(source, target);
    expect(await clientOf(past)).toBe(source);
  });
});

describe('a therapist', () => {
  it('reads the clients they treat, also under the id that a merge put in its place, and nobody else', async () => {
    const [source, target, other] = [await newClient('Hal'), await newClient('Harold'), await newClient('Harriet')];
    const past = await desk.visit(source, { days: -12 });
    await desk.clinic.sql(`UPDATE appointments SET status = 'completed' WHERE id = $1`, [past]);
    await merge(source, target);
    expect((await desk.read(source, 'therapist'))['givenName']).toBe('Hal');
    expect((await desk.read(target, 'therapist'))['givenName']).toBe('Harold');
    const before = (await desk.audit(other)).length;
    await expect(desk.read(other, 'therapist')).rejects.toThrow('NOT_FOUND');
    expect(await desk.audit(other)).toHaveLength(before);
  });
});
