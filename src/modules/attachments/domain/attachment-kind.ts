/** What a file of a client is. */
export enum AttachmentKind {
  /** A letter by which a health professional sends the client. */
  REFERRAL = 'referral',
  /** A health professional's written permission to treat. */
  CLEARANCE = 'clearance',
  /** A consent that was signed on paper. */
  CONSENT = 'consent',
  OTHER = 'other',
}
