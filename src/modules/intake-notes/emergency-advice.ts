import type { Tx } from '../../platform/database/index.js';
import { emergencyNumber } from '../practices/domain/index.js';
import { EMERGENCY_ADVICE } from './domain/index.js';
import type { Texts } from './domain/index.js';

export interface EmergencyAdvice {
  readonly title: Texts;
  readonly text: Texts;
  /** Null where the number of the practice's country is not known here. */
  readonly number: string | null;
}

export async function emergencyAdvice(tx: Tx): Promise<EmergencyAdvice> {
  const [practice] = await tx.sql<{ country: string }>('SELECT country FROM practices WHERE id = $1', [tx.practiceId]);
  return { ...EMERGENCY_ADVICE, number: emergencyNumber(practice!.country) };
}
