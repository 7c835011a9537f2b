import { NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { Channel, MessagePurpose } from './domain/consent.js';
import { standingClient } from './storage/clients.js';
import { consentsOf, keepConsent } from './storage/consents.js';

/** What a client says about being written to. */
export interface ConsentAnswer {
  readonly channel: Channel;
  readonly purpose: MessagePurpose;
  readonly granted: boolean;
}

/**
 * Writes down what a client has said about being written to, in a unit that is open, for the record that stands for them today.
 * Throws `NotFound`.
 */
export async function answerConsents(tx: Tx, id: string, answers: readonly ConsentAnswer[]): Promise<void> {
  const { id: clientId, erasedAt } = await standingClient(tx, id);
  if (erasedAt) throw new NotFound('client', id);
  const before = (await consentsOf(tx, [clientId])).get(clientId) ?? [];
  const isSaid = ({ channel, purpose, granted }: ConsentAnswer): boolean =>
    before.some((one) => one.channel === channel && one.purpose === purpose && one.granted === granted);
  const news = answers.filter((answer) => !isSaid(answer));
  for (const details of news) {
    await keepConsent(tx, { clientId, ...details });
    tx.record({ action: 'client.consent_set', subjectIds: [clientId], details: { ...details } });
  }
  if (news.length > 0) tx.emit('client.changed', { clientId });
}
