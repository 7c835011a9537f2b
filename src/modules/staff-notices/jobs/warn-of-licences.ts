import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock, UnitOfWork } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { workOff } from '../../../platform/jobs/index.js';
import type { Due, ScheduledJob } from '../../../platform/jobs/index.js';
import { planMessages } from '../../messaging/index.js';
import { WARN_DAYS_BEFORE, warningDue } from '../domain/index.js';
import { endingLicence, licencesEnding } from '../storage/licences-ending.js';
import { managementOf } from '../storage/on-call.js';

const DAY_MS = 86_400_000;

/**
 * Tells therapists and the management 60, 30 and 7 days before a licence ends (DOMAIN.md, Records, consent, licences). Looks at all
 * that end in that time, several times a day; the ledger knows who has been told. Of a licence that is entered late the
 * warning goes out whose time is now.
 */
@Injectable()
export class WarnOfLicences implements ScheduledJob {
  readonly name = 'licences.warn';
  readonly everyMs = 60 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute(): Promise<number> {
    const now = await this.today();
    // A day either side: what date it is depends on the clinic.
    const [firstDay, lastDay] = [dayOf(now - DAY_MS), dayOf(now + (WARN_DAYS_BEFORE[0] + 1) * DAY_MS)];
    let after: Due | undefined;
    return workOff(
      async (atMost) => {
        const found = await licencesEnding(this.dataSource, { firstDay, lastDay, after, atMost });
        after = found.at(-1) ?? after;
        return found;
      },
      (due) => this.warn(due),
    );
  }

  private warn({ practiceId, id }: Due): Promise<boolean> {
    return this.unitOfWork.do({ kind: 'system', practiceId, name: 'licences' }, async (tx) => {
      await planWarnings(tx, id);
      return true;
    });
  }

  private async today(): Promise<number> {
    const [{ now }] = await this.dataSource.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    return this.clock.correct(now).getTime();
  }
}

async function planWarnings(tx: Tx, licenceId: string): Promise<void> {
  const licence = await endingLicence(tx, licenceId);
  const step = licence && warningDue(licence.daysLeft);
  if (!licence || !step) return;
  const { expiresOn, clinicId, membershipId } = licence;
  const told = new Set([...(membershipId ? [membershipId] : []), ...(await managementOf(tx))]);
  planMessages(
    tx,
    [...told].map((to) => ({
      ...{
        kind: 'licence_warning' as const,
        subjectId: licenceId,
        version: expiresOn,
        step,
        channel: 'email' as const,
      },
      ...{ to: { membershipId: to }, clinicId, dueAt: tx.now, usefulUntil: null },
    })),
  );
}

const dayOf = (epoch: number): string => new Date(epoch).toISOString().slice(0, 10);
