import { newId } from '../../src/kernel/index.js';
import { TestApi } from '../support/api.js';
import {
  ARCHIVE,
  ClientsDesk,
  CONSENT,
  countStatements,
  CREATE,
  EDIT,
  HAS_DIED,
  READ,
  RESTORE,
  SEARCH,
} from './clients-desk.js';
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

describe('a new client', () => {
  it('keeps all that the desk writes down', async () => {
    const input = {
      givenName: '  Séan ',
      familyName: "O'Brien",
      birthDate: '1980-02-29',
      email: ' Sean.OBrien@Example.com ',
      phone: '030 / 12 34 56',
      address: 'Quay 1\n10115 Berlin',
      preferences: {
        pressure: 4,
        music: 'none',
        aroma: 'lavender',
        draping: 'full',
        therapistId: desk.clinic.therapistIds[0],
      },
      emergencyContact: { name: 'Aoife', phone: '+353 1 496 0000', relationship: 'sister' },
      otherCare: [
        { kind: 'PHYSICIAN', providerName: 'Dr. Roth', providerPhone: '030 999888' },
        { kind: 'CHIROPRACTIC' },
      ],
    };
    const { client, likelyDuplicates } = await desk.create(input);
    expect(likelyDuplicates).toEqual([]);
    expect(await desk.read(client.id)).toEqual({
      ...input,
      id: client.id,
      givenName: 'Séan',
      email: 'Sean.OBrien@Example.com',
      phone: '+49 30 123456',
      emergencyContact: { name: 'Aoife', phone: '+353 1 496 0000', relationship: 'sister' },
      guardian: null,
      otherCare: [
        { kind: 'CHIROPRACTIC', providerName: null, providerPhone: null },
        { kind: 'PHYSICIAN', providerName: 'Dr. Roth', providerPhone: '030 999888' },
      ],
      consents: [],
      archivedAt: null,
      deceasedAt: null,
      mergedInto: null,
      mergedFrom: [],
      version: 1,
    });
  });

  it.each([
    'Ø',
    "D'Arcy-O’Neill",
    'Nguyễn',
    '李',
    'דוד',
    'محمد',
    'Anna 🦄',
    '=cmd()',
    '<script>alert(1)</script>',
    "'; DROP TABLE clients; --",
  ])('may be called %s', async (name) => {
    const { id } = await desk.add(name, name);
    expect(await desk.read(id)).toMatchObject({ givenName: name, familyName: name });
  });

  it.each([
    [{ givenName: ' ' }, 'givenName: isLength'],
    [{ givenName: 'x'.repeat(81) }, 'givenName: isLength'],
    [{ familyName: 'Nul\u0000l' }, 'familyName: noNul'],
    [{ birthDate: '2999-01-01' }, 'birthDate: possible'],
    [{ email: 'anna at example' }, 'email: isEmail'],
    [{ phone: '12' }, 'phone: phone'],
    [{ phone: 'call me' }, 'phone: phone'],
    [{ preferences: { pressure: 6 } }, 'preferences.pressure: max'],
    [{ emergencyContact: { name: 'Aoife', phone: '1' } }, 'emergencyContact.phone: phone'],
    [{ otherCare: [{ kind: 'PHYSICIAN' }, { kind: 'PHYSICIAN' }] }, 'otherCare: arrayUnique'],
  ])('is refused for %j', async (flaw, violation) => {
    const input = { givenName: 'Nobody', familyName: 'Nowhere', ...flaw };
    expect(await desk.violations(CREATE, { input })).toEqual([violation]);
    expect(await desk.found('Nobody Nowhere')).toEqual([]);
  });

  it('prefers a therapist of the practice only', async () => {
    const input = { givenName: 'Nobody', familyName: 'Nowhere', preferences: { therapistId: newId() } };
    expect(await api.errorCode(CREATE, { input }, desk.tokens.front_desk)).toBe('NOT_FOUND');
    expect(await desk.found('Nobody Nowhere')).toEqual([]);
  });

  it('who is a minor has a guardian', async () => {
    const year = new Date().getUTCFullYear() - 12;
    const child = { givenName: 'Mia', familyName: 'Klein', birthDate: `${year}-06-01` };
    expect(await desk.violations(CREATE, { input: child })).toEqual(['guardian: required_for_minor']);

    const guardian = { name: 'Petra Klein', phone: '030 555111', email: null, relationship: 'mother' };
    const { client } = await desk.create({ ...child, guardian });
    expect(client['guardian']).toEqual({ ...guardian, phone: '+49 30 555111' });
    const withoutGuardian = { id: client.id, version: client.version, guardian: null };
    expect(await desk.violations(EDIT, { input: withoutGuardian })).toEqual(['guardian: required_for_minor']);
  });
});

