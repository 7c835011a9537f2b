import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { SoreReplies } from '../session-plans/index.js';
import type { BlockOfPlan } from '../session-plans/index.js';
import { TO_WATCH } from './domain/index.js';
import { countAnswered } from './storage/check-ins.js';

/** Tells plans after how many sessions a client was sore: of an answer the outcome alone, which is no secret of the record. */
@Injectable()
export class CountSoreReplies extends SoreReplies {
  count(tx: Tx, blocks: readonly BlockOfPlan[]): Promise<Map<string, number>> {
    return countAnswered(tx, blocks, TO_WATCH);
  }
}
