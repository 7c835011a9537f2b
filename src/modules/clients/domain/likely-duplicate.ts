/** Why a client may be the same person as another one. */
export enum DuplicateReason {
  SAME_PHONE = 'same_phone',
  SAME_EMAIL = 'same_email',
  SAME_BIRTH_DATE = 'same_birth_date',
  SIMILAR_NAME = 'similar_name',
}

export interface LikelyDuplicate {
  readonly clientId: string;
  readonly reasons: readonly DuplicateReason[];
}

/**
 * A similar name and one thing more: reason enough to stop and ask. One thing alone is a family on one telephone, or
 * two people of one name, and is only pointed out.
 */
export const isProbablySame = ({ reasons }: LikelyDuplicate): boolean =>
  reasons.includes(DuplicateReason.SIMILAR_NAME) && reasons.length > 1;
