import { cacheExchange } from '@urql/exchange-graphcache';
import type { Cache, UpdateResolver } from '@urql/exchange-graphcache';
import type { Exchange } from '@urql/core';
import { POSSIBLE_TYPES } from './generated/possible-types.js';

/** Objects without an id of their own are part of what holds them: a form's questions have ids within their version of it. */
const PARTS = [
  'AffectedVisit',
  'BodySite',
  'BrokenRule',
  'Calendar',
  'CalendarDay',
  'CheckInReply',
  'CheckInSettings',
  'ClearanceDetails',
  'ClientPreferences',
  'DailySpan',
  'DuplicateHint',
  'EmergencyContact',
  'Finding',
  'GoalSuggestion',
  'Guardian',
  'InstrumentGuide',
  'IntakeAnswer',
  'IntakeCondition',
  'IntakeForm',
  'IntakeFormViolation',
  'IntakeOption',
  'IntakeQuestion',
  'IntakeSection',
  'IntakeText',
  'LastSoreness',
  'MeasuredMovement',
  'MergedClient',
  'MessagePreview',
  'MessageText',
  'MessageTextRefused',
  'Money',
  'MovementGuide',
  'MyDayVisit',
  'NoteConsent',
  'NoteDifference',
  'NoteViolation',
  'OnCallMember',
  'OpenSlot',
  'OpeningHours',
  'OutcomeChange',
  'OutcomePoint',
  'OutcomeSeries',
  'PageInfo',
  'PlanRange',
  'PlanSuggestion',
  'PlanTermsType',
  'PressureRange',
  'RecallEntry',
  'Recommendation',
  'ReminderRule',
  'ReminderSettings',
  'RetentionRule',
  'Score',
  'ScreeningAdaptation',
  'ScreeningReason',
  'ScreeningVerdict',
  'SelfCareGiven',
  'SessionNoteContent',
  'SlotTherapist',
  'Span',
  'TechniqueExperience',
  'TechniqueGuide',
  'TechniqueUsed',
  'TherapistColumn',
  'UnsignedNote',
  'WorkingDay',
  'WorkingHours',
  'WrittenConsent',
];

/** Lists that a change of a visit may change: read again when they are shown next. */
const READ_AGAIN_AFTER_VISITS = [
  'calendar',
  'appointments',
  'openSlots',
  'myDay',
  'affectedVisits',
  'appointmentsPendingClearance',
  'recallList',
];

/** As above, of what a therapist writes. */
const READ_AGAIN_AFTER_NOTES = ['myUnsignedDrafts', 'myDay'];

/** As above, of what screening goes by. */
const READ_AGAIN_AFTER_SCREENING = [...READ_AGAIN_AFTER_VISITS, 'appointment', 'screening'];

const CLEARANCE_MUTATIONS = ['requestClearance', 'recordClearance', 'withdrawClearance'];

const PLAN_MUTATIONS = [
  'acceptPlanSuggestion',
  'acceptSessionPlan',
  'changeSessionPlan',
  'endSessionPlan',
  'pauseSessionPlan',
  'proposeSessionPlan',
  'resumeSessionPlan',
];

const VISIT_MUTATIONS = [
  'arriveAppointment',
  'bookAppointment',
  'cancelAppointment',
  'completeAppointment',
  'confirmAppointment',
  'holdSlot',
  'markNoShow',
  'releaseHold',
  'rescheduleAppointment',
  'startAppointment',
  'takeBack',
];

