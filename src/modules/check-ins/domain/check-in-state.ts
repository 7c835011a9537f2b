/** How a check-in stands. Whatever it is, an answer by a link that was sent is taken. */
export enum CheckInState {
  /** Something is still to be asked, or to be answered. */
  OPEN = 'open',
  ANSWERED = 'answered',
  /** Closed after a repeat that nobody answered. What was answered before stays. */
  NO_ANSWER = 'no_answer',
  /** The visit was taken back, nothing was done in it, or the client was erased. */
  CALLED_OFF = 'called_off',
}
