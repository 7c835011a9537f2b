import { useState } from 'react';

/** What somebody has typed into a form so far, and what a field of it needs to know. */
export function useDraft<Draft extends object>(begun: Draft | (() => Draft)) {
  const [draft, setDraft] = useState(begun);
  const field = <Name extends keyof Draft & string>(name: Name) => ({
    name,
    value: draft[name],
    onChange: (value: Draft[Name]) => setDraft((before) => ({ ...before, [name]: value })),
  });
  return { draft, field };
}
