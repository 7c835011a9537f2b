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
    const facts = await this.ofClients(tx, [clientId.toLowerCase()], appointmentIds);
    return [...facts.values()][0]!;
  }

  /** As `execute`, of many clients in as many statements. */
  async ofClients(
    tx: Tx,
    clientIds: readonly string[],
    appointmentIds: readonly string[],
  ): Promise<ReadonlyMap<string, ClientFacts>> {
    const [{ clients, overrides }, ownKeys] = await Promise.all([
      sealedFacts(tx, { clientIds, appointmentIds }),
      this.vault.keysOf(tx, clientIds),
    ]);
    const keys = new Map([...ownKeys, ...(await this.keysOfMerged(tx, clientIds, [...clients.values()]))]);
    const rules = withOverrides(SHIPPED_RULES, overrides);
    return new Map([...clients].map(([id, facts]) => [id, { ...opened(facts, keys), rules }]));
  }

  /** Only what stands under another record of the same person needs another key, and another statement. */
  private keysOfMerged(
    tx: Tx,
    clientIds: readonly string[],
    all: readonly SealedFacts[],
  ): Promise<ReadonlyMap<string, ClientKey>> {
    const facts = all.flatMap(({ profiles, clearances, decisions }) => [...profiles, ...clearances, ...decisions]);
    const owners = new Set(facts.map((fact) => fact.clientId));
    return this.vault.keysOf(
      tx,
      [...owners].filter((owner) => !clientIds.includes(owner)),
    );
  }
}

function opened(facts: SealedFacts, keys: ReadonlyMap<string, ClientKey>): Omit<ClientFacts, 'rules'> {
  const openAll = <T>(sealed: readonly SealedFact[], place: typeof PROFILE): T[] =>
    sealed.flatMap((fact) => open<T>(keys, fact, place));
  return {
    recordIds: facts.recordIds,
    profiles: openAll<RiskProfile>(facts.profiles, PROFILE),
    clearances: openAll<ClearanceContent>(facts.clearances, CLEARANCE_DETAILS),
    decisions: new Map(
      facts.decisions.flatMap((fact) =>
        open<DecisionContent>(keys, fact, DECISION).map((content) => [fact.appointmentId, content] as const),
      ),
    ),
  };
}

function open<T>(
  keys: ReadonlyMap<string, ClientKey>,
  { id, clientId, sealed }: SealedFact,
  place: typeof PROFILE,
): T[] {
  const key = keys.get(clientId);
  return key ? [key.openJson<T>(place(id), sealed)] : [];
}
