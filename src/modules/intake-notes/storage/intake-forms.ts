import { newId, NotFound } from '../../../kernel/index.js';
import type { StaleVersion, Tx } from '../../../platform/database/index.js';
import { DEFAULT_FORM } from '../domain/index.js';
import type { Form } from '../domain/index.js';

/** A form as it was published. It never changes. */
export interface FormVersion {
  readonly id: string;
  /** From 1 on. The last one is asked. */
  readonly number: number;
  readonly form: Form;
  readonly publishedAt: Date;
  /** A membership; null for the form as it was shipped. */
  readonly publishedBy: string | null;
}

/** What the management works on for the next version. A practice has one at most. */
export interface FormDraft {
  readonly id: string;
  readonly form: Form;
  readonly version: number;
  readonly updatedAt: Date;
}

const VERSION = `id, number, form, published_at AS "publishedAt", published_by AS "publishedBy"`;
const DRAFT = `id, form, version, updated_at AS "updatedAt"`;
const INSERT_VERSION = `INSERT INTO intake_form_versions (practice_id, id, number, form, published_at, published_by)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`;
const CURRENT = `SELECT ${VERSION} FROM intake_form_versions WHERE practice_id = $1 ORDER BY number DESC LIMIT 1`;

/** The version that is asked today. A practice that has published none gets the shipped form as its first. */
export async function currentFormVersion(tx: Tx): Promise<FormVersion> {
  const [known] = await tx.sql<FormVersion>(CURRENT, [tx.practiceId]);
  if (known) return known;
  // Of two units that are the first at once, the second waits, and takes what the first has written.
  await tx.sql(INSERT_VERSION, [tx.practiceId, newId(), 1, JSON.stringify(DEFAULT_FORM), tx.now, null]);
  const [shipped] = await tx.sql<FormVersion>(CURRENT, [tx.practiceId]);
  return shipped!;
}

export async function formVersionsById(tx: Tx, ids: readonly string[]): Promise<Map<string, FormVersion>> {
  const rows = await tx.sql<FormVersion>(
    `SELECT ${VERSION} FROM intake_form_versions WHERE practice_id = $1 AND id = ANY($2)`,
    [tx.practiceId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The latest first. */
export function formVersionsPage(
  tx: Tx,
  { before, limit }: { before: number | null; limit: number },
): Promise<FormVersion[]> {
  return tx.sql<FormVersion>(
    `SELECT ${VERSION} FROM intake_form_versions WHERE practice_id = $1 AND ($2::integer IS NULL OR number < $2)
     ORDER BY number DESC LIMIT $3`,
    [tx.practiceId, before, limit],
  );
}

/** Whoever publishes holds the practice's lock, and so the number is free. */
export async function insertFormVersion(tx: Tx, form: Form, publishedBy: string): Promise<FormVersion> {
  const { number } = await currentFormVersion(tx);
  const id = newId();
  await tx.sql(INSERT_VERSION, [tx.practiceId, id, number + 1, JSON.stringify(form), tx.now, publishedBy]);
  return (await formVersionsById(tx, [id])).get(id)!;
}

export async function findFormDraft(tx: Tx): Promise<FormDraft | undefined> {
  const [draft] = await tx.sql<FormDraft>(`SELECT ${DRAFT} FROM intake_form_drafts WHERE practice_id = $1`, [
    tx.practiceId,
  ]);
  return draft;
}

export async function insertFormDraft(tx: Tx, form: Form): Promise<FormDraft> {
  const [draft] = await tx.sql<FormDraft>(
    `INSERT INTO intake_form_drafts (practice_id, id, form, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
     RETURNING ${DRAFT}`,
    [tx.practiceId, newId(), JSON.stringify(form), tx.now],
  );
  return draft!;
}

/** Undefined where the draft has another version by now, or is gone. */
export async function updateFormDraft(tx: Tx, version: number, form: Form): Promise<FormDraft | undefined> {
  const [draft] = await tx.sql<FormDraft>(
    `UPDATE intake_form_drafts SET form = $3, version = version + 1, updated_at = $4
     WHERE practice_id = $1 AND version = $2 RETURNING ${DRAFT}`,
    [tx.practiceId, version, JSON.stringify(form), tx.now],
  );
  return draft;
}

/** Ends the draft, and gives it. Undefined where it has another version by now, or is gone. */
export async function takeFormDraft(tx: Tx, version: number): Promise<FormDraft | undefined> {
  const [draft] = await tx.sql<FormDraft>(
    `DELETE FROM intake_form_drafts WHERE practice_id = $1 AND version = $2 RETURNING ${DRAFT}`,
    [tx.practiceId, version],
  );
  return draft;
}

/** What to tell somebody whose version is not the present one. Throws `NotFound` where there is no draft. */
export async function staleFormDraft(tx: Tx): Promise<StaleVersion> {
  const current = await findFormDraft(tx);
  if (!current) throw new NotFound('draft of the intake form');
  return { kind: 'stale_version', currentVersion: current.version };
}
