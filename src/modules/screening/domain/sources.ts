/** Where the shipped rules are taught. */
export const SOURCES = {
  WERNER: "R. Werner, A Massage Therapist's Guide to Pathology",
  WALTON: 'T. Walton, Medical Conditions and Massage Therapy: A Decision Tree Approach',
  EMERGENCY_CARE: 'Public first-aid and red-flag advice on symptoms that need emergency care',
  STANDARDS: 'Standards of practice for massage therapists: an up-to-date health history before treatment',
} as const;
