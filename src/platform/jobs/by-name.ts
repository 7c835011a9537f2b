/** Throws where two share a name, or one has a name that does not have the form: the worker must not start. */
export function byName<T extends { readonly name: string }>(
  kind: string,
  form: RegExp,
  all: readonly T[],
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const one of all) {
    if (!form.test(one.name)) throw new Error(`A ${kind} cannot be called "${one.name}".`);
    if (found.has(one.name)) throw new Error(`Two ${kind}s are called "${one.name}": each name has one handler.`);
    found.set(one.name, one);
  }
  return found;
}
