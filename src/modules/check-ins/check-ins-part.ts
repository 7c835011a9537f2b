import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { extentOf, printOf, RecordPart } from '../clinical-access/index.js';
import type { Json, RecordEntry, RecordExtent } from '../clinical-access/index.js';
import { BodyRegion, BodySide, Technique } from '../practices/domain/index.js';
import { RED_FLAGS } from '../screening/domain/index.js';
import { AskStep, CheckInState, Trend, Triage } from './domain/index.js';
import { answersOfClients, openAnswer } from './storage/answers.js';
import type { AnswerRow } from './storage/answers.js';
import { checkInsById, openCheckInsOf, openTreated, updateCheckIn } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';
import { forgetWishes } from './storage/wishes.js';

const SCORE_OR_NOT = { type: ['integer', 'null'], minimum: 0, maximum: 10 };
const FLAG = { type: 'boolean' };
const SITE = {
  type: 'object',
  additionalProperties: false,
  required: ['region', 'side'],
  properties: { region: { enum: Object.values(BodyRegion) }, side: { enum: Object.values(BodySide) } },
};
const TREATED = {
  type: ['object', 'null'],
  additionalProperties: false,
  required: ['technique', 'pressure'],
  properties: { technique: { enum: Object.values(Technique) }, pressure: { type: ['integer', 'null'] } },
};
const PROPERTIES = {
  appointmentId: { type: 'string', format: 'uuid' },
  visitEndedAt: { type: 'string', format: 'date-time' },
  /** What was done in the session, of several techniques the one after which most soreness is to be expected. */
  after: TREATED,
  asked: { enum: Object.values(AskStep) },
  triage: { enum: Object.values(Triage) },
  ...{
    soreness: SCORE_OR_NOT,
    sites: { type: 'array', items: SITE },
    trend: { enum: [...Object.values(Trend), null] },
  },
  bruising: { type: ['boolean', 'null'] },
  redFlags: { type: 'array', items: { enum: RED_FLAGS } },
  ...{ otherSymptom: FLAG, remark: { type: 'string' }, wantsCall: FLAG },
  ...{ pain: SCORE_OR_NOT, sleep: SCORE_OR_NOT, mood: SCORE_OR_NOT },
};

/** What the client said after sessions. */
@Injectable()
export class CheckInsPart extends RecordPart {
  readonly name = 'checkIns';
  readonly title = 'Check-ins';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(PROPERTIES),
    properties: PROPERTIES,
  };

  constructor(private readonly vault: Vault) {
    super();
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const keys = await this.vault.keysOf(tx, recordIds);
    const answers = await answersOfClients(tx, [...keys.keys()]);
    const ids = [...new Set(answers.map(({ checkInId }) => checkInId))];
    const checkIns = await checkInsById(tx, ids);
    return answers.map((row) => toEntry(row, checkIns.get(row.checkInId)!, keys.get(row.clientId)!));
  }

  extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    return extentOf(tx, 'check_in_answers', 'answered_at', recordIds);
  }

  /** Nobody can be asked any more. What was answered stays. */
  override async discard(tx: Tx, recordIds: readonly string[]): Promise<void> {
    for (const checkIn of await openCheckInsOf(tx, recordIds)) {
      const state = checkIn.answeredAt ? CheckInState.ANSWERED : CheckInState.CALLED_OFF;
      updateCheckIn(tx, { ...checkIn, state, closesAt: null });
    }
    forgetWishes(tx, recordIds);
  }
}

function toEntry(row: AnswerRow, checkIn: CheckIn, key: ClientKey): RecordEntry {
  const { id, clientId, answeredAt: at, step: asked, triage } = row;
  const { appointmentId, visitEndsAt } = checkIn;
  const said = openAnswer(key, row) as unknown as { readonly [key: string]: Json };
  const shown = { after: openTreated(key, checkIn) as unknown as Json, asked, triage, ...said };
  const data = { appointmentId, visitEndedAt: visitEndsAt.toISOString(), ...shown };
  return { id, clientId, at, title: 'Answer to a check-in', data, print: printOf(shown) };
}
