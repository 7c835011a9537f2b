/** What a link is for. It opens nothing else. */
export const LINK_PURPOSES = ['intake', 'book', 'check_in', 'appointment', 'preferences'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export type LinkState = 'issued' | 'opened' | 'used' | 'revoked' | 'expired';

interface Dates {
  readonly expiresAt: Date;
  readonly openedAt: Date | null;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** How a link stands for those who issued it. What was used stays used, also when it was revoked or ended later. */
export function stateOf({ expiresAt, openedAt, usedAt, revokedAt }: Dates, now: Date): LinkState {
  if (usedAt) return 'used';
  if (revokedAt) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return openedAt ? 'opened' : 'issued';
}
