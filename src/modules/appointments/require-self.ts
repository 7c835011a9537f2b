import { NotFound } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople, standingClient } from '../clients/index.js';
import type { Appointment } from './storage/appointments.js';

/** Throws `NotFound` where a client takes a place for anybody but themselves. Staff act for others. */
export async function requireSelf(tx: Tx, clientId: string | null): Promise<void> {
  const { actor } = tx;
  if (actor.kind !== 'client') return;
  const { id } = await standingClient(tx, actor.clientId);
  if (id !== clientId) throw new NotFound('client', clientId ?? actor.clientId);
}

/** Throws `NotFound` where a client asks for a hold that is not one of their own. */
export function requireOwnHold({ actor }: Tx, hold: Appointment, clientId: string): void {
  const isOwn = hold.heldBy === null && hold.clientId === clientId;
  if (actor.kind === 'client' && !isOwn) throw new NotFound('appointment', hold.id);
}

/** The client who acts by a link; null for everybody else. */
export const clientOf = (actor: Actor): string | null => (actor.kind === 'client' ? actor.clientId : null);

/** Throws `NotFound` where the visit is not of the person that this record is of. */
export async function requireOwnVisit(
  tx: Tx,
  visit: Pick<Appointment, 'id' | 'clientId'>,
  clientId: string,
): Promise<void> {
  const records = (await recordsOfPeople(tx, [clientId])).get(clientId) ?? [];
  if (visit.clientId === null || !records.includes(visit.clientId)) throw new NotFound('appointment', visit.id);
}