describe('likely duplicates', () => {
  const DUPLICATE = {
    givenName: 'Anna',
    familyName: 'Müller',
    phone: '030 700100',
    email: 'anna.m@example.com',
    birthDate: '1985-05-05',
  };
  let anna: string;
  beforeAll(async () => {
    anna = (await desk.add('Anna', 'Müller', DUPLICATE)).id;
  });

  it.each([
    ['the same phone, typed otherwise', { phone: '+49 30 700-100' }, 'SAME_PHONE'],
    ['the same e-mail address in other letters', { email: 'ANNA.M@example.com' }, 'SAME_EMAIL'],
    ['the same birth date', { birthDate: '1985-05-05' }, 'SAME_BIRTH_DATE'],
  ])('with a similar name and %s stop the desk', async (_, same, reason) => {
    const refused = await desk.create({ givenName: 'Ana', familyName: 'Mueller', ...same });
    expect(refused.__typename).toBe('LikelyDuplicate');
    expect(refused.duplicates).toEqual([
      { reasons: [reason, 'SIMILAR_NAME'], client: { id: anna, givenName: 'Anna' } },
    ]);
    expect(await desk.found('Ana Mueller')).not.toContain('Ana Mueller');
  });

  it('are created anyway when the desk means it, and pointed out', async () => {
    const made = await desk.create({
      givenName: 'Hanna',
      familyName: 'Müller',
      phone: '030 700100',
      createAnyway: true,
    });
    expect(made.likelyDuplicates).toEqual([
      { reasons: ['SAME_PHONE', 'SIMILAR_NAME'], client: { id: anna, givenName: 'Anna' } },
    ]);
  });

  it('are not hidden by a crowd of namesakes', async () => {
    const { id } = await desk.add('Lina', 'Langner', { phone: '030 700900' });
    for (let i = 0; i < 12; i += 1) await desk.add('Lena', 'Langner');
    const refused = await desk.create({ givenName: 'Lena', familyName: 'Langner', phone: '030 700900' });
    expect(refused.__typename).toBe('LikelyDuplicate');
    expect(refused.duplicates).toHaveLength(10);
    expect(refused.duplicates[0]!.client.id).toBe(id);
  });

  it('of a family on one phone are pointed out only', async () => {
    const made = await desk.create({ givenName: 'Bartholomäus', familyName: 'Grün', phone: '030 700100' });
    expect(made.__typename).toBe('CreateClientPayload');
    expect(made.likelyDuplicates).toContainEqual({ reasons: ['SAME_PHONE'], client: { id: anna, givenName: 'Anna' } });
  });

  it('by name alone are pointed out only, whichever name comes first', async () => {
    const made = await desk.create({ givenName: 'Muller', familyName: 'Anna' });
    expect(made.likelyDuplicates.map(({ client }) => client.id)).toContain(anna);
  });

  it('are reads of a record, and audited though the refusal wrote nothing', async () => {
    const before = (await desk.audit(anna)).length;
    await desk.create({ givenName: 'Anna', familyName: 'Müller', phone: '030 700100' });
    expect((await desk.audit(anna)).slice(before)).toEqual([
      { action: 'client.read', actor_role: 'front_desk', details: {} },
    ]);
  });
});

