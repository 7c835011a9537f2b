import { newId } from '../../src/kernel/index.js';
import { NoteRisks } from '../../src/modules/screening/index.js';
import type { RiskProfile } from '../../src/modules/screening/domain/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { TestApi } from './api.js';

type Answered = Partial<RiskProfile>;

/** Notes what a client has answered, as a form that was handed in does: all questions, and today, unless told. */
export function noteRisks(
  api: TestApi,
  { practiceId, clientId, ...answers }: Answered & { readonly practiceId: string; readonly clientId: string },
): Promise<void> {
  const answeredOn = new Date(Date.now() + api.clock.offset).toISOString().slice(0, 10);
  const profile: RiskProfile = { answeredOn, present: [], unknown: [], complete: true, ...answers };
  return api.app
    .get(UnitOfWork)
    .do({ kind: 'system', practiceId, name: 'tests' }, (tx) =>
      api.app.get(NoteRisks, { strict: false }).execute(tx, { clientId, profile, sourceId: newId() }),
    );
}
