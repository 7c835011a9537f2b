import { TestApi } from '../support/api.js';
import { ClientsDesk, SEARCH } from './clients-desk.js';

let api: TestApi;
let desk: ClientsDesk;

const PEOPLE = [
  ['Anna', 'Müller', { phone: '030 123456', email: 'Anna.Mueller@Example.com' }],
  ['Annabel', 'Miller', { phone: '+1 415 555 2671' }],
  ['Hanna', 'Schmidt', { phone: '+49 171 2345678', email: 'hanna@example.com' }],
  ['Maria', 'Schmidt', { email: 'family@example.com' }],
  ['Max', 'Schmidt', { email: 'family@example.com' }],
  ['Séan', "O'Brien", {}],
  ['Anne-Marie', 'von der Tann', {}],
  ['Jürgen', 'Groß', {}],
  ['Łukasz', 'Żółć', {}],
  ['Ø', 'Ek', {}],
  ['דוד', 'כהן', {}],
  ['محمد', 'الأحمد', {}],
  ['Наталья', 'Иванова', {}],
  ['太郎', '山田', {}],
  ['🦄', 'Unicorn', {}],
  ['=cmd()', 'Sheet', {}],
  ['100%', 'Under_score', {}],
] as const;

beforeAll(async () => {
  api = await TestApi.start();
  desk = await ClientsDesk.open(api);
  for (const [given, family, more] of PEOPLE) await desk.add(given, family, more);
});
afterAll(async () => {
  await desk.close();
  await api.stop();
});

describe('a client is found by name', () => {
  it.each([
    ['Anna Müller', 'as it is written'],
    ['müller', 'by the family name'],
    ['MULLER', 'without accents and capitals'],
    ['müller, anna', 'in the other order'],
    ['anna mül', 'by the beginning of a word'],
    ['mül ann', 'by the beginnings of words in any order'],
    ['mueller', 'with ue for ü'],
    ['anna muler', 'misspelled'],
    ['Anna Mu\u0308ller', 'in decomposed Unicode'],
    ['  anna   müller  ', 'with spaces around'],
  ])('%j: %s', async (query) => {
    expect((await desk.found(query))[0]).toBe('Anna Müller');
  });

  it.each([
    ["o'brien", "Séan O'Brien"],
    ['O’Brien', "Séan O'Brien"],
    ['obrien sean', "Séan O'Brien"],
    ['o brien', "Séan O'Brien"],
    ['obrian', "Séan O'Brien"],
    ['annemarie', 'Anne-Marie von der Tann'],
    ['anne-marie', 'Anne-Marie von der Tann'],
    ['tann', 'Anne-Marie von der Tann'],
    ['gross', 'Jürgen Groß'],
    ['Groß', 'Jürgen Groß'],
    ['lukasz zolc', 'Łukasz Żółć'],
    ['ø', 'Ø Ek'],
    ['ek', 'Ø Ek'],
    ['כהן', 'דוד כהן'],
    ['דוד כהן', 'דוד כהן'],
    ['\u200fמחמד', undefined],
    ['محمد', 'محمد الأحمد'],
    ['\u202bالأحمد\u202c', 'محمد الأحمد'],
    ['иванова', 'Наталья Иванова'],
    ['Ивонова', 'Наталья Иванова'],
    ['山田', '太郎 山田'],
    ['太', '太郎 山田'],
    ['🦄', '🦄 Unicorn'],
    ['=cmd()', '=cmd() Sheet'],
    ['cmd', '=cmd() Sheet'],
    ['100%', '100% Under_score'],
    ['under_score', '100% Under_score'],
  ])('%j finds %j', async (query, name) => {
    expect((await desk.found(query))[0]).toBe(name);
  });

  it('one or two letters find what begins with them, family names first', async () => {
    expect(await desk.found('s')).toEqual([
      'Hanna Schmidt',
      'Maria Schmidt',
      'Max Schmidt',
      '=cmd() Sheet',
      "Séan O'Brien",
    ]);
    expect(await desk.found('an')).toEqual(['Anna Müller', 'Annabel Miller', 'Anne-Marie von der Tann']);
  });

  it('exact words come before beginnings, and beginnings before what is only alike', async () => {
    expect(await desk.found('anna')).toEqual([
      'Anna Müller',
      'Annabel Miller',
      'Anne-Marie von der Tann',
      'Hanna Schmidt',
    ]);
  });

  it.each(['%', '_', '%%%', '\\', "'", '"', '()', '---', '.', 'zzzzqqqq', "'; DROP TABLE clients; --", '* | !', '$$'])(
    '%j finds nobody',
    async (query) => {
      expect(await desk.found(query)).toEqual([]);
    },
  );

  it.each([
    ['x'.repeat(10_000), 'query: isLength'],
    ['', 'query: isLength'],
    ['   ', 'query: isLength'],
    ['anna\u0000', 'query: noNul'],
  ])('%.10j… is no search', async (query, violation) => {
    expect(await desk.violations(SEARCH, { query })).toEqual([violation]);
  });

  it('254 characters of words are borne', async () => {
    const words = Array.from(
      { length: 84 },
      (_, i) => String.fromCharCode(97 + (i % 26)) + String.fromCharCode(97 + (i % 7)),
    );
    expect(await desk.found(words.join(' '))).toEqual([]);
    expect(await desk.found('(((((.*+?[a-z'.repeat(19))).toEqual([]);
  });
});

