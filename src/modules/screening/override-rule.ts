import { Injectable } from '@nestjs/common';
import { InvalidInput, newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Repeat, StaleVersion, Tx } from '../../platform/database/index.js';
import { overrideViolations } from './domain/index.js';
import type { RuleChanges } from './domain/index.js';
import { requireRule, ruleOfPractice } from './read-rules.js';
import type { RuleOfPractice } from './read-rules.js';
import { findOverride, insertOverride, latestOverrides } from './storage/rule-overrides.js';

interface Request {
  readonly ruleId: string;
  /** How many overrides of the rule there were when it was read. */
  readonly overrides: number;
  /** All that is to be other than shipped; nothing gives the rule back as shipped. */
  readonly changes: RuleChanges;
}

const REPEAT: Repeat<RuleOfPractice> = {
  idOf: ({ override }) => override!.id,
  again: async (tx, id) => {
    const override = (await findOverride(tx, id))!;
    return ruleOfPractice(requireRule(override.ruleId), override);
  },
};

/** A practice has its own threshold, level or words for a rule. Earlier ones are kept; visits that stand are screened anew when they are next asked for. */
@Injectable()
export class OverrideRule {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound`, and `InvalidInput` for what the rule does not bear. */
  execute(actor: StaffActor, request: Request): Promise<Outcome<RuleOfPractice, StaleVersion>> {
    const shipped = requireRule(request.ruleId);
    const violations = overrideViolations(shipped, request.changes);
    if (violations.length > 0) throw new InvalidInput(violations);
    const stale: StaleVersion = { kind: 'stale_version', currentVersion: request.overrides + 1 };
    return this.unitOfWork.run<RuleOfPractice, StaleVersion>(actor, (tx) => this.set(tx, actor, request), {
      refusals: { rule_overrides_in_turn: () => stale },
      repeat: REPEAT,
    });
  }

  private async set(
    tx: Tx,
    actor: StaffActor,
    { ruleId, overrides, changes }: Request,
  ): Promise<Outcome<RuleOfPractice, StaleVersion>> {
    const [last] = await latestOverrides(tx, ruleId);
    const current = last?.number ?? 0;
    if (current !== overrides) return refuse({ kind: 'stale_version', currentVersion: current });
    const override = { id: newId(), ruleId, number: current + 1, changes };
    await insertOverride(tx, actor, override);
    const details = { ruleId, number: override.number, fields: Object.keys(changes) };
    tx.record({ action: 'screening_rule.overridden', subjectIds: [override.id], details });
    return ok(ruleOfPractice(requireRule(ruleId), { ...override, setBy: actor.membershipId, setAt: tx.now }));
  }
}
