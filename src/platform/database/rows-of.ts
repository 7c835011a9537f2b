import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Tx } from './tx.js';

const selects = new Map<unknown, string>();

/** Every column of an entity under the name of its property. Dates stay text, as TypeORM has them. */
function selectOf({ tableName, columns }: EntityMetadata): string {
  const list = columns.map(({ type, databaseName, propertyName }) => {
    return `${databaseName}${type === 'date' ? '::text' : ''} AS "${propertyName}"`;
  });
  return `SELECT ${list.join(', ')} FROM ${tableName}`;
}

/**
 * Reads whole records by one prepared statement. TypeORM would build the statement anew for every reading, name each
 * column twice and put the records together by hand, which takes longer than PostgreSQL does. `rest` is what follows
 * FROM, in the names of the columns, and constant.
 */
export function rowsOf<T extends ObjectLiteral>(
  tx: Tx,
  entity: new () => T,
  rest: string,
  values: readonly unknown[],
): Promise<T[]> {
  let select = selects.get(entity);
  if (!select) {
    select = selectOf(tx.manager.connection.getMetadata(entity));
    selects.set(entity, select);
  }
  return tx.sql<T>(`${select} ${rest}`, values);
}
