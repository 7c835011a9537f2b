/** How a client may be written to. */
export enum Channel {
  EMAIL = 'email',
  SMS = 'sms',
}

/** What for: about a booking and a session, or to say that the client is due again. The two are separate consents. */
export enum MessagePurpose {
  SERVICE = 'service',
  RECALL = 'recall',
}
