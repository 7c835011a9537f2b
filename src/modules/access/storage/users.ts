import type { Tx } from '../../../platform/database/index.js';

/** Adds a global account. Breaks `users_email` where somebody has the e-mail already. */
export async function insertUser(
  tx: Tx,
  { userId, email, passwordHash }: { userId: string; email: string; passwordHash: string },
): Promise<void> {
  await tx.sql('SELECT gate.create_user($1, $2, $3, $4)', [userId, email, passwordHash, tx.now]);
}

/** Also spends the resets that are open for the account. */
export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.sql('SELECT gate.set_password($1, $2, $3)', [userId, passwordHash, tx.now]);
}

export async function emailOf(tx: Tx, userId: string): Promise<string> {
  const [row] = await tx.sql<{ email: string }>('SELECT gate.email_of($1) AS email', [userId]);
  return row!.email;
}

/** `elsewhere`: the person works for another practice too. */
export async function openPasswordReset(
  tx: Tx,
  { membershipId, tokenHash, expiresAt }: { membershipId: string; tokenHash: Buffer; expiresAt: Date },
): Promise<'opened' | 'absent' | 'elsewhere'> {
  const [row] = await tx.sql<{ outcome: 'opened' | 'absent' | 'elsewhere' }>(
    'SELECT gate.open_password_reset($1, $2, $3, $4) AS outcome',
    [membershipId, tokenHash, expiresAt, tx.now],
  );
  return row!.outcome;
}

/** False where it has been used already. */
export async function usePasswordReset(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  const [row] = await tx.sql<{ used: boolean | null }>('SELECT gate.use_password_reset($1, $2) AS used', [
    tokenHash,
    tx.now,
  ]);
  return row!.used === true;
}
