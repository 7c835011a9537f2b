import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome, StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion, Tx } from '../../platform/database/index.js';
import { alertOfRedFlag } from './alert-of-red-flag.js';
import { prefill, validateAnswers } from './domain/index.js';
import type { Answer, Answers, AnswerViolation } from './domain/index.js';
import { Intakes } from './intakes.js';
import type { Intake } from './intakes.js';
import { DRAFT_ANSWERS, updateIntakeDraft } from './storage/intake-drafts.js';
import { localDate } from './storage/local-date.js';

interface Save {
  readonly intakeId: string;
  /** The version that the answers were given to. */
  readonly version: number;
  /** Of some of the questions; null takes an answer back. */
  readonly answers: Readonly<Record<string, Answer | null>>;
}

export interface SavedIntake {
  readonly intake: Intake;
  /** Answers that were not taken; what stood before stays. */
  readonly violations: readonly AnswerViolation[];
}

@Injectable()
export class SaveIntakeAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly intakes: Intakes,
  ) {}

  /**
   * Keeps what was answered so far. A red flag alerts the staff now, since whoever reads the advice may not go on to
   * submit. Throws `NotFound` where the form is not theirs to fill in, or was submitted.
   */
  execute(actor: StaffActor | ClientActor, save: Save): Promise<Outcome<SavedIntake, StaleVersion>> {
    return this.unitOfWork.run<SavedIntake, StaleVersion>(
      actor,
      async (tx) => {
        const before = await this.intakes.find(tx, save.intakeId);
        const { answers, violations } = merged(before, save.answers, {
          today: await localDate(tx),
          // A link shows nothing of an earlier note: others than the client may hold it, such as the desk that made it.
          isPrefilled: actor.kind === 'staff',
        });
        const saved = await this.write(tx, before, { version: save.version, answers });
        if (!saved) return refuse(await this.intakes.stale(tx, save.intakeId));
        const intake = await this.intakes.open(tx, saved);
        if (intake.isRedFlag && !before.isRedFlag) await alertOfRedFlag(tx, saved.clientId);
        return ok({ intake, violations });
      },
      {
        repeat: {
          idOf: ({ intake }) => intake.draft.id,
          again: async (tx, id) => ({ intake: await this.intakes.find(tx, id), violations: [] }),
        },
      },
    );
  }

  private async write(tx: Tx, { draft }: Intake, { version, answers }: { version: number; answers: Answers }) {
    const { id, clientId } = draft;
    const key = await this.vault.keyOf(tx, clientId);
    const saved = await updateIntakeDraft(tx, { id, version, answers: key.sealJson(DRAFT_ANSWERS(id), answers) });
    if (saved) tx.record({ action: 'intake.saved', subjectIds: [id, clientId] });
    return saved;
  }
}

/** The answers after the save. What breaks a rule is left out, and the rest is taken. */
function merged(
  { form, whole, last, answers: before }: Intake,
  changes: Save['answers'],
  { today, isPrefilled }: { today: string; isPrefilled: boolean },
) {
  const take = (rejected: readonly string[]): Answers => {
    const taken = Object.entries(changes).filter(([id]) => !rejected.includes(id));
    const kept = Object.entries(before).filter(([id]) => !taken.some(([changed]) => changed === id));
    const given = taken.flatMap(([id, answer]) => (answer ? [[id, answer] as const] : []));
    return Object.fromEntries([...kept, ...given]);
  };
  const { violations } = validateAnswers(form, take([]), { final: false, today });
  const after = take(violations.map(({ questionId }) => questionId));
  const filled = last && isPrefilled ? prefill(whole, last, { before, after }) : after;
  return { answers: validateAnswers(form, filled, { final: false, today }).answers, violations };
}
