import { readdir, readFile } from 'node:fs/promises';
import { FACTS } from './facts.js';

const MODULES = new URL('./modules/', import.meta.url);
/** A fact is emitted under its own name, or under the one that a table of transitions has for it. */
const EMITTED = /\.emit\(\s*'([a-z_.]+)'|\bemits(?::| =)[^;\n]*'([a-z_.]+)'/g;
const UNNAMED = /\.emit\(\s*(?!emits\b)[^\s'][^,]*,/g;

interface Source {
  readonly module: string;
  readonly text: string;
}

async function sources(): Promise<Source[]> {
  const files = (await readdir(MODULES, { recursive: true })).filter((file) => /(?<!\.spec)\.ts$/.test(file));
  return Promise.all(
    files.map(async (file) => ({
      module: file.split('/')[0]!,
      text: await readFile(new URL(file, MODULES), 'utf8'),
    })),
  );
}

async function listOf(module: string): Promise<string[]> {
  const lists = (await import(`./modules/${module}/facts.js`)) as Record<string, readonly string[]>;
  return Object.values(lists).flat().sort();
}

describe('the list of facts', () => {
  it('of each module names those that its code emits, and no other', async () => {
    const emitted = new Map<string, Set<string>>();
    for (const { module, text } of await sources()) {
      for (const [, literal, ofTransition] of text.matchAll(EMITTED)) {
        emitted.set(module, (emitted.get(module) ?? new Set()).add((literal ?? ofTransition)!));
      }
    }
    expect([...emitted.keys()]).toContain('appointments');
    for (const [module, facts] of emitted) {
      expect([module, await listOf(module)]).toEqual([module, [...facts].sort()]);
    }
    expect([...emitted.values()].flatMap((facts) => [...facts]).sort()).toEqual([...FACTS].sort());
  });

  it('can be checked, since no code emits a fact whose name it makes up', async () => {
    const unnamed = (await sources()).flatMap(({ module, text }) =>
      [...text.matchAll(UNNAMED)].map(([call]) => `${module}: ${call}`),
    );
    expect(unnamed).toEqual([]);
  });
});
