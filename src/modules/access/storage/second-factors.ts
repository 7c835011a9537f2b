import type { SealedSecret } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';

interface SecondFactor extends SealedSecret {
  readonly beganAt: Date;
  /** Null while the secret waits to be confirmed. */
  readonly confirmedAt: Date | null;
  readonly codesLeft: number;
}

/** What its owner is told of a second factor. */
export interface FactorStatus {
  readonly isOn: boolean;
  readonly recoveryCodesLeft: number;
}

export async function secondFactorOf(tx: Tx, userId: string): Promise<SecondFactor | undefined> {
  const [factor] = await tx.sql<SecondFactor>(
    `SELECT master_id AS "masterId", sealed, began_at AS "beganAt", confirmed_at AS "confirmedAt", codes_left AS "codesLeft"
     FROM gate.second_factor_of($1)`,
    [userId],
  );
  return factor;
}

export async function factorStatusOf(tx: Tx, userId: string): Promise<FactorStatus> {
  const factor = await secondFactorOf(tx, userId);
  return { isOn: factor !== undefined && factor.confirmedAt !== null, recoveryCodesLeft: factor?.codesLeft ?? 0 };
}

/** False where one is in use. One that waits to be confirmed gives way. */
export function beginFactor(tx: Tx, userId: string, { masterId, sealed }: SealedSecret): Promise<boolean> {
  return done(tx, 'begin_second_factor($1, $2, $3, $4)', [userId, masterId, sealed, tx.now]);
}

/** `step` has served by it. False where this secret does not wait any more. */
export function confirmFactor(tx: Tx, userId: string, sealed: Buffer, step: number): Promise<boolean> {
  return done(tx, 'confirm_second_factor($1, $2, $3, $4)', [userId, sealed, step, tx.now]);
}

export async function replaceRecoveryCodes(tx: Tx, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await tx.sql('SELECT gate.replace_recovery_codes($1, $2)', [userId, hashes]);
}

/** False where this step, or a later one, has served. */
export function spendTimeStep(tx: Tx, userId: string, step: number): Promise<boolean> {
  return done(tx, 'spend_time_step($1, $2)', [userId, step]);
}

/** False for a code that is not the account's, or has served. */
export function spendRecoveryCode(tx: Tx, userId: string, hash: Buffer): Promise<boolean> {
  return done(tx, 'spend_recovery_code($1, $2, $3)', [userId, hash, tx.now]);
}

/** Together with its codes, and with sign-ins that wait for one. False where there is none. */
export function removeFactor(tx: Tx, userId: string): Promise<boolean> {
  return done(tx, 'remove_second_factor($1)', [userId]);
}

type Reset = 'reset' | 'absent' | 'elsewhere' | 'off';

/** `elsewhere`: the person works for another practice too. */
export async function resetFactorOf(tx: Tx, membershipId: string): Promise<Reset> {
  const [row] = await tx.sql<{ outcome: Reset }>('SELECT gate.reset_second_factor($1) AS outcome', [membershipId]);
  return row!.outcome;
}

/** Which of these members have one. */
export async function membersWithFactor(tx: Tx, membershipIds: readonly string[]): Promise<ReadonlyMap<string, true>> {
  const rows = await tx.sql<{ id: string }>('SELECT gate.members_with_second_factor($1) AS id', [membershipIds]);
  return new Map(rows.map(({ id }) => [id, true]));
}

/** False where the member has no second factor, so that there is nothing to wait for. */
export function openChallenge(
  tx: Tx,
  { membershipId, tokenHash, expiresAt }: { membershipId: string; tokenHash: Buffer; expiresAt: Date },
): Promise<boolean> {
  return done(tx, 'open_challenge($1, $2, $3, $4)', [membershipId, tokenHash, expiresAt, tx.now]);
}

/** False where it has been used meanwhile, or has ended. */
export function useChallenge(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  return done(tx, 'use_challenge($1, $2)', [tokenHash, tx.now]);
}

async function done(tx: Tx, call: string, values: readonly unknown[]): Promise<boolean> {
  const [row] = await tx.sql<{ done: boolean | null }>(`SELECT gate.${call} AS done`, [...values]);
  return row!.done === true;
}
