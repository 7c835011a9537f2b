import fc from 'fast-check';
import { ChainJudge } from './judge-chain.js';
import type { Link } from './judge-chain.js';
import { sealOf } from './seal.js';

const KEY = 'a key of tests, of thirty-two bytes';
const PRACTICE = '01890000-0000-7000-8000-000000000001';
const SEALED_AT = new Date('2026-11-24T12:00:00Z');
const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);

function chainOf(entries: readonly string[], key = KEY): Link[] {
  let previous: Buffer | null = null;
  return entries.map((entry, n) => {
    const mac: Buffer = sealOf(key, { previous, practiceId: PRACTICE, sequence: n + 1, entry, sealedAt: SEALED_AT });
    previous = mac;
    return { sequence: n + 1, entryId: `id-${n + 1}`, mac, entry, sealedAt: SEALED_AT };
  });
}

function faultsOf(links: readonly Link[], head?: Link): readonly string[] {
  const judge = new ChainJudge(KEY, PRACTICE, head && { practiceId: PRACTICE, sequence: head.sequence, mac: head.mac });
  for (const link of links) judge.take(link);
  judge.end();
  return judge.faults;
}

const entries = fc.array(fc.string(), { minLength: 2, maxLength: 8 });
const chainAndPlace = entries.chain((texts) =>
  fc.record({ links: fc.constant(chainOf(texts)), at: fc.nat({ max: texts.length - 1 }) }),
);

test('a chain as it was sealed has no fault, wherever it was known to have come', () => {
  fc.assert(
    fc.property(chainAndPlace, ({ links, at }) => {
      expect(faultsOf(links, links[at])).toEqual([]);
    }),
    { numRuns },
  );
});

test('whatever one change is made, its place is named', () => {
  const change = fc.constantFrom<[string, (links: Link[], at: number) => Link[]]>(
    ['was changed', (links, at) => links.with(at, { ...links[at]!, entry: `${links[at]!.entry} and more` })],
    ['was deleted', (links, at) => links.with(at, { ...links[at]!, entry: null })],
    ['was changed', (links, at) => links.with(at, { ...links[at]!, mac: Buffer.alloc(32, 1) })],
    ['was changed', (links, at) => links.with(at, { ...links[at]!, sealedAt: new Date(0) })],
  );
  fc.assert(
    fc.property(chainAndPlace, change, ({ links, at }, [said, changed]) => {
      const faults = faultsOf(changed([...links], at));
      expect(faults[0]).toContain(`#${at + 1}`);
      expect(faults[0]).toContain(said);
    }),
    { numRuns },
  );
});

test('seals that change places, or go, are named', () => {
  const [first, second, third, fourth] = chainOf(['a', 'b', 'c', 'd']) as [Link, Link, Link, Link];
  const swapped = [first, { ...third, sequence: 2 }, { ...second, sequence: 3 }, fourth];
  expect(faultsOf(swapped)).toEqual([
    'Entry id-3 does not fit seal #2: it was changed, or the seals were reordered.',
    'Entry id-2 does not fit seal #3: it was changed, or the seals were reordered.',
    'Entry id-4 does not fit seal #4: it was changed, or the seals were reordered.',
  ]);
  expect(faultsOf([first, fourth])).toEqual(['Seals #2 to #3 are missing, so the next one cannot be judged.']);
});

test('an end that was cut off, and a chain that somebody made anew, show by what was told outside', () => {
  const links = chainOf(['a', 'b', 'c']);
  expect(faultsOf(links.slice(0, 2))).toEqual([]);
  expect(faultsOf(links.slice(0, 2), links[2])).toEqual(['Seal #3 is missing.']);
  expect(faultsOf(chainOf(['a', 'B', 'c']), links[2])).toEqual([
    'Seal #3 is another one than was told outside the database.',
  ]);
});

test('without the key no seal can be made', () => {
  expect(faultsOf(chainOf(['a'], 'another key of thirty-two bytes..'))).toHaveLength(1);
});
