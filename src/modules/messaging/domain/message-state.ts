/** How far a message has come. What is planned or being sent is open, all else is the end of it. */
export const MESSAGE_STATES = ['planned', 'sending', 'sent', 'delivered', 'dropped', 'failed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What can still become of a message in each state. A provider may tell of a failure after it has accepted. */
export const NEXT_STATES: Readonly<Record<MessageState, readonly MessageState[]>> = {
  planned: ['sending', 'dropped'],
  sending: ['sending', 'planned', 'sent', 'dropped', 'failed'],
  sent: ['delivered', 'failed'],
  delivered: [],
  dropped: ['planned'],
  failed: ['planned', 'delivered'],
};

export const OPEN_STATES: readonly MessageState[] = ['planned', 'sending'];

/** Why a message was not sent, as the front desk may read it: a word of the record is never the reason. */
export const NOT_SENT_REASONS = {
  // The subject is not what it was.
  cancelled: 'It was called off.',
  moved: 'It was moved to another time.',
  already_confirmed: 'It was confirmed already.',
  already_answered: 'It was answered already.',
  already_asked: 'The client was asked already.',
  already_told: 'The client knows it from an earlier message.',
  never_told: 'It was booked in error, and the client never heard of it.',
  visit_booked: 'A visit is booked already.',
  over: 'It is over.',
  superseded: 'A newer message says it.',
  open_task: 'Somebody of the practice is to speak to the client first.',
  not_now: 'A therapist is to look first.',
  plan_not_live: 'The plan is not live, or not due any more.',
  too_late: 'It would have come too late to be of use.',
  // The recipient.
  no_consent: 'The client has not agreed to such messages.',
  opted_out: 'The client has stopped messages of this channel.',
  no_address: 'There is no address or number for this channel.',
  archived: 'The client is archived.',
  erased: 'The client’s contact data was erased.',
  left: 'The member of staff has left.',
} as const;
export type NotSentReason = keyof typeof NOT_SENT_REASONS;
