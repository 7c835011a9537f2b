import { LATER_REASONS, REFUSAL_REASONS } from '../../platform/notifications/index.js';
import { NOT_SENT_REASONS } from './domain/index.js';

const KNOWN: Readonly<Record<string, string>> = {
  ...NOT_SENT_REASONS,
  ...REFUSAL_REASONS,
  ...LATER_REASONS,
  undelivered: 'The provider took it, but could not deliver it.',
};

/** Why a message was not sent, or not yet, as one sentence for a person. */
export const reasonText = (reason: string): string => KNOWN[reason] ?? reason;
