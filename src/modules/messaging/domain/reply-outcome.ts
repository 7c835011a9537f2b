/** What was made of a text that came in. */
export const REPLY_OUTCOMES = {
  stopped: 'The number is not written to any more.',
  started: 'The number is written to again.',
  confirmed: 'What was asked about is confirmed.',
  declined: 'The client said no: a person looks.',
  cancel_asked: 'It may mean the appointment or the messages: the client was asked, and a person looks.',
  unclear: 'Nobody but a person can understand it.',
  unclear_again: 'The same, soon after another one that was answered.',
  shared_number: 'Several clients have this number: a person looks.',
  ignored: 'It came from a member of staff.',
} as const;
export type ReplyOutcome = keyof typeof REPLY_OUTCOMES;
