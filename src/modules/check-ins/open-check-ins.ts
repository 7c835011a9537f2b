import type { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { CheckInAnswer, Treatment } from './domain/index.js';
import { answersOf, openAnswer } from './storage/answers.js';
import type { AnswerRow } from './storage/answers.js';
import { openTreated } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';

/** An answer with what was said; null once the client's record has been erased. */
export interface OpenAnswer {
  readonly row: AnswerRow;
  readonly said: CheckInAnswer | null;
  /** Whole hours from the end of the session. */
  readonly hoursAfter: number;
}

/** A check-in with its answers, by time. */
export interface OpenCheckIn {
  readonly checkIn: CheckIn;
  /** What was done in the session. */
  readonly treated: Treatment | null;
  readonly answers: readonly OpenAnswer[];
}

const HOUR_MS = 3_600_000;

/** Whole hours from the end of a session to an answer. */
export const hoursBetween = (visitEndsAt: Date, answeredAt: Date): number =>
  Math.max(0, Math.round((answeredAt.getTime() - visitEndsAt.getTime()) / HOUR_MS));

/** For somebody who was let in to read them already; in two statements, whatever their number. */
export async function openCheckIns(tx: Tx, vault: Vault, checkIns: readonly CheckIn[]): Promise<OpenCheckIn[]> {
  const keys = await vault.keysOf(tx, [...new Set(checkIns.map(({ clientId }) => clientId))]);
  const rows = await answersOf(
    tx,
    checkIns.map(({ id }) => id),
  );
  return checkIns.map((checkIn) => {
    const key = keys.get(checkIn.clientId);
    const own = rows.filter(({ checkInId }) => checkInId === checkIn.id);
    const answers = own.map((row) => {
      const hoursAfter = hoursBetween(checkIn.visitEndsAt, row.answeredAt);
      return { row, hoursAfter, said: key ? openAnswer(key, row) : null };
    });
    return { checkIn, answers, treated: key ? openTreated(key, checkIn) : null };
  });
}
