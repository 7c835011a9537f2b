/** Why a therapist is not there. */
export enum TimeOffKind {
  VACATION = 'vacation',
  SICK = 'sick',
  TRAINING = 'training',
  OTHER = 'other',
}
