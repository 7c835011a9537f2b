import { InvalidInput, isId, NotFound } from '../../../kernel/index.js';
import { findOne } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Client } from './client.entity.js';

/** The columns of a client as the entity names them. Lists read in plain SQL: the entity mapper is what costs there. */
export const CLIENT_COLUMNS = `c.practice_id AS "practiceId", c.id, c.given_name AS "givenName", c.family_name AS "familyName",
  c.birth_date::text AS "birthDate", c.email, c.phone, c.phone_key AS "phoneKey", c.address, c.language, c.time_zone AS "timeZone",
  c.preferred_pressure AS "preferredPressure", c.preferred_music AS "preferredMusic",
  c.preferred_aroma AS "preferredAroma", c.preferred_draping AS "preferredDraping",
  c.preferred_therapist_id AS "preferredTherapistId", c.emergency_name AS "emergencyName",
  c.emergency_phone AS "emergencyPhone", c.emergency_relationship AS "emergencyRelationship",
  c.guardian_name AS "guardianName", c.guardian_phone AS "guardianPhone", c.guardian_email AS "guardianEmail",
  c.guardian_relationship AS "guardianRelationship", c.archived_at AS "archivedAt", c.erased_at AS "erasedAt",
  c.deceased_at AS "deceasedAt", c.merged_into_id AS "mergedIntoId",
  c.version, c.created_at AS "createdAt", c.updated_at AS "updatedAt"`;

const BY_ID = `SELECT ${CLIENT_COLUMNS} FROM clients c WHERE c.practice_id = $1 AND c.id = ANY($2::uuid[])`;

/** Follows the pointers of merged clients to their ends. UNION drops what was met before, and so ends in any case. */
const STANDING = `WITH RECURSIVE chain AS (
    SELECT id AS head, id, merged_into_id FROM clients WHERE practice_id = $1 AND id = ANY($2::uuid[])
    UNION
    SELECT chain.head, next.id, next.merged_into_id
    FROM chain JOIN clients next ON next.practice_id = $1 AND next.id = chain.merged_into_id)
  SELECT chain.head, ${CLIENT_COLUMNS} FROM chain JOIN clients c ON c.practice_id = $1 AND c.id = chain.id
  WHERE chain.merged_into_id IS NULL`;

const MERGED_INTO = `WITH RECURSIVE family AS (
    SELECT id AS head, id FROM clients WHERE practice_id = $1 AND id = ANY($2::uuid[])
    UNION
    SELECT family.head, source.id
    FROM family JOIN clients source ON source.practice_id = $1 AND source.merged_into_id = family.id)
  SELECT head, array_agg(id) AS ids FROM family GROUP BY head`;

/**
 * Up to the end of each chain of merges, and from there down to all that were merged into it. `OFFSET 0` has PostgreSQL look up each
 * record by its index: of hundreds of people it would read all clients of the practice instead, for a handful that were merged.
 */
const PEOPLE = `WITH RECURSIVE chain AS (
    SELECT id AS head, id, merged_into_id FROM clients WHERE practice_id = $1 AND id = ANY($2::uuid[])
    UNION
    SELECT chain.head, next.id, next.merged_into_id
    FROM chain, LATERAL (SELECT id, merged_into_id FROM clients WHERE practice_id = $1 AND id = chain.merged_into_id OFFSET 0) AS next
    WHERE chain.merged_into_id IS NOT NULL),
  family AS (
    SELECT head, id FROM chain WHERE merged_into_id IS NULL
    UNION
    SELECT family.head, source.id
    FROM family, LATERAL (SELECT id FROM clients WHERE practice_id = $1 AND merged_into_id = family.id OFFSET 0) AS source)
  SELECT head, array_agg(id) AS ids FROM family GROUP BY head`;

/** The record, to change it. Throws `NotFound`: also where it was erased, since there is nobody left to change. */
export async function findForChange(tx: Tx, id: string): Promise<Client> {
  const client = await findOne(tx, Client, 'client', id);
  if (client.erasedAt) throw new NotFound('client', id);
  return client;
}

/** Audits the read. Ids that are not of this practice are left out. */
export async function clientsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Client>> {
  const clients = await clientsToShow(tx, ids);
  tx.recordRead('client', clients.keys());
  return clients;
}

/** As `clientsById`, for whoever reads them beside something else: the audit hears of one by `tx.recordRead` once it is shown. */
export async function clientsToShow(tx: Tx, ids: readonly string[]): Promise<Map<string, Client>> {
  const clients = await tx.sql<Client>(BY_ID, [tx.practiceId, ids]);
  return new Map(clients.map((client) => [client.id, client]));
}

/** For each of these clients, the one that stands for it today: itself, or the end of its chain of merges. */
async function ends(tx: Tx, ids: readonly string[]): Promise<Map<string, Client>> {
  const rows = await tx.sql<Client & { head: string }>(STANDING, [tx.practiceId, ids]);
  return new Map(rows.map((row) => [row.head, row]));
}

/** Audits the read. */
export async function standingClients(tx: Tx, ids: readonly string[]): Promise<Map<string, Client>> {
  const standing = await ends(tx, ids);
  tx.recordRead(
    'client',
    [...standing.values()].map(({ id }) => id),
  );
  return standing;
}

/** The client that stands for this one today: itself, or the end of its chain of merges. Throws `NotFound`. */
export async function standingClient(tx: Tx, id: string): Promise<Client> {
  const client = isId(id) ? (await ends(tx, [id])).get(id.toLowerCase()) : undefined;
  if (!client) throw new NotFound('client', id);
  return client;
}

/**
 * The client to write a new visit for: the end of the chain of merges. Throws `NotFound` where there is none, and
 * `InvalidInput` where the client is archived. Whoever books locks the client and then asks again: a merge may have
 * been first.
 */
export async function resolveClient(tx: Tx, id: string): Promise<Client> {
  const client = await standingClient(tx, id);
  if (client.archivedAt)
    throw InvalidInput.of('clientId', 'live', 'This client is archived. Restore the client first.');
  return client;
}

/** For each of these clients the ids of all records of the same person, whichever of them it is. */
export async function recordsOfPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.sql<{ head: string; ids: string[] }>(PEOPLE, [tx.practiceId, ids.filter(isId)]);
  return new Map(rows.map(({ head, ids: records }) => [head, records]));
}

/** For each of these clients, its own id and those of all clients merged into it, directly or through others. */
export async function idsMergedInto(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.sql<{ head: string; ids: string[] }>(MERGED_INTO, [tx.practiceId, ids]);
  return new Map(rows.map(({ head, ids: family }) => [head, family]));
}
