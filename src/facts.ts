import { APPOINTMENT_FACTS } from './modules/appointments/index.js';
import { CHECK_IN_FACTS } from './modules/check-ins/index.js';
import { CLIENT_FACTS } from './modules/clients/index.js';
import { CLINICAL_ACCESS_FACTS } from './modules/clinical-access/index.js';
import { FOLLOW_UP_FACTS } from './modules/follow-ups/index.js';
import { INTAKE_NOTE_FACTS } from './modules/intake-notes/index.js';
import { OUTCOME_FACTS } from './modules/outcomes/index.js';
import { PRACTICE_FACTS } from './modules/practices/index.js';
import { RECORD_FACTS } from './modules/records/index.js';
import { REMINDER_FACTS } from './modules/reminders/index.js';
import { SCHEDULING_FACTS } from './modules/scheduling/index.js';
import { SCREENING_FACTS } from './modules/screening/index.js';
import { SESSION_NOTE_FACTS } from './modules/session-notes/index.js';
import { SESSION_PLAN_FACTS } from './modules/session-plans/index.js';
import { STAFF_NOTICE_FACTS } from './modules/staff-notices/index.js';
import { THERAPIST_FACTS } from './modules/therapists/index.js';

/** Every fact that some module emits: what a subscriber may ask for. */
export const FACTS: readonly string[] = [
  ...APPOINTMENT_FACTS,
  ...CHECK_IN_FACTS,
  ...CLIENT_FACTS,
  ...CLINICAL_ACCESS_FACTS,
  ...FOLLOW_UP_FACTS,
  ...INTAKE_NOTE_FACTS,
  ...OUTCOME_FACTS,
  ...PRACTICE_FACTS,
  ...RECORD_FACTS,
  ...REMINDER_FACTS,
  ...SCHEDULING_FACTS,
  ...SCREENING_FACTS,
  ...SESSION_NOTE_FACTS,
  ...SESSION_PLAN_FACTS,
  ...STAFF_NOTICE_FACTS,
  ...THERAPIST_FACTS,
];
