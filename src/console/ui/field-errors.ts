import { createContext, useContext } from 'react';

/** What the API found wrong with the fields of a form, by their names. It stands until the form goes again. */
export const FieldErrors = createContext<Readonly<Record<string, string>>>({});

/**
 * What is wrong with a field, by its form or by the `own` knowledge of whoever draws it, and what its component needs to know of it. React
 * Aria would take the sentence away when the field is left: the button that is about to be pressed would move from under the pointer.
 */
export function useFieldError(name: string | undefined, own?: string) {
  const errors = useContext(FieldErrors);
  const error = own ?? (name === undefined ? undefined : errors[name]);
  // The browser would not let the form go again with a field that somebody has called wrong.
  return { error, wrong: error === undefined ? {} : ({ isInvalid: true, validationBehavior: 'aria' } as const) };
}
