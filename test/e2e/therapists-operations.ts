/** The operations on therapists and their licences, as a client sends them. */
const THERAPIST = `{ id membershipId name email phone conditions backMassageYears archivedAt version
  techniques { technique years } clinics { id name } }`;
const LICENCE =
  '{ id kind type number jurisdiction issuedOn expiresOn status verifiedById verifiedAt version therapist { id } }';
const REFUSALS = '... on Refusal { message } ... on VersionConflict { currentVersion }';

export const THERAPISTS = `query ($clinicId: ID, $technique: Technique, $includeArchived: Boolean! = false, $first: Int! = 25, $after: String) {
  therapists(clinicId: $clinicId, technique: $technique, includeArchived: $includeArchived, first: $first, after: $after) {
    edges { node { id name techniques { technique years } clinics { id } } } pageInfo { hasNextPage endCursor } } }`;
export const THERAPIST_BY_ID = `query ($id: ID!) { therapist(id: $id) { id name archivedAt techniques { technique years } clinics { id } } }`;
export const ADD_THERAPIST = `mutation ($input: AddTherapistInput!) { addTherapist(input: $input) { __typename
  ... on TherapistPayload { therapist ${THERAPIST} } ... on Refusal { message } } }`;
export const EDIT_THERAPIST = `mutation ($input: EditTherapistInput!) { editTherapist(input: $input) { __typename
  ... on TherapistPayload { therapist ${THERAPIST} } ${REFUSALS} } }`;
export const SET_TECHNIQUES = `mutation ($input: SetTherapistTechniquesInput!) { setTherapistTechniques(input: $input) { __typename
  ... on TherapistPayload { therapist ${THERAPIST} } ${REFUSALS} } }`;
export const SET_CLINICS = `mutation ($input: SetTherapistClinicsInput!) { setTherapistClinics(input: $input) { __typename
  ... on TherapistPayload { therapist ${THERAPIST} } ${REFUSALS} } }`;
export const ARCHIVE_THERAPIST = `mutation ($id: ID!, $version: Int!) { archiveTherapist(id: $id, version: $version) { __typename
  ... on TherapistPayload { therapist ${THERAPIST} } ${REFUSALS} } }`;
export const RESTORE_THERAPIST = ARCHIVE_THERAPIST.replace('archiveTherapist', 'restoreTherapist');

export const LICENCES = `query ($id: ID!) { therapist(id: $id) { licences ${LICENCE} } }`;
export const IS_LICENSED = `query ($id: ID!, $clinicId: ID!, $on: LocalDate!) {
  therapist(id: $id) { isLicensed(clinicId: $clinicId, on: $on) } }`;
export const LICENCES_ENDING = `query ($before: LocalDate!, $first: Int! = 25, $after: String) {
  licencesEnding(before: $before, first: $first, after: $after) {
    edges { node { id number expiresOn therapist { id name } } } pageInfo { hasNextPage endCursor } } }`;
export const ADD_LICENCE = `mutation ($input: AddLicenceInput!) { addLicence(input: $input) { __typename
  ... on LicencePayload { licence ${LICENCE} } } }`;
export const EDIT_LICENCE = `mutation ($input: EditLicenceInput!) { editLicence(input: $input) { __typename
  ... on LicencePayload { licence ${LICENCE} } ${REFUSALS} } }`;
export const VERIFY_LICENCE = `mutation ($id: ID!, $version: Int!) { verifyLicence(id: $id, version: $version) { __typename
  ... on LicencePayload { licence ${LICENCE} } ${REFUSALS} } }`;
