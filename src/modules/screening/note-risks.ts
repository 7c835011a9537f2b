import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ReadClientFacts } from './client-facts.js';
import { newRisks } from './domain/index.js';
import type { RiskProfile } from './domain/index.js';
import { lockPerson } from './lock-person.js';
import { insertRiskProfile, voidPermissions } from './storage/risk-profiles.js';
import { VisitsToScreen } from './visits-to-screen.js';

interface Noted {
  /** The record under which the answers were given. */
  readonly clientId: string;
  readonly profile: RiskProfile;
  /** The note that holds the answers. */
  readonly sourceId: string;
}

/**
 * From now on these are the answers that count for the person. What they tell of new risks voids clearances and decisions,
 * which nobody gave in view of them; visits that are booked are screened again.
 */
@Injectable()
export class NoteRisks {
  constructor(
    private readonly vault: Vault,
    private readonly facts: ReadClientFacts,
    private readonly visits: VisitsToScreen,
  ) {}

  /** Takes the client's lock. Throws `NotFound`, and `RecordErased`. */
  async execute(tx: Tx, { clientId, profile, sourceId }: Noted): Promise<void> {
    const standingId = await lockPerson(tx, clientId);
    const { recordIds, profiles } = await this.facts.execute(tx, clientId);
    const id = newId();
    insertRiskProfile(tx, await this.vault.keyOf(tx, clientId), { id, covers: recordIds, sourceId, profile });
    tx.record({ action: 'risks.noted', subjectIds: [id, clientId] });
    if (newRisks(profiles, profile).length > 0) await this.voidAll(tx, recordIds, id);
    tx.emit('risks.noted', { riskProfileId: id, clientId: standingId });
    await this.visits.rescreen(tx, standingId);
  }

  private async voidAll(tx: Tx, recordIds: readonly string[], profileId: string): Promise<void> {
    const { clearances, decisions } = await voidPermissions(tx, { recordIds, profileId });
    for (const id of clearances) tx.record({ action: 'clearance.voided', subjectIds: [id, profileId] });
    for (const id of decisions) tx.record({ action: 'visit_decision.voided', subjectIds: [id, profileId] });
  }
}
