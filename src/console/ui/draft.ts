import { useState } from 'react';

/** What somebody has typed into a form so far, and what a field of it needs to know. */
export function useDraft<Draft extends object>(begun: Draft | (() => Draft)) {
  const [draft, setDraft] = useState(begun);
  return inputsOf(draft, (name, value) => setDraft((before) => ({ ...before, [name]: value })));
}

/**
 * A draft of what others may change meanwhile, at its version. A field that nobody has typed into follows what stands; one that somebody
 * has keeps what was typed, and says what stands now. Saved, it begins anew with what the API made of it; `version` is the one to save over.
 */
export function useRecordDraft<Draft extends object>(stands: Draft, version: number) {
  const [kept, setKept] = useState({ version, stood: stands, draft: stands });
  // What was read before it was saved may be shown for a moment after.
  if (version > kept.version) setKept({ version, ...follow(kept, stands) });
  const change = (name: string, value: unknown): void =>
    setKept((before) => ({ ...before, draft: { ...before.draft, [name]: value } }));
  const isOvertaken = (name: keyof Draft): boolean =>
    version === kept.version && !isSame(kept.stood[name], stands[name]) && !isSame(kept.draft[name], stands[name]);
  return {
    ...inputsOf(kept.draft, change, (name) => (isOvertaken(name) ? { now: stands[name] } : null)),
    version: kept.version,
    settle: (saved: Draft, at: number): void => setKept({ version: at, stood: saved, draft: saved }),
  };
}

interface Kept<Draft> {
  /** What stood when somebody began to type. */
  readonly stood: Draft;
  readonly draft: Draft;
}

export function follow<Draft extends object>({ stood, draft }: Kept<Draft>, stands: Draft): Kept<Draft> {
  const names = (Object.keys(stands) as (keyof Draft)[]).filter((name) => !isSame(draft[name], stood[name]));
  const typed = (from: Draft): Draft => ({ ...stands, ...Object.fromEntries(names.map((name) => [name, from[name]])) });
  return { stood: typed(stood), draft: typed(draft) };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function inputsOf<Draft extends object>(
  draft: Draft,
  change: (name: string, value: unknown) => void,
  overtakenBy: <Name extends keyof Draft>(name: Name) => { readonly now: Draft[Name] } | null = () => null,
) {
  const shared = <Name extends keyof Draft & string>(name: Name, words: (value: Draft[Name]) => string) => {
    const other = overtakenBy(name);
    return { name, ...(other ? { hint: `Now stands: ${words(other.now) || 'nothing'}` } : {}) };
  };
  return {
    draft,
    field: <Name extends keyof Draft & string>(name: Name, words: (value: Draft[Name]) => string = plain) => ({
      ...shared(name, words),
      value: draft[name],
      onChange: (value: Draft[Name]) => change(name, value),
    }),
    choice: <Name extends keyof Draft & string>(name: Name, words: (value: Draft[Name]) => string = plain) => ({
      ...shared(name, words),
      chosen: draft[name],
      onChoose: (value: Draft[Name]) => change(name, value),
    }),
    checks: <Name extends keyof Draft & string>(name: Name, words: (value: Draft[Name]) => string = plain) => ({
      ...shared(name, words),
      chosen: draft[name],
      onChange: (value: Draft[Name]) => change(name, value),
    }),
  };
}

const plain = (value: unknown): string => (value === null ? '' : String(value));
