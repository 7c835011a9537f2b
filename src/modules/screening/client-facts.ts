import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { SHIPPED_RULES, withOverrides } from './domain/index.js';
import type { RiskProfile, RuleSet, Treatment, ValidClearance, VisitDecision } from './domain/index.js';
import { CLEARANCE_DETAILS, DECISION, PROFILE } from './storage/places.js';
import { sealedFacts } from './storage/sealed-facts.js';
import type { SealedFact, SealedFacts } from './storage/sealed-facts.js';

/** What is sealed of a decision. It counts for the visit as it was: at that date, with that treatment. */
export interface DecisionContent extends VisitDecision, Treatment {
  readonly date: string;
  readonly reason: string;
}

/** What is sealed of a clearance. */
export interface ClearanceContent extends ValidClearance {
  /** The health professional, and what they are. */
  readonly givenBy: string;
  readonly note: string | null;
}

/** All that bears on the verdicts of one person. */
export interface ClientFacts {
  readonly recordIds: readonly string[];
  readonly rules: RuleSet;
  readonly profiles: readonly RiskProfile[];
  readonly clearances: readonly ValidClearance[];
  /** By appointment. */
  readonly decisions: ReadonlyMap<string, DecisionContent>;
}

/** Reads and opens what screening goes by. Whoever shows it to somebody asks `ClinicalAccess` first. */
@Injectable()
export class ReadClientFacts {
  constructor(private readonly vault: Vault) {}

  /** What a destroyed key has sealed is not there: without answers nothing is clear. */
  async execute(tx: Tx, clientId: string, appointmentIds: readonly string[] = []): Promise<ClientFacts> {
    const [sealed, ownKey] = await Promise.all([
      sealedFacts(tx, { clientId, appointmentIds }),
      this.vault.keysOf(tx, [clientId]),
    ]);
    const { recordIds, profiles, clearances, decisions, overrides } = sealed;
    const keys = new Map([...ownKey, ...(await this.keysOfMerged(tx, clientId, sealed))]);
    const openAll = <T>(facts: readonly SealedFact[], place: typeof PROFILE): T[] =>
      facts.flatMap((fact) => open<T>(keys, fact, place));
    return {
      recordIds,
      rules: withOverrides(SHIPPED_RULES, overrides),
      profiles: openAll<RiskProfile>(profiles, PROFILE),
      clearances: openAll<ClearanceContent>(clearances, CLEARANCE_DETAILS),
      decisions: new Map(
        decisions.flatMap((fact) =>
          open<DecisionContent>(keys, fact, DECISION).map((content) => [fact.appointmentId, content] as const),
        ),
      ),
    };
  }

  /** Only what stands under another record of the same person needs another key, and another statement. */
  private keysOfMerged(tx: Tx, clientId: string, facts: SealedFacts): Promise<ReadonlyMap<string, ClientKey>> {
    const owners = [...facts.profiles, ...facts.clearances, ...facts.decisions].map((fact) => fact.clientId);
    return this.vault.keysOf(
      tx,
      [...new Set(owners)].filter((owner) => owner !== clientId),
    );
  }
}

function open<T>(
  keys: ReadonlyMap<string, ClientKey>,
  { id, clientId, sealed }: SealedFact,
  place: typeof PROFILE,
): T[] {
  const key = keys.get(clientId);
  return key ? [key.openJson<T>(place(id), sealed)] : [];
}
