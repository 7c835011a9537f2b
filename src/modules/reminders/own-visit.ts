import { isId, NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { requireOwnVisit } from '../appointments/index.js';
import { openActs } from './domain/index.js';
import type { OpenActs } from './domain/index.js';
import { visitOfClient } from './storage/own-visits.js';
import type { VisitOfClient } from './storage/own-visits.js';
import { reminderSettings } from './storage/reminder-settings.js';

export interface OwnVisit extends VisitOfClient {
  /** What the client may do about it at this moment. */
  readonly acts: OpenActs;
}

/** Why a client's wish about a visit of theirs is not done. */
export type NotByClient =
  /** It stands otherwise than it did when they read of it. */
  | { readonly kind: 'changed' }
  /** It begins too soon, by the practice's notice: they are to call. */
  | { readonly kind: 'late' }
  /** It is off, has begun, or is over. */
  | { readonly kind: 'closed' };

/** A visit of the person that this record is of, with what they may do about it now. Throws `NotFound` for any other. */
export async function ownVisit(tx: Tx, clientId: string, appointmentId: string): Promise<OwnVisit> {
  const visit = isId(appointmentId) ? await visitOfClient(tx, appointmentId) : undefined;
  if (!visit) throw new NotFound('appointment', appointmentId);
  await requireOwnVisit(tx, visit, clientId);
  const { clientNoticeHours: noticeHours } = await reminderSettings(tx);
  const { status, startsAt, zone } = visit;
  const acts = openActs({ status, start: startsAt.getTime(), zone, noticeHours }, tx.now.getTime());
  return { ...visit, acts };
}
