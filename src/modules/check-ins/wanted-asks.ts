import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Soreness } from '../practices/domain/index.js';
import { TreatmentsGiven } from '../session-notes/index.js';
import type { TreatmentGiven } from '../session-notes/index.js';
import {
  asksAfter,
  bookedTreatment,
  expectedSoreness,
  fromThenOn,
  replannedAsks,
  sorestTreatment,
} from './domain/index.js';
import type { Ask, Timing, Treatment } from './domain/index.js';
import { answersBefore, openAnswer } from './storage/answers.js';
import type { CheckIn } from './storage/check-ins.js';
import type { PersonToAsk, VisitToCheck } from './storage/visits.js';

/** What is known when a check-in is planned. */
export interface Planning {
  readonly visit: VisitToCheck;
  /** Of the client's person. */
  readonly records: readonly string[];
  readonly person: PersonToAsk;
  readonly timing: Timing;
}

/** What a visit asks for, whenever it is worked out. */
export interface Wanted extends Pick<CheckIn, 'level' | 'basis'> {
  readonly asks: readonly Ask[];
  readonly treated: Treatment | null;
  /** Epoch ms: when the visit was completed or, later, its note was signed. */
  readonly decidedAt: number;
}

/** When to ask after a visit, by its booked service and its signed note. */
@Injectable()
export class WantedAsks {
  constructor(
    private readonly treatments: TreatmentsGiven,
    private readonly vault: Vault,
  ) {}

  async of(tx: Tx, planning: Planning): Promise<Wanted> {
    const { visit } = planning;
    const completedAt = visit.completedAt.getTime();
    const booked = [bookedTreatment(visit.technique, visit.pressure)];
    const byService = await this.after(tx, planning, booked);
    const asks = fromThenOn(byService.asks, completedAt);
    const note = await this.treatments.ofVisit(tx, visit.id);
    if (!note) return { ...byService, basis: 'service', asks, decidedAt: completedAt };
    const byNote = await this.after(tx, planning, treatmentsIn(note));
    const decidedAt = Math.max(completedAt, note.signedAt.getTime());
    return { ...byNote, basis: 'note', asks: replannedAsks(asks, byNote.asks, decidedAt), decidedAt };
  }

  private async after(
    tx: Tx,
    { visit, records, person, timing }: Planning,
    treatments: readonly Treatment[],
  ): Promise<Pick<Wanted, 'level' | 'asks' | 'treated'>> {
    const level = expectedSoreness(treatments, person);
    const wanted = level === Soreness.LOW && (person.wanted || (await this.wasSore(tx, visit, { records, timing })));
    return { level, asks: asksAfter(level, { wanted }, timing), treated: sorestTreatment(treatments) };
  }

  /** After the visit before, if they were asked then. */
  private async wasSore(
    tx: Tx,
    { endsAt }: VisitToCheck,
    { records, timing }: Pick<Planning, 'records' | 'timing'>,
  ): Promise<boolean> {
    const keys = await this.vault.keysOf(tx, records);
    const before = (await answersBefore(tx, [...keys.keys()], endsAt)).map((row) =>
      openAnswer(keys.get(row.clientId)!, row),
    );
    return before.some(({ soreness }) => (soreness ?? 0) >= timing.settings.soreFrom);
  }
}

const treatmentsIn = ({ techniques }: TreatmentGiven): Treatment[] =>
  techniques.map(({ technique, pressure }) => ({ technique, pressure }));
