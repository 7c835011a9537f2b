import type { LocalDate } from './local-date.js';
import type { Retention } from './retention.js';

/** What of a person's data can be removed before the clinical record may go. */
export const CONTACT_DATA = [
  'name',
  'birth_date',
  'contacts',
  'preferences',
  'emergency_contact',
  'guardian',
  'other_care',
  'consents_to_messages',
  'search_words',
  'words_about_visits',
  'links',
  'planned_messages',
  'drafts',
] as const;
export type Removed = (typeof CONTACT_DATA)[number] | 'clinical_record';

/** How much a part of the record holds. */
export interface PartExtent {
  readonly part: string;
  readonly entries: number;
  readonly firstOn: LocalDate;
  readonly lastOn: LocalDate;
}

/** What was done about a record: ids, codes, counts and dates, and nothing of what stands in it. */
export interface RecordReport {
  /** Why there is a report: somebody asked for it, or the retention has ended. */
  readonly cause: 'access' | 'erasure' | 'retention_ended';
  readonly removed: readonly Removed[];
  /** What is still kept; of a record that was erased, nothing. */
  readonly kept: readonly PartExtent[];
  /** Until when what is kept is kept, and why. */
  readonly retention: Retention | null;
  /** Why nothing was done. */
  readonly refused: 'visits_ahead' | null;
}

/** Whether a record may be erased altogether on a date that has begun everywhere. What was never clinical may at any time. */
export const mayGo = (retention: Retention | null, today: LocalDate): boolean =>
  retention === null || retention.endsOn <= today;

export function accessReport(kept: readonly PartExtent[], retention: Retention | null): RecordReport {
  return { cause: 'access', removed: [], kept, retention, refused: null };
}

/** After an erasure on `today`: the clinical record went too, or is kept until its retention ends. */
export function erasureReport(
  cause: 'erasure' | 'retention_ended',
  parts: readonly PartExtent[],
  { retention, today }: { readonly retention: Retention | null; readonly today: LocalDate },
): RecordReport {
  if (!mayGo(retention, today)) return { cause, removed: CONTACT_DATA, kept: parts, retention, refused: null };
  const removed = parts.length > 0 ? [...CONTACT_DATA, 'clinical_record' as const] : CONTACT_DATA;
  return { cause, removed, kept: [], retention: null, refused: null };
}

/** Visits ahead need a person who can be reached: they must be cancelled first. */
export function refusedReport(parts: readonly PartExtent[], retention: Retention | null): RecordReport {
  return { cause: 'erasure', removed: [], kept: parts, retention, refused: 'visits_ahead' };
}
