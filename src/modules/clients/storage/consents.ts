import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { ClientConsent } from './client-consent.entity.js';

/** The answers of each of these clients, by channel and purpose. */
export async function consentsOf(tx: Tx, clientIds: readonly string[]): Promise<Map<string, ClientConsent[]>> {
  const where = { practiceId: tx.practiceId, clientId: In([...clientIds]) };
  const consents = await tx.manager.find(ClientConsent, { where, order: { channel: 'ASC', purpose: 'ASC' } });
  return new Map(clientIds.map((id) => [id, consents.filter((one) => one.clientId === id)]));
}

/** Writes down the client's latest answer. */
export async function keepConsent(tx: Tx, consent: Omit<ClientConsent, 'practiceId' | 'changedAt'>): Promise<void> {
  const { practiceId, now: changedAt } = tx;
  await tx.manager.upsert(ClientConsent, { ...consent, practiceId, changedAt }, [
    'practiceId',
    'clientId',
    'channel',
    'purpose',
  ]);
}
