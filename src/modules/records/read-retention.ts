import { Inject, Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import type { RecordPart } from '../clinical-access/index.js';
import { ruleOf, SHIPPED_RETENTION } from './domain/retention.js';
import type { JurisdictionRule, Retention } from './domain/retention.js';
import { RECORD_PARTS } from './record-parts.js';
import { holdingOf } from './storage/clock-facts.js';
import { jurisdictionsOfClinics, ownRules } from './storage/retention-rules.js';

interface RuleInForce extends JurisdictionRule {
  readonly jurisdiction: string;
  /** 0 where the practice has set nothing. */
  readonly version: number;
}

@Injectable()
export class ReadRetention {
  constructor(@Inject(RECORD_PARTS) private readonly parts: readonly RecordPart[]) {}

  /** Until when a person's clinical record is kept by what is known today; null where there is none. Throws `NotFound`. */
  async ofClient(tx: Tx, clientId: string): Promise<Retention | null> {
    const recordIds = (await recordsOfPeople(tx, [clientId])).get(clientId);
    if (!recordIds) throw new NotFound('client', clientId);
    tx.recordRead('record_retention', recordIds);
    return (await holdingOf(tx, this.parts, recordIds)).retention;
  }

  /** What counts in each jurisdiction that ships with a rule, has a clinic, or for which the practice has set one. */
  async rules(tx: Tx): Promise<RuleInForce[]> {
    const own = await ownRules(tx);
    const places = [...Object.keys(SHIPPED_RETENTION), ...Object.keys(own), ...(await jurisdictionsOfClinics(tx))];
    return [...new Set(places)].sort().map((jurisdiction) => {
      return { jurisdiction, ...ruleOf(jurisdiction, own), version: own[jurisdiction]?.version ?? 0 };
    });
  }
}
