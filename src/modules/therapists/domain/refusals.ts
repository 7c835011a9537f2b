/** The member of staff signs in as another therapist already. */
export interface MembershipTaken {
  readonly kind: 'membership_taken';
}

export const membershipTaken = (): MembershipTaken => ({ kind: 'membership_taken' });
