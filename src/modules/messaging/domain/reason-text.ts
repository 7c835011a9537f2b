import { NOT_SENT_REASONS } from './message-state.js';

/** Why a provider did not take a message: its port's reasons, in words for the front desk. */
const PROVIDERS_REASONS: Readonly<Record<string, string>> = {
  bad_address: 'The address or number cannot get messages.',
  recipient_refused: 'The other side takes no mail for this address.',
  recipient_opted_out: 'The client has told the provider to send nothing more.',
  message_refused: 'The provider does not take this message.',
  no_provider: 'No provider is set up for this channel.',
  undelivered: 'The provider took it, but could not deliver it.',
};

/** One sentence for a person; what is only of use to an operator is told as that. */
export function reasonText(reason: string): string {
  const known: Readonly<Record<string, string>> = { ...NOT_SENT_REASONS, ...PROVIDERS_REASONS };
  return known[reason] ?? 'The provider could not be reached, or did not answer. It is tried again.';
}
