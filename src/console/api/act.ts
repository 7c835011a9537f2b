import { useRef, useState } from 'react';
import { useClient } from 'urql';
import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core';
import { tell } from '../ui/notices.js';

export type Outcome<Data> = { readonly data: Data } | { readonly error: CombinedError };

/** Waits between tries of an act that got no answer. It may have been done all the same: its key keeps it from being done twice. */
const PATIENCE_MS = [500, 1_500, 4_000];

/**
 * A mutation with an idempotency key of its own for each act, where it takes one. One without an answer is tried again with the same key.
 * `busy` while one is under way; a second one meanwhile is not begun.
 */
export function useAct<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): [act: (variables: Omit<Variables, 'key'>) => Promise<Outcome<Data> | null>, busy: boolean] {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const act = async (variables: Omit<Variables, 'key'>): Promise<Outcome<Data> | null> => {
    if (underWay.current) return null;
    underWay.current = true;
    setBusy(true);
    const keyed = { ...variables, key: crypto.randomUUID() } as unknown as Variables;
    try {
      for (const wait of takesKey(document) ? [...PATIENCE_MS, null] : [null]) {
        const { data, error } = await client.mutation(document, keyed).toPromise();
        if (data !== undefined && !error) return { data };
        if (error && (!error.networkError || wait === null)) return { error };
        if (wait === PATIENCE_MS[0]) tell('The program does not answer. It is tried again.', 'refused');
        if (wait !== null) await new Promise((resolve) => setTimeout(resolve, wait));
      }
      return null;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return [act, busy];
}

/** Without one nobody can tell a second try from a second act. */
const takesKey = (document: TypedDocumentNode<unknown, never>): boolean =>
  document.definitions.some(
    (definition) =>
      definition.kind === 'OperationDefinition' &&
      definition.variableDefinitions?.some(({ variable }) => variable.name.value === 'key'),
  );
