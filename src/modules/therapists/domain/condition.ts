/** What a therapist may have experience with (DOMAIN.md, Techniques: conditions). Never a diagnosis of a client. */
export enum Condition {
  LOW_BACK_PAIN = 'low_back_pain',
  NECK_PAIN = 'neck_pain',
  SCIATICA = 'sciatica',
  FIBROMYALGIA = 'fibromyalgia',
  TENSION_HEADACHE = 'tension_headache',
  MIGRAINE = 'migraine',
  SPORTS_INJURY = 'sports_injury',
  CHRONIC_BACK_PAIN = 'chronic_back_pain',
}