describe('editing a client', () => {
  it('changes what is given, clears what is null, and keeps the rest', async () => {
    const client = await desk.add('Edda', 'Edit', {
      phone: '030 800100',
      email: 'edda@example.com',
      otherCare: [{ kind: 'PHYSICIAN' }],
    });
    const input = { id: client.id, version: 1, familyName: 'Edited', email: null, preferences: { pressure: 2 } };
    const edited = await desk.ask(EDIT, { input });
    expect(edited.client).toMatchObject({
      givenName: 'Edda',
      familyName: 'Edited',
      email: null,
      phone: '+49 30 800100',
      preferences: { pressure: 2, music: null },
      otherCare: [{ kind: 'PHYSICIAN' }],
      version: 2,
    });
    const entry = (await desk.audit(client.id)).find(({ action }) => action === 'client.edited');
    expect(entry?.details).toEqual({ fields: ['email', 'familyName', 'preferences'] });
    expect((await desk.ask(EDIT, { input: { id: client.id, version: 2, otherCare: [] } })).client['otherCare']).toEqual(
      [],
    );
  });

  it('lets one of two win who edit at once, and tells the other the version', async () => {
    const { id } = await desk.add('Rita', 'Race');
    const names = ['Rita A', 'Rita B', 'Rita C', 'Rita D'];
    const answers = await Promise.all(
      names.map((givenName) => desk.ask(EDIT, { input: { id, version: 1, givenName } })),
    );
    const kinds = answers.map(({ __typename }) => __typename).sort();
    expect(kinds).toEqual(['ClientPayload', 'VersionConflict', 'VersionConflict', 'VersionConflict']);
    expect(answers.find((answer) => answer.__typename === 'VersionConflict')!.currentVersion).toBe(2);
    const winner = answers.find((answer) => answer.__typename === 'ClientPayload')!;
    expect((await desk.read(id))['givenName']).toBe(winner.client['givenName']);
  });

  it('does not take null for a name', async () => {
    const { id } = await desk.add('Nora', 'Null');
    expect(await desk.violations(EDIT, { input: { id, version: 1, givenName: null } })).toEqual([
      'givenName: isLength',
    ]);
  });
});

describe('an archived client', () => {
  it('is left out of searches, can still be read, and comes back', async () => {
    const { id } = await desk.add('Archibald', 'Gone');
    const { client } = await desk.ask(ARCHIVE, { id, version: 1 });
    expect(client['archivedAt']).toEqual(expect.any(String));
    expect(await desk.found('Archibald')).toEqual([]);
    expect(await desk.found('Archibald', { includeArchived: true })).toEqual(['Archibald Gone']);
    expect((await desk.ask(RESTORE, { id, version: 1 })).__typename).toBe('VersionConflict');
    expect((await desk.ask(RESTORE, { id, version: 2 })).client['archivedAt']).toBeNull();
    expect(await desk.found('Archibald')).toEqual(['Archibald Gone']);
    const actions = (await desk.audit(id)).map(({ action }) => action).filter((action) => action !== 'client.read');
    expect(actions).toEqual(['client.created', 'client.archived', 'client.restored']);
  });

  it('may have died, and then is archived for that reason; a mistake is set right', async () => {
    const { id } = await desk.add('Mort', 'Late');
    await desk.ask(ARCHIVE, { id, version: 1 });
    const { client } = await desk.ask(HAS_DIED, { id, version: 2 });
    expect(client).toMatchObject({ archivedAt: expect.any(String), deceasedAt: expect.any(String) });
    expect((await desk.ask(RESTORE, { id, version: 3 })).client).toMatchObject({ archivedAt: null, deceasedAt: null });
    const actions = (await desk.audit(id)).map(({ action }) => action).filter((action) => action !== 'client.read');
    expect(actions).toEqual(['client.created', 'client.archived', 'client.died', 'client.restored']);
  });
});

