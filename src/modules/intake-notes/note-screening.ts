import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { Technique, TECHNIQUES } from '../practices/domain/index.js';
import { compareLevels } from '../screening/domain/index.js';
import type { RiskProfile, VerdictLevel } from '../screening/domain/index.js';
import { NoteRisks, ScreenVisit } from '../screening/index.js';

const TREATMENTS = Object.values(Technique)
  .filter((technique) => technique !== Technique.CONSULTATION)
  .map((technique) => ({ technique, pressure: TECHNIQUES[technique].pressure }));

/** Has screening take a note's answers, and tells what it says of them. */
@Injectable()
export class NoteScreening {
  constructor(
    private readonly noteRisks: NoteRisks,
    private readonly screenVisit: ScreenVisit,
  ) {}

  /**
   * From now on these answers count. Returns what screening says of the client on the day of the answers, whatever is
   * booked: the mildest of the verdicts on all techniques, each at its usual pressure.
   */
  async execute(
    tx: Tx,
    { clientId, noteId, profile }: { clientId: string; noteId: string; profile: RiskProfile },
  ): Promise<VerdictLevel> {
    await this.noteRisks.execute(tx, { clientId, profile, sourceId: noteId });
    const visits = TREATMENTS.map((treatment) => ({ treatment, date: profile.answeredOn }));
    const verdicts = await this.screenVisit.many(tx, { clientId, visits });
    return verdicts.map(({ level }) => level).reduce((a, b) => (compareLevels(a, b) <= 0 ? a : b));
  }
}
