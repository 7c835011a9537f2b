/** The operations that set up a practice, as a client sends them. */
const CLINIC = `{ id name timeZone jurisdiction licenceRequired address phone slotStepMinutes minimumNoticeMinutes horizonDays
  holdMinutes archivedAt version }`;
const ROOM = '{ id clinicId name features turnoverMinutes music aroma warmth archivedAt version }';
const SERVICE = `{ id name technique pressure { min max } durationMinutes bufferBeforeMinutes bufferAfterMinutes
  price { amountMinor currency } requiredFeatures consultation archivedAt version }`;
const REFUSALS = '... on Refusal { message } ... on VersionConflict { currentVersion }';

export const PRACTICE = '{ practice { id name currency country recallLead recallNudge version } }';
export const EDIT_PRACTICE = `mutation ($input: EditPracticeInput!) { editPractice(input: $input) { __typename
  ... on PracticePayload { practice { id name currency country recallLead recallNudge version } } ${REFUSALS} } }`;
export const TECHNIQUES = '{ techniques { technique character pressure { min max } soreness roomNeeds } }';

export const CLINICS = `query ($includeArchived: Boolean! = false) { clinics(includeArchived: $includeArchived) ${CLINIC} }`;
export const CLINIC_WITH_ROOMS = `query ($id: ID!) { clinic(id: $id) { id name archivedAt rooms { id name clinic { id } } } }`;
export const ADD_CLINIC = `mutation ($input: AddClinicInput!) { addClinic(input: $input) { __typename
  ... on ClinicPayload { clinic ${CLINIC} } } }`;
export const EDIT_CLINIC = `mutation ($input: EditClinicInput!) { editClinic(input: $input) { __typename
  ... on ClinicPayload { clinic ${CLINIC} } ${REFUSALS} } }`;
export const ARCHIVE_CLINIC = `mutation ($id: ID!, $version: Int!) { archiveClinic(id: $id, version: $version) { __typename
  ... on ClinicPayload { clinic ${CLINIC} } ${REFUSALS} } }`;
export const RESTORE_CLINIC = ARCHIVE_CLINIC.replace('archiveClinic', 'restoreClinic');

export const ROOMS = `query ($clinicId: ID!, $includeArchived: Boolean! = false) {
  rooms(clinicId: $clinicId, includeArchived: $includeArchived) ${ROOM} }`;
export const ROOM_WITH_CLINIC = 'query ($id: ID!) { room(id: $id) { id name archivedAt clinic { id name } } }';
export const ADD_ROOM = `mutation ($input: AddRoomInput!) { addRoom(input: $input) { __typename
  ... on RoomPayload { room ${ROOM} } } }`;
export const EDIT_ROOM = `mutation ($input: EditRoomInput!) { editRoom(input: $input) { __typename
  ... on RoomPayload { room ${ROOM} } ${REFUSALS} } }`;
export const ARCHIVE_ROOM = `mutation ($id: ID!, $version: Int!) { archiveRoom(id: $id, version: $version) { __typename
  ... on RoomPayload { room ${ROOM} } ${REFUSALS} } }`;
export const RESTORE_ROOM = ARCHIVE_ROOM.replace('archiveRoom', 'restoreRoom');

export const SERVICES = `query ($technique: Technique, $includeArchived: Boolean! = false) {
  services(technique: $technique, includeArchived: $includeArchived) ${SERVICE} }`;
export const ONE_SERVICE = `query ($id: ID!) { service(id: $id) ${SERVICE} }`;
export const ADD_SERVICE = `mutation ($input: AddServiceInput!) { addService(input: $input) { __typename
  ... on ServicePayload { service ${SERVICE} } } }`;
export const EDIT_SERVICE = `mutation ($input: EditServiceInput!) { editService(input: $input) { __typename
  ... on ServicePayload { service ${SERVICE} } ${REFUSALS} } }`;
export const ARCHIVE_SERVICE = `mutation ($id: ID!, $version: Int!) { archiveService(id: $id, version: $version) { __typename
  ... on ServicePayload { service ${SERVICE} } ${REFUSALS} } }`;
export const RESTORE_SERVICE = ARCHIVE_SERVICE.replace('archiveService', 'restoreService');