describe('consent to be written to', () => {
  it('stands by channel and purpose, and the audit keeps what was said before', async () => {
    const { id: clientId } = await desk.add('Clara', 'Consent');
    const say = (channel: string, purpose: string, granted: boolean): Promise<Answer> =>
      desk.ask(CONSENT, { input: { clientId, channel, purpose, granted } });
    await say('SMS', 'SERVICE', true);
    await say('EMAIL', 'RECALL', true);
    await say('EMAIL', 'RECALL', false);
    const { client } = await say('EMAIL', 'SERVICE', true);
    expect(client['consents']).toEqual([
      { channel: 'EMAIL', purpose: 'RECALL', granted: false },
      { channel: 'EMAIL', purpose: 'SERVICE', granted: true },
      { channel: 'SMS', purpose: 'SERVICE', granted: true },
    ]);
    const said = (await desk.audit(clientId)).filter(({ action }) => action === 'client.consent_set');
    expect(said.map(({ details }) => details)).toEqual([
      { channel: 'sms', purpose: 'service', granted: true },
      { channel: 'email', purpose: 'recall', granted: true },
      { channel: 'email', purpose: 'recall', granted: false },
      { channel: 'email', purpose: 'service', granted: true },
    ]);
  });
});

describe('reading clients', () => {
  it('is audited with the ids of those who were shown, and nothing else', async () => {
    const shown = await desk.add('Auditia', 'Shown');
    const hidden = await desk.add('Auditia', 'Turned');
    await desk.search('Auditia', { first: 1 });
    expect((await desk.audit(shown.id)).map(({ action }) => action)).toEqual(['client.created', 'client.read']);
    expect((await desk.audit(hidden.id)).map(({ action }) => action)).toEqual(['client.created']);
    const [entry] = await desk.clinic.sql<{ text: string }>(
      `SELECT string_agg(details::text, ' ') AS text FROM audit_entries WHERE practice_id = $1`,
      [desk.clinic.practiceId],
    );
    expect(entry!.text).not.toContain('Auditia');
  });

  it('takes as many statements for many clients as for one', async () => {
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) await desk.add('Countess', name);
    const page = `query ($query: String!, $first: Int) { searchClients(query: $query, first: $first) { edges { node {
      id otherCare { kind } consents { channel } mergedInto { id } mergedFrom { client { id } } } } } }`;
    const count = (first: number) => countStatements(() => desk.ask(page, { query: 'countess', first }));
    await count(5);
    const one = await count(1);
    expect(await count(5)).toBe(one);
    // begin, enter the practice, search, other care, consents, merges, audit, commit
    expect(one).toBe(8);
    expect(await countStatements(() => desk.ask(SEARCH, { query: 'countess' }))).toBe(5);
  });
});

describe('one person at two desks at once', () => {
  it.each([2, 16])('becomes one client, and %i requests less one hear of the other', async (desks) => {
    const input = { givenName: 'Twice', familyName: `Seen ${desks}`, phone: `030 7654${desks}` };
    const answers = await Promise.all(Array.from({ length: desks }, () => desk.ask(CREATE, { input })));
    const names = answers.map(({ __typename }) => __typename).sort();
    expect(names).toEqual(['CreateClientPayload', ...Array.from({ length: desks - 1 }, () => 'LikelyDuplicate')]);
  });
});

describe('an unknown id', () => {
  it.each([newId(), 'not an id', ''])('%j is not found', async (id) => {
    expect(await api.errorCode(READ, { id }, desk.tokens.front_desk)).toBe('NOT_FOUND');
    expect(await api.errorCode(ARCHIVE, { id, version: 1 }, desk.tokens.front_desk)).toBe('NOT_FOUND');
  });
});