describe('a client is found by phone', () => {
  it.each([
    '030 123456',
    '(030) 12 34 56',
    '030/12-34-56',
    '+49 30 123456',
    '0049 30 123456',
    '+4930123456',
    'tel:+49-30-123456',
  ])('%j, as it is typed', async (query) => {
    expect(await desk.found(query)).toEqual(['Anna Müller']);
  });

  it('of another country, by the international number', async () => {
    expect(await desk.found('+1 (415) 555-2671')).toEqual(['Annabel Miller']);
  });

  it('by its last digits', async () => {
    expect(await desk.found('456')).toEqual(['Anna Müller']);
    expect(await desk.found('56 78')).toEqual(['Hanna Schmidt']);
    expect(await desk.found('5552671')).toEqual(['Annabel Miller']);
  });

  it('and by nothing in its middle', async () => {
    expect(await desk.found('1234')).toEqual([]);
  });
});

describe('a client is found by e-mail address', () => {
  it.each([
    'anna.mueller@example.com',
    'ANNA.MUELLER@EXAMPLE.COM',
    ' anna.mueller @ example.com ',
    'anna.mueller@ex',
    'anna.mueller@',
  ])('%j', async (query) => {
    expect(await desk.found(query)).toEqual(['Anna Müller']);
  });

  it('that several share', async () => {
    expect((await desk.found('family@example.com')).sort()).toEqual(['Maria Schmidt', 'Max Schmidt']);
  });

  it.each(['%@example.com', '_anna@example.com', '@'])('but not by %j', async (query) => {
    expect(await desk.found(query)).toEqual([]);
  });
});

describe('pages of a search', () => {
  it.each([['schmidt'], ['family@example.com'], ['an']])(
    'of %j go through every result once, in one order',
    async (query) => {
      const all = await desk.found(query);
      const names: string[] = [];
      let after: string | undefined;
      do {
        const { edges, pageInfo } = await desk.search(query, { first: 1, after });
        names.push(...edges.map(({ node }) => `${node.givenName} ${node.familyName}`));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
      } while (after);
      expect(names).toEqual(all);
      expect(all.length).toBeGreaterThan(1);
    },
  );

  it.each([
    ['garbage'],
    [Buffer.from('[-1]').toString('base64url')],
    [Buffer.from('["1; DROP"]').toString('base64url')],
    [Buffer.from('[1e9]').toString('base64url')],
  ])('refuse the cursor %j', async (after) => {
    expect(await desk.violations(SEARCH, { query: 'schmidt', after })).toEqual(['after: cursor']);
  });
});
