/** The operations of the schedule, as a client sends them. */
export const SET_OPENING_HOURS = `mutation ($input: SetOpeningHoursInput!) { setOpeningHours(input: $input) {
  openingHours { weekday starts ends validFrom validTo } } }`;
export const OPENING_HOURS = `query ($clinicId: ID!) { openingHours(clinicId: $clinicId) { weekday starts ends validFrom validTo } }`;

export const SET_WORKING_HOURS = `mutation ($input: SetWorkingHoursInput!) { setWorkingHours(input: $input) { __typename
  ... on WorkingHoursPayload { workingHours { clinicId weekday starts ends validFrom validTo } }
  ... on TherapistNotAtClinic { message therapistId clinicId } } }`;
export const WORKING_HOURS = `query ($therapistId: ID!) { workingHours(therapistId: $therapistId) {
  clinicId weekday starts ends validFrom validTo } }`;

const WORKING_DAY = 'workingDay { therapistId clinicId date spans { starts ends } }';
export const SET_WORKING_DAY = `mutation ($input: SetWorkingDayInput!) { setWorkingDay(input: $input) { __typename
  ... on WorkingDayPayload { ${WORKING_DAY} } ... on TherapistNotAtClinic { message } } }`;
export const CLEAR_WORKING_DAY = `mutation ($input: ClearWorkingDayInput!) { clearWorkingDay(input: $input) { ${WORKING_DAY} } }`;
export const WORKING_DAYS = `query ($therapistId: ID!, $from: LocalDate!, $to: LocalDate!) {
  workingDays(therapistId: $therapistId, from: $from, to: $to) { therapistId clinicId date spans { starts ends } } }`;

const TIME_OFF_FIELDS = '{ id therapistId kind startsAt endsAt cancelledAt }';
export const ADD_TIME_OFF = `mutation ($input: AddTimeOffInput!) { addTimeOff(input: $input) { __typename
  ... on TimeOffPayload { timeOff ${TIME_OFF_FIELDS} } } }`;
export const CANCEL_TIME_OFF = `mutation ($id: ID!) { cancelTimeOff(id: $id) { timeOff ${TIME_OFF_FIELDS} } }`;
export const TIME_OFF = `query ($therapistId: ID, $clinicId: ID, $from: DateTime!, $to: DateTime!) {
  timeOff(therapistId: $therapistId, clinicId: $clinicId, from: $from, to: $to) ${TIME_OFF_FIELDS} }`;

const CLOSURE_FIELDS = '{ id clinicId roomId startsAt endsAt reason cancelledAt }';
export const ADD_CLOSURE = `mutation ($input: AddClosureInput!) { addClosure(input: $input) { __typename
  ... on ClosurePayload { closure ${CLOSURE_FIELDS} } } }`;
export const CANCEL_CLOSURE = `mutation ($id: ID!) { cancelClosure(id: $id) { closure ${CLOSURE_FIELDS} } }`;
export const CLOSURES = `query ($clinicId: ID!, $from: DateTime!, $to: DateTime!) {
  closures(clinicId: $clinicId, from: $from, to: $to) ${CLOSURE_FIELDS} }`;
