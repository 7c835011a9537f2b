import { measuredKey } from '../../outcomes/domain/index.js';
import type { SessionNote } from './session-note.js';

/** Something that two drafts of one note do not say alike, for the eye of who has to choose. */
export interface NoteDifference {
  /** `plan`, `findings.neck.left.tension`, `consent.written.gluteal`: a list's entry is named by what it is about. */
  readonly field: string;
  /** Seen from the kept draft: what is only in mine was added, what is only in the kept one removed. */
  readonly change: 'added' | 'removed' | 'changed';
}

const TEXTS = ['subjective', 'objective', 'assessment', 'plan', 'reaction'] as const;

/**
 * Where mine says something else than the draft that is kept. Empty exactly where both say the same; the order of a list
 * says nothing.
 */
export function noteDifferences(mine: SessionNote, kept: SessionNote): NoteDifference[] {
  const [here, there] = [statementsOf(mine), statementsOf(kept)];
  const fields = [...new Set([...here.keys(), ...there.keys()])];
  return fields.flatMap((field): NoteDifference[] => {
    const [a, b] = [here.get(field), there.get(field)];
    if (a === b) return [];
    return [{ field, change: b === undefined ? 'added' : a === undefined ? 'removed' : 'changed' }];
  });
}

/** All that a note says, each by its name. What is empty is not said. */
function statementsOf(note: SessionNote): Map<string, string> {
  const said = new Map<string, string>();
  for (const field of TEXTS) say(said, field, note[field]);
  for (const { region, side, kind, ...rest } of note.findings) entry(said, `findings.${region}.${side}.${kind}`, rest);
  for (const { technique, sites, ...rest } of note.techniques) {
    const places = sites.map(({ region, side }) => `${region}.${side}`).sort();
    entry(said, `techniques.${technique}`, { ...rest, places });
  }
  if (note.consent) {
    say(said, 'consent.treatment', note.consent.treatment);
    say(said, 'consent.remark', note.consent.remark);
    for (const { region, ...rest } of note.consent.written) entry(said, `consent.written.${region}`, rest);
  }
  for (const field of ['scoresBefore', 'scoresAfter'] as const) {
    for (const score of note[field]) entry(said, `${field}.${measuredKey(score)}`, { value: score.value });
  }
  for (const { item, ...rest } of note.selfCare) entry(said, `selfCare.${item}`, rest);
  say(said, 'recommendation.interval', note.recommendation.interval);
  say(said, 'recommendation.followUp', note.recommendation.followUp);
  return said;
}

function say(said: Map<string, string>, field: string, text: string | null): void {
  if (text) said.set(field, text);
}

/** Entries about the same thing share one name, and are compared together. */
function entry(said: Map<string, string>, field: string, value: Readonly<Record<string, unknown>>): void {
  const own = JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  const others = JSON.parse(said.get(field) ?? '[]') as string[];
  said.set(field, JSON.stringify([...others, own].sort()));
}
