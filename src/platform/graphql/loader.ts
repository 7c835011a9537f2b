import DataLoader from 'dataloader';
import type { Tx } from '../database/index.js';
import type { GraphqlContext } from './graphql-context.js';

/**
 * Declares how to fetch many records of one kind by their ids, in a constant number of statements. The function that
 * comes back gives the request's loader; an id that is not found loads null.
 */
export function defineLoader<T>(fetch: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>) {
  const key = {};
  return ({ loaders, reads }: Pick<GraphqlContext, 'loaders' | 'reads'>): DataLoader<string, T | null> => {
    const known = loaders.get(key) as DataLoader<string, T | null> | undefined;
    if (known) return known;
    const loader = new DataLoader<string, T | null>(async (ids) => {
      const found = await reads.run((tx) => fetch(tx, ids));
      return ids.map((id) => found.get(id) ?? null);
    });
    loaders.set(key, loader);
    return loader;
  };
}
