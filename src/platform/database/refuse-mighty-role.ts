import type { DataSource } from 'typeorm';

/**
 * Throws unless the pool's role is bound by row-level security and owns nothing: a superuser, a BYPASSRLS role or a
 * table's owner would see every practice's rows.
 */
export async function refuseMightyRole(source: DataSource): Promise<void> {
  const [role] = (await source.query(
    `SELECT current_user AS name, rolsuper OR rolbypassrls AS unbound,
       EXISTS (SELECT FROM pg_class WHERE relowner = r.oid AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'vault'))) AS owner
     FROM pg_roles r WHERE rolname = current_user`,
  )) as { name: string; unbound: boolean; owner: boolean }[];
  if (role!.unbound || role!.owner) {
    const why = role!.unbound ? 'bypasses row-level security' : 'owns tables';
    throw new Error(`The database role "${role!.name}" ${why}: serve as unknot_app or unknot_worker instead.`);
  }
}
