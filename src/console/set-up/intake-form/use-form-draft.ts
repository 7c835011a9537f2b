import { useCallback, useEffect, useState } from 'react';
import type { IntakeFormDraftQuery } from '../../api/generated/graphql.js';
import { formOf } from './form.js';
import type { Form } from './form.js';

/** The draft as the API keeps it. */
export type FormDraft = NonNullable<IntakeFormDraftQuery['intakeFormDraft']>;

const keptOf = ({ id, version, form }: FormDraft) => ({ id, version, begun: formOf(form), form: formOf(form) });

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What is typed into the draft of a form. It follows what is saved elsewhere for as long as nothing is typed; after that what was typed stays,
 * and `overtakenBy` says what stands now, until somebody chooses.
 */
export function useFormDraft(stands: FormDraft) {
  const [kept, setKept] = useState(() => keptOf(stands));
  const change = useCallback(
    (of: (form: Form) => Form): void => setKept((before) => ({ ...before, form: of(before.form) })),
    [],
  );
  const isTyped = !isSame(kept.form, kept.begun);
  const isOvertaken = stands.id !== kept.id || stands.version > kept.version;
  if (isOvertaken && !isTyped) setKept(keptOf(stands));
  return {
    ...{ form: kept.form, version: kept.version, isTyped },
    overtakenBy: isOvertaken && isTyped ? formOf(stands.form) : null,
    begun: kept.begun,
    change,
    /** Saved as it was sent: what is typed since stays typed. */
    settle: (version: number): void => setKept(({ id, form }) => ({ id, version, begun: kept.form, form })),
    /** Saves over what stands from now on. */
    keepMine: (): void => setKept((before) => ({ ...keptOf(stands), form: before.form })),
    takeTheirs: (): void => setKept(keptOf(stands)),
  };
}

/** Moves the focus to the element with an id, once it is drawn. */
export function useFocusOn(): (id: string) => void {
  const [target, setTarget] = useState<{ readonly id: string } | null>(null);
  useEffect(() => {
    if (target) document.getElementById(target.id)?.focus();
  }, [target]);
  return useCallback((id) => setTarget({ id }), []);
}

/** The sections and questions that stand otherwise in two forms, or in one alone, by what they are and their ids. */
export function differingParts(one: Form, other: Form): string[] {
  const [before, after] = [partsOf(one), partsOf(other)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((part) => before.get(part) !== after.get(part));
}

const partsOf = (form: Form): Map<string, string> =>
  new Map(
    form.sections.flatMap(({ questions, ...section }) => [
      [`section ${section.id}`, JSON.stringify([section, questions.map(({ id }) => id)])] as const,
      ...questions.map((question) => [`question ${question.id}`, JSON.stringify(question)] as const),
    ]),
  );
