/** Why a message will never be taken as it is. */
export const REFUSAL_REASONS = {
  bad_address: 'This is no address, or no number that can get a message.',
  recipient_refused: 'The server takes no mail for this address.',
  recipient_opted_out: 'The recipient has told the provider to send nothing more.',
  message_refused: 'The provider does not take this message.',
  no_provider: 'No provider is set up for this kind of message.',
} as const;
export type RefusalReason = keyof typeof REFUSAL_REASONS;

/** Why a message was not taken this time, so that an operator knows where to look. */
export const LATER_REASONS = {
  unreachable: 'The provider could not be reached, or closed the connection before it had the message.',
  timed_out: 'The provider took too long to answer, before it had the message.',
  insecure: 'No secure connection could be made: no TLS is offered, or its certificate is not to be trusted.',
  login_refused: 'The provider did not accept our login.',
  sender_refused: 'The provider does not let us send from this address or number.',
  deferred: 'The provider asked to try again later, as mail servers do with senders they do not know yet.',
  rate_limited: 'The provider gets too many messages from us.',
  provider_failed: 'Something went wrong at the provider, or it turned us away.',
  interrupted: 'The program was asked to stop before the provider had the message.',
  unknown_outcome: 'The provider had the whole message and did not say whether it took it: it may arrive twice.',
  switched_off: 'Messages are switched off.',
} as const;
export type LaterReason = keyof typeof LATER_REASONS;

/** What became of one message: accepted with the provider's id, refused for good, or to be tried again. */
export type Sending =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | {
      readonly kind: 'later';
      readonly reason: LaterReason;
      /** Where the provider said so: not before so many milliseconds. */
      readonly retryAfterMs?: number;
    };
