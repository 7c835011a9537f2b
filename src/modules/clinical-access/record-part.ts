import type { Tx } from '../../platform/database/index.js';

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** How a piece of an entry is set on paper. */
export type Print =
  | { readonly kind: 'text'; readonly label: string; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** One note, answer sheet, file or visit of a client's record: once for programs and once for people. */
export interface RecordEntry {
  readonly id: string;
  /** The client id under which it was written. */
  readonly clientId: string;
  readonly at: Date;
  /** A short heading, without the date. */
  readonly title: string;
  /** Valid by the part's schema. */
  readonly data: Json;
  readonly print: readonly Print[];
}

/** How much of a clinical record there is, and from when to when. */
export interface RecordExtent {
  readonly entries: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/**
 * What one module keeps of a client's record. Each module that keeps a part offers it as a provider that needs nothing but
 * global ones and maps no entities, so that the worker has it too; the records module puts the parts together, and knows
 * nothing of their insides. Callers have asked before whether the records may be read.
 */
export abstract class RecordPart {
  /** Its key in the document, as `sessionNotes`; for good, since other programs read it. */
  abstract readonly name: string;
  /** Its heading in print. */
  abstract readonly title: string;
  /** JSON Schema (2020-12) of `data` of its entries, without references. A change that breaks readers takes a new version of the document. */
  abstract readonly schema: Json;

  /** The entries of these records, oldest first. Of a record that was erased there is nothing left to read. */
  abstract read(tx: Tx, recordIds: readonly string[]): Promise<readonly RecordEntry[]>;

  /** How much of it is clinical, and so is kept as long as the law says; null for nothing, or where the part is not clinical. */
  abstract extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null>;

  /** Removes what no law keeps, such as drafts. Of the worker alone, when a client asks for erasure, and at the very end. */
  discard(_tx: Tx, _recordIds: readonly string[]): Promise<void> {
    return Promise.resolve();
  }

  /** Removes what may go altogether once the records' keys are destroyed. Of the worker alone. */
  remove(_tx: Tx, _recordIds: readonly string[]): Promise<void> {
    return Promise.resolve();
  }
}

/** Reads how much there is of a table of the record, by its column of instants. Both names are constants of the program. */
export async function extentOf(
  tx: Tx,
  table: string,
  column: string,
  recordIds: readonly string[],
): Promise<RecordExtent | null> {
  const [found] = await tx.sql<{ entries: number; firstAt: Date; lastAt: Date }>(
    `SELECT count(*)::int AS entries, min(${column}) AS "firstAt", max(${column}) AS "lastAt" FROM ${table}
     WHERE practice_id = $1 AND client_id = ANY($2)`,
    [tx.practiceId, recordIds],
  );
  return found && found.entries > 0 ? found : null;
}

/** Of a part that stands in several tables. */
export function joinExtents(...extents: readonly (RecordExtent | null)[]): RecordExtent | null {
  const found = extents.filter((extent) => extent !== null);
  if (found.length === 0) return null;
  return {
    entries: found.reduce((sum, { entries }) => sum + entries, 0),
    firstAt: new Date(Math.min(...found.map(({ firstAt }) => firstAt.getTime()))),
    lastAt: new Date(Math.max(...found.map(({ lastAt }) => lastAt.getTime()))),
  };
}
