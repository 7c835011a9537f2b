/** Who gets a message, and on what ground: the two purposes of a client's consent, or that it is a member of staff's work. */
type Purpose = 'service' | 'recall' | 'staff';

interface Kind {
  readonly purpose: Purpose;
  /** Goes out at any hour: who is on call is not spared. */
  readonly urgent: boolean;
}

/** DOMAIN.md, Messages: every kind that the program sends. */
export const MESSAGE_KINDS = {
  booking_confirmation: { purpose: 'service', urgent: false },
  change_notice: { purpose: 'service', urgent: false },
  cancellation_notice: { purpose: 'service', urgent: false },
  appointment_reminder: { purpose: 'service', urgent: false },
  intake_request: { purpose: 'service', urgent: false },
  recall_reminder: { purpose: 'recall', urgent: false },
  soreness_check_in: { purpose: 'service', urgent: false },
  staff_alert: { purpose: 'staff', urgent: true },
  staff_nudge: { purpose: 'staff', urgent: false },
  licence_warning: { purpose: 'staff', urgent: false },
} as const satisfies Record<string, Kind>;

export type MessageKind = keyof typeof MESSAGE_KINDS;

export const kindOf = (kind: MessageKind): Kind => MESSAGE_KINDS[kind];
