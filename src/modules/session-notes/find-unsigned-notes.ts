import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { isOverdue } from './domain/visit-of-note.js';
import { unsignedPage } from './storage/therapist-visits.js';
import type { UnsignedVisit } from './storage/therapist-visits.js';

/** Completed visits without a draft stay on the list for this long; a draft stays for as long as it is one. */
const LISTED_DAYS = 90;

/** A visit whose note waits: `since` the draft was begun or, without one, the visit ended. */
export interface UnsignedNote extends UnsignedVisit {
  readonly since: Date;
  /** For more than a day. */
  readonly overdue: boolean;
}

interface PageOfUnsigned {
  readonly after: readonly [startsAt: string, id: string] | undefined;
  readonly limit: number;
}

@Injectable()
export class FindUnsignedNotes {
  /** What the actor has still to write or to sign, the oldest visit first: nothing for somebody who treats nobody. */
  async execute(tx: Tx, { therapistId }: StaffActor, { after, limit }: PageOfUnsigned): Promise<UnsignedNote[]> {
    if (!therapistId) return [];
    const visits = await unsignedPage(tx, { therapistId, from: listedFrom(tx.now), after, limit });
    return visits.map((visit) => toUnsigned(visit, tx.now));
  }
}

/** Visits before this are listed only where they have a draft. */
export const listedFrom = (now: Date): Date => new Date(now.getTime() - LISTED_DAYS * 86_400_000);

export function toUnsigned(visit: UnsignedVisit, now: Date): UnsignedNote {
  const since = visit.draftedAt ?? visit.endsAt;
  return { ...visit, since, overdue: isOverdue(since.getTime(), now.getTime()) };
}
