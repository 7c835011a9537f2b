import { TestApi } from '../support/api.js';
import { ARCHIVE, ClientsDesk, CONSENT, CREATE, EDIT, MERGE, READ, RESTORE, SEARCH, UNDO } from './clients-desk.js';

let api: TestApi;
let desk: ClientsDesk;
/** Another practice of the same names. */
let elsewhere: ClientsDesk;
let id: string;
let mergedId: string;
let theirs: string;

beforeAll(async () => {
  api = await TestApi.start();
  desk = await ClientsDesk.open(api);
  elsewhere = await ClientsDesk.open(api);
  const person = { phone: '030 123456', email: 'tess@example.com', birthDate: '1990-01-01' };
  id = (await desk.add('Tess', 'Twin', person)).id;
  mergedId = (await desk.add('Tessa', 'Twin')).id;
  await desk.ask(MERGE, { input: { sourceId: mergedId, targetId: id } }, 'manager');
  theirs = (await elsewhere.add('Tess', 'Twin', person)).id;
});
afterAll(async () => {
  await Promise.all([desk.close(), elsewhere.close()]);
  await api.stop();
});

type Case = [string, string, () => Readonly<Record<string, unknown>>];

const BY_ID: Case[] = [
  ['client', READ, () => ({ id })],
  ['editClient', EDIT, () => ({ input: { id, version: 1, givenName: 'Stolen' } })],
  ['archiveClient', ARCHIVE, () => ({ id, version: 1 })],
  ['restoreClient', RESTORE, () => ({ id, version: 1 })],
  ['setConsent', CONSENT, () => ({ input: { clientId: id, channel: 'SMS', purpose: 'RECALL', granted: true } })],
  ['mergeClients of another one', MERGE, () => ({ input: { sourceId: id, targetId: theirs } })],
  ['mergeClients into another one', MERGE, () => ({ input: { sourceId: theirs, targetId: id } })],
  ['undoMerge', UNDO, () => ({ sourceId: mergedId })],
];

describe('the owner of another practice', () => {
  it.each(BY_ID)('is told that there is nothing: %s', async (_, operation, variables) => {
    expect(await api.errorCode(operation, variables(), elsewhere.tokens.owner)).toBe('NOT_FOUND');
    expect(await desk.read(id)).toMatchObject({ givenName: 'Tess', version: 1, consents: [], archivedAt: null });
    expect((await desk.read(mergedId))['mergedInto']).toEqual({ id });
  });

  it.each(['Tess Twin', 'te', 'tes', 'twn tess', '030 123456', '456', 'tess@example.com'])(
    'finds their own by %j',
    async (query) => {
      const { edges } = await elsewhere.search(query, { includeArchived: true, includeMerged: true });
      expect(edges.map(({ node }) => node.id)).toEqual([theirs]);
    },
  );

  it('is pointed to duplicates of their own', async () => {
    const input = { givenName: 'Tess', familyName: 'Twin', phone: '030 123456' };
    const { duplicates } = await elsewhere.create(input);
    expect(duplicates.map(({ client }) => client.id)).toEqual([theirs]);
  });

  it('prefers no therapist from elsewhere', async () => {
    const input = { givenName: 'Uma', familyName: 'Else', preferences: { therapistId: desk.clinic.therapistIds[0] } };
    expect(await api.errorCode(CREATE, { input }, elsewhere.tokens.owner)).toBe('NOT_FOUND');
  });
});

const CREATE_CASE: Case = ['createClient', CREATE, () => ({ input: { givenName: 'No', familyName: 'Right' } })];
const SEARCH_CASE: Case = ['searchClients', SEARCH, () => ({ query: 'tess' })];
const [READ_CASE, ...WRITES] = BY_ID as [Case, ...Case[]];
const MERGES = WRITES.filter(([, operation]) => operation === MERGE || operation === UNDO);

describe('the wrong role', () => {
  it.each([CREATE_CASE, SEARCH_CASE, ...WRITES])('of a therapist may not: %s', async (_, operation, variables) => {
    expect(await api.errorCode(operation, variables(), desk.tokens.therapist)).toBe('FORBIDDEN');
  });

  it.each(MERGES)('of the front desk may not: %s', async (_, operation, variables) => {
    expect(await api.errorCode(operation, variables(), desk.tokens.front_desk)).toBe('FORBIDDEN');
  });

  it.each([CREATE_CASE, SEARCH_CASE, READ_CASE, ...WRITES])(
    'of nobody signed in may not: %s',
    async (_, operation, variables) => {
      expect(await api.errorCode(operation, variables())).toBe('UNAUTHENTICATED');
    },
  );

  it('of a therapist who does not treat the client is told that there is none', async () => {
    expect(await api.errorCode(READ, { id }, desk.tokens.therapist)).toBe('NOT_FOUND');
    expect(await api.errorCode(READ, { id: theirs }, desk.tokens.therapist)).toBe('NOT_FOUND');
  });

  it('smuggles nothing into an input', async () => {
    const mergedIntoId = `mutation ($id: ID!) { editClient(input: { id: $id, version: 1, mergedIntoId: $id }) { __typename } }`;
    const practiceId = `mutation { createClient(input: { givenName: "A", familyName: "B", practiceId: "x" }) { __typename } }`;
    expect(await api.errorCode(mergedIntoId, { id }, desk.tokens.owner)).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await api.errorCode(practiceId, {}, desk.tokens.owner)).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