/** What a practice is made of changes by these. It is read again also where one is refused: then somebody else has changed it. */
const READ_AGAIN_AFTER_SET_UP: readonly (readonly [mutations: readonly string[], fields: readonly string[]])[] = [
  [
    ['addClinic', 'editClinic', 'archiveClinic', 'restoreClinic'],
    ['clinic', 'clinics', 'calendar', 'openSlots'],
  ],
  [
    ['addRoom', 'editRoom', 'archiveRoom', 'restoreRoom'],
    ['room', 'rooms', 'calendar', 'openSlots', 'affectedVisits'],
  ],
  [
    ['addService', 'editService', 'archiveService', 'restoreService'],
    ['service', 'services', 'openSlots'],
  ],
  [['setOpeningHours'], ['openingHours', 'calendar', 'openSlots', 'affectedVisits']],
  [
    ['addClosure', 'cancelClosure'],
    ['closures', 'calendar', 'openSlots', 'affectedVisits'],
  ],
  [
    ['addTherapist', 'editTherapist', 'setTherapistTechniques', 'setTherapistClinics'],
    ['therapist', 'therapists', 'calendar', 'openSlots', 'affectedVisits'],
  ],
  [
    ['archiveTherapist', 'restoreTherapist', 'editLicence', 'verifyLicence'],
    ['therapist', 'therapists', 'licencesEnding', 'calendar', 'openSlots', 'affectedVisits'],
  ],
  [
    ['setWorkingHours', 'setWorkingDay', 'clearWorkingDay', 'addTimeOff', 'cancelTimeOff'],
    ['workingHours', 'workingDays', 'timeOff', 'calendar', 'openSlots', 'affectedVisits'],
  ],
  [['changeStaffRole'], ['staff']],
  [['endMembership'], ['staff', 'therapist', 'therapists']],
  [['inviteStaff', 'revokeInvitation'], ['invitations']],
  [['setMessageText', 'resetMessageText'], ['messageTexts']],
  [['setRetentionRule'], ['retentionRules']],
  [
    ['draftIntakeForm', 'editIntakeForm', 'publishIntakeForm', 'discardIntakeForm'],
    ['intakeForm', 'intakeFormDraft', 'intakeFormVersions'],
  ],
  [['changeReminderSettings'], ['reminderSettings']],
  [['setCheckInSettings'], ['checkInSettings']],
  [['editPractice'], ['practice']],
];

/** Read again also where one was refused: then somebody else has changed it. */
const CLIENT_MUTATIONS = ['editClient', 'archiveClient', 'restoreClient', 'mergeClients', 'undoMerge'];

function forget(cache: Cache, fields: readonly string[]): void {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    if (fields.includes(fieldName)) cache.invalidate('Query', fieldKey);
  }
}

const after =
  (fields: readonly string[]): UpdateResolver =>
  (_result, _args, cache) =>
    forget(cache, fields);

/** Each object once, by type and id: what one page learns of a visit, every page shows. */
export const normalisedCache = (): Exchange =>
  cacheExchange({
    // Without them it would guess, and lose the sentence of a refusal.
    possibleTypes: POSSIBLE_TYPES,
    keys: Object.fromEntries(PARTS.map((type) => [type, () => null])),
    updates: {
      Mutation: {
        ...Object.fromEntries(VISIT_MUTATIONS.map((name) => [name, after(READ_AGAIN_AFTER_VISITS)])),
        saveSessionNoteDraft: after(READ_AGAIN_AFTER_NOTES),
        startFromLastNote: after(READ_AGAIN_AFTER_NOTES),
        signSessionNote: after([...READ_AGAIN_AFTER_NOTES, 'sessionNote', 'sessionNotes']),
        recordAdverseEvent: after(['adverseEvents', 'followUps']),
        ...Object.fromEntries(
          CLEARANCE_MUTATIONS.map((name) => [name, after([...READ_AGAIN_AFTER_SCREENING, 'clearances'])]),
        ),
        ...Object.fromEntries(PLAN_MUTATIONS.map((name) => [name, after(['sessionPlans', 'recallList'])])),
        decideScreening: after(READ_AGAIN_AFTER_SCREENING),
        completeFollowUp: after(['followUps']),
        setConsent: after(['messages', 'recallList']),
        resendMessage: after(['messages']),
        createClient: after(['searchClients']),
        ...Object.fromEntries(CLIENT_MUTATIONS.map((name) => [name, after(['client', 'searchClients', 'recallList'])])),
        ...Object.fromEntries(
          READ_AGAIN_AFTER_SET_UP.flatMap(([mutations, fields]) => mutations.map((name) => [name, after(fields)])),
        ),
      },
    },
  });
