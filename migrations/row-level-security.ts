const CURRENT_PRACTICE = `(select nullif(current_setting('app.practice', true), '')::uuid)`;

/**
 * The statements that close a tenant table: rows of the current practice only, for everybody and by default. With no
 * practice set the comparison is with null, and nothing is visible or writable. FORCE binds the owner too.
 */
export function closeToOtherPractices(table: string, key = 'practice_id'): string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY current_practice ON ${table} USING (${key} = ${CURRENT_PRACTICE})`,
  ];
}

export const grant = (privileges: string, table: string, ...roles: string[]): string =>
  `GRANT ${privileges} ON ${table} TO ${roles.join(', ')}`;
