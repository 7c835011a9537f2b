/** Text that is drawn in one go; `rightToLeft` says that its letters run that way. */
export interface Run {
  readonly text: string;
  readonly rightToLeft: boolean;
}

type Class = 'left' | 'right' | 'number' | 'neutral';

const RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const NUMBER = /\p{Nd}/u;
const LETTER = /\p{L}/u;

/** Whether a paragraph runs from right to left: its first letter does (UAX #9, P2 and P3). */
export function runsRightToLeft(paragraph: string): boolean {
  const [first] = /[\p{L}]/u.exec(paragraph) ?? [];
  return first !== undefined && RIGHT.test(first);
}

/**
 * The runs of a line from left to right as they are drawn, where the paragraph runs that way or the other. The rules of UAX #9
 * for text without control characters: W2 and W7 for numbers, N1 and N2 for what stands between letters, L2 for the order.
 */
export function visualOrder(line: string, rightToLeft: boolean): Run[] {
  const base = rightToLeft ? 1 : 0;
  const characters = [...line];
  const levels = levelsOf(resolveNeutrals(characters.map(classOf), base), base);
  // White space at the line's end stays at its end (L1).
  for (let at = characters.length - 1; at >= 0 && /\s/.test(characters[at]!); at -= 1) levels[at] = base;
  return order(runsOf(characters, levels)).map(({ text, level }) => ({ text, rightToLeft: level % 2 === 1 }));
}

function classOf(character: string): Class {
  if (RIGHT.test(character) && !NUMBER.test(character)) return 'right';
  if (NUMBER.test(character)) return 'number';
  return LETTER.test(character) ? 'left' : 'neutral';
}

/** Marks belong to their letters, and signs between two letters or numbers of one direction to that; others to the paragraph. */
function resolveNeutrals(classes: readonly Class[], base: number): (Class | 'base')[] {
  const resolved: (Class | 'base')[] = [...classes];
  let from = 0;
  while (from < resolved.length) {
    let to = from;
    while (resolved[to] === 'neutral') to += 1;
    if (to > from) {
      const [before, after] = [strongAround(classes, from - 1, -1, base), strongAround(classes, to, 1, base)];
      const inNumber = to - from === 1 && classes[from - 1] === 'number' && classes[to] === 'number';
      resolved.fill(inNumber ? 'number' : before === after ? before : 'base', from, to);
    }
    from = Math.max(to, from + 1);
  }
  return resolved;
}

/** The direction of the nearest letter or number; at an edge, of the paragraph. A number counts as what it stands in. */
function strongAround(classes: readonly Class[], at: number, step: number, base: number): 'left' | 'right' {
  const paragraph = base === 1 ? 'right' : 'left';
  const found = classes[at];
  if (found === undefined) return paragraph;
  if (found !== 'number') return found === 'right' ? 'right' : 'left';
  // Before a number stands the letter that decides whose it is; for what follows, numbers behave as from right to left (N1).
  return isInRight(classes, at, base) ? 'right' : step > 0 && base === 1 ? 'right' : 'left';
}

/** Whether the last letter before this place runs from right to left; at the beginning, whether the paragraph does. */
function isInRight(classes: readonly Class[], at: number, base: number): boolean {
  for (let before = at - 1; before >= 0; before -= 1) {
    if (classes[before] === 'right') return true;
    if (classes[before] === 'left') return false;
  }
  return base === 1;
}

/** Even levels run from left to right (UAX #9, I1 and I2). */
function levelsOf(classes: readonly (Class | 'base')[], base: number): number[] {
  let inRight = base === 1;
  return classes.map((one) => {
    if (one === 'right' || one === 'left') inRight = one === 'right';
    if (one === 'right') return 1;
    if (one === 'base' || one === 'neutral') return base;
    if (one === 'number' && inRight) return 2;
    return base === 1 ? 2 : 0;
  });
}

interface LevelRun {
  readonly text: string;
  readonly level: number;
}

function runsOf(characters: readonly string[], levels: readonly number[]): LevelRun[] {
  const runs: { text: string; level: number }[] = [];
  characters.forEach((character, at) => {
    const last = runs.at(-1);
    if (last && last.level === levels[at]) last.text += character;
    else runs.push({ text: character, level: levels[at]! });
  });
  return runs;
}

/** From the highest level down to the lowest odd one, reverses every stretch of runs at or above it (L2). */
function order(runs: readonly LevelRun[]): LevelRun[] {
  let ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1) {
    const next: LevelRun[] = [];
    let stretch: LevelRun[] = [];
    for (const run of ordered) {
      if (run.level >= level) stretch.unshift(run);
      else {
        next.push(...stretch, run);
        stretch = [];
      }
    }
    ordered = [...next, ...stretch];
  }
  return ordered;
}
