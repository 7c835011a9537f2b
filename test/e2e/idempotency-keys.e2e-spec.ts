import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Vault } from '../../src/platform/crypto/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { createSamples, fingerprint } from '../hostile/samples.js';
import type { Samples } from '../hostile/samples.js';
import { TestApi } from '../support/api.js';
import { noteRisks } from '../support/screening.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { denials, IntakeDesk } from './intake-desk.js';
import { FULL, Room } from './session-notes-room.js';

const KEY = 'one act and no other';
const HOURS = '[{ weekday: 1, starts: "09:00", ends: "17:00" }]';
const IN_3_WEEKS = `${new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`;

/** What is asked for, and the statement that puts the practice ($1) where it must stand before. */
interface Act {
  readonly args: (ids: Samples) => string;
  readonly before?: string;
  /** What must be done through the API before, and the ids that it makes. */
  readonly prepare?: (api: TestApi, token: string, ids: Samples) => Promise<Samples>;
}

const versioned = (kind: string, more = ''): Act => ({
  args: (ids) => `input: { id: "${ids[kind]}", version: 1${more} }`,
});
const archive = (kind: string): Act => ({ args: (ids) => `id: "${ids[kind]}", version: 1` });
const restore = (kind: string): Act => ({
  ...archive(kind),
  before: `UPDATE ${kind}s SET archived_at = now() WHERE practice_id = $1`,
});
const ofOne = (kind: string, before?: string): Act => ({ args: (ids) => `id: "${ids[kind]}"`, before });
/** The visit of the samples, as it would be at this moment. */
const visit = (status: string): Act =>
  ofOne(
    'appointment',
    `UPDATE appointments SET status = '${status}', (starts_at, therapist_blocked_from, room_blocked_from) = (SELECT t, t, t FROM (SELECT now() - interval '1 minute') AS at(t)),
       (ends_at, therapist_blocked_to, room_blocked_to) = (SELECT t, t, t FROM (SELECT now() + interval '59 minutes') AS at(t)) WHERE practice_id = $1`,
  );
const roomOf = (api: TestApi, { practice, clinic, service, room }: Samples): Room =>
  new Room(api, { practiceId: practice!, clinicId: clinic!, serviceId: service!, roomIds: [room!] });
const ownVisit = (api: TestApi, ids: Samples, startsIn: number): Promise<string> =>
  roomOf(api, ids).visit({ clientId: ids['client']!, therapistId: ids['therapist']!, startsIn });
const signedNote = async (api: TestApi, token: string, ids: Samples): Promise<string> =>
  (await roomOf(api, ids).sign(await ownVisit(api, ids, -500), token)).id;
/** The client has answered everything, so that nothing has to be decided. */
const answered = async (api: TestApi, _: string, { practice, client }: Samples): Promise<Samples> => {
  await noteRisks(api, { practiceId: practice!, clientId: client! });
  return {};
};
const slot = ({ clinic, service }: Samples): string =>
  `slot: { clinicId: "${clinic}", serviceId: "${service}", startsAt: "${IN_3_WEEKS}" }`;
const move = ({ appointment }: Samples): string => `{ id: "${appointment}", version: 1, startsAt: "${IN_3_WEEKS}" }`;

/** Opens the records of all clients to the owner. */
const BROKEN_GLASS = `INSERT INTO glass_breaks (practice_id, id, client_id, membership_id, role, reason, broken_at, until)
  SELECT $1, gen_random_uuid(), c.id, m.id, 'owner', '\\x00', now(), now() + interval '1 hour'
  FROM clients c JOIN memberships m USING (practice_id) WHERE practice_id = $1`;
const formDraft = (form: object): string =>
  `INSERT INTO intake_form_drafts (practice_id, id, form, created_at, updated_at)
   VALUES ($1, gen_random_uuid(), '${JSON.stringify(form)}', now(), now())`;
const SIGNED_FORM = {
  sections: [
    {
      ...{ id: 'consent', title: { en: 'Consent' }, asked: 'every_visit' },
      questions: [{ id: 'signed', kind: 'signature', label: { en: 'Sign' }, required: true, refusable: false }],
    },
  ],
};
/** The form of the client of the samples, ready to be submitted in its second version. */
async function filledIn(api: TestApi, token: string, { client }: Samples): Promise<Samples> {
  const desk = new IntakeDesk(api, token);
  const begun = await desk.start(client!);
  const { intake } = await desk.save(begun, denials(begun));
  return { intake: intake.id };
}

const plan = (status: string, more = ''): Act => ({
  args: ({ plan: id }) => `input: { planId: "${id}", version: 1${more} }`,
  before: `WITH plan AS (UPDATE session_plans SET status = '${status}' WHERE practice_id = $1)
    UPDATE session_plan_versions SET status = '${status}' WHERE practice_id = $1`,
});

/** Every mutation that takes a key. */
const ACTS: Readonly<Record<string, Act>> = {
  acceptPlanSuggestion: {
    ...plan('active', ', kind: MAINTENANCE'),
    // The block of one session is done.
    before: `WITH done AS (UPDATE appointments SET status = 'completed' WHERE practice_id = $1),
      plan AS (UPDATE session_plans SET status = 'active' WHERE practice_id = $1)
      UPDATE session_plan_versions SET status = 'active' WHERE practice_id = $1`,
  },
  acceptSessionPlan: plan('proposed'),
  acknowledgeAlert: ofOne('alert'),
  addAddendum: {
    args: ({ writtenNote }) => `input: { noteId: "${writtenNote}", reason: "Forgotten.", text: "Left, not right." }`,
    prepare: async (api, token, ids) => ({ writtenNote: await signedNote(api, token, ids) }),
  },
  addClinic: { args: () => 'input: { name: "Hill", timeZone: "Europe/Berlin", jurisdiction: "DE" }' },
  addClosure: { args: ({ clinic }) => `input: { clinicId: "${clinic}", firstDay: "2027-03-01" }` },
  addLicence: {
    args: ({ therapist }) =>
      `input: { therapistId: "${therapist}", type: "HP", number: "1", jurisdiction: "DE", issuedOn: "2026-01-10" }`,
  },
  addRoom: { args: ({ clinic }) => `input: { clinicId: "${clinic}", name: "Quiet room" }` },
  addService: {
    args: () => 'input: { name: "Shiatsu 60", technique: SHIATSU, durationMinutes: 60, priceMinor: 8000 }',
  },
  addTherapist: { args: ({ clinic }) => `input: { name: "Anna", clinicIds: ["${clinic}"] }` },
  addTimeOff: { args: ({ therapist }) => `input: { therapistId: "${therapist}", kind: SICK, firstDay: "2027-03-01" }` },
  archiveClient: archive('client'),
  archiveClinic: archive('clinic'),
  archiveRoom: archive('room'),
  archiveService: archive('service'),
  archiveTherapist: archive('therapist'),
  arriveAppointment: { ...visit('booked'), prepare: answered },
  bookAppointment: { args: (ids) => `input: { clientId: "${ids['client']}", ${slot(ids)} }` },
  breakGlass: { args: ({ client }) => `input: { clientId: "${client}", reason: "she fainted on the table" }` },
  cancelAppointment: { args: ({ appointment }) => `input: { id: "${appointment}", reason: CLIENT_ILL }` },
  cancelClosure: ofOne('closure'),
  cancelTimeOff: ofOne('timeOff'),
  changeSessionPlan: plan('active', ', interval: "P14D"'),
  changeStaffRole: { args: ({ membership }) => `input: { membershipId: "${membership}", version: 1, role: MANAGER }` },
  clearWorkingDay: {
    args: ({ therapist, clinic }) =>
      `input: { therapistId: "${therapist}", clinicId: "${clinic}", date: "2027-03-01" }`,
  },
  changeReminderSettings: { args: () => 'input: { version: 0, clientNoticeHours: 12 }' },
  completeAppointment: visit('in_session'),
  completeFollowUp: { args: ({ followUp }) => `id: "${followUp}", version: 1` },
  confirmAppointment: ofOne('appointment'),
  correctOutcomes: {
    args: ({ measurement }) => `input: { measurementId: "${measurement}", scores: [{ instrument: PAIN, value: 3 }] }`,
  },
  createClient: { args: () => 'input: { givenName: "Ida", familyName: "Twice" }' },
  decideScreening: {
    args: ({ appointment }) => `input: { appointmentId: "${appointment}", reason: "I know her well" }`,
    before: `UPDATE appointments SET therapist_id = (SELECT id FROM therapists WHERE practice_id = $1 AND membership_id IS NOT NULL)
      WHERE practice_id = $1`,
  },
  discardIntakeForm: { args: () => 'version: 1', before: formDraft(SIGNED_FORM) },
  draftIntakeForm: { args: () => '' },
  editClient: versioned('client', ', givenName: "Ida"'),
  editClinic: versioned('clinic', ', name: "Pier"'),
  editIntakeForm: { args: () => 'input: { version: 1, form: { sections: [] } }', before: formDraft(SIGNED_FORM) },
  editLicence: versioned('licence', ', number: "2"'),
  editPractice: { args: () => 'input: { version: 1, name: "Harbour & Hill" }' },
  editRoom: versioned('room', ', name: "Quiet room"'),
  editService: versioned('service', ', name: "Swedish hour"'),
  editTherapist: versioned('therapist', ', name: "Anna"'),
  endMembership: { args: ({ membership }) => `membershipId: "${membership}"` },
  endSessionPlan: plan('active'),
  holdSlot: { args: (ids) => `input: { ${slot(ids)} }` },
  markNoShow: visit('booked'),
  mergeClients: {
    args: ({ client, other }) => `input: { sourceId: "${client}", targetId: "${other}" }`,
    before: 'DELETE FROM client_merges WHERE practice_id = $1',
  },
  overrideScreeningRule: { args: () => 'input: { ruleId: "surgery", overrides: 0, until: "P8W" }' },
  pauseSessionPlan: plan('active'),
  proposeSessionPlan: {
    args: ({ client, clinic }) => `input: { clientId: "${client}", clinicId: "${clinic}", goal: WELLNESS }`,
    before: `UPDATE session_plans SET status = 'ended' WHERE practice_id = $1`,
  },
  publishIntakeForm: { args: () => 'version: 1', before: formDraft(SIGNED_FORM) },
  recordAdverseEvent: {
    args: ({ client }) =>
      `input: { clientId: "${client}", kind: BRUISING, severity: MILD, description: "On the calf." }`,
  },
  recordClearance: {
    args: ({ client, clearance }) =>
      `input: { clientId: "${client}", clearanceId: "${clearance}", givenBy: "Dr. Eze", techniques: [SWEDISH],
        givenOn: "2026-01-10", expiresOn: "2027-01-09" }`,
  },
  recordOutcomes: {
    args: ({ client }) => `input: { clientId: "${client}", moment: INTAKE, scores: [{ instrument: PAIN, value: 3 }] }`,
  },
  recordClientRequest: { args: ({ client }) => `input: { clientId: "${client}", kind: ACCESS }` },
  releaseHold: ofOne(
    'appointment',
    `UPDATE appointments SET status = 'held', hold_expires_at = now() + interval '5 minutes' WHERE practice_id = $1`,
  ),
  requestClearance: { args: ({ client }) => `input: { clientId: "${client}" }` },
  rescheduleAppointment: { args: (ids) => `input: ${move(ids)}` },
  rescheduleAppointments: { args: (ids) => `input: { moves: [${move(ids)}] }` },
  restoreClient: restore('client'),
  restoreClinic: restore('clinic'),
  restoreRoom: restore('room'),
  restoreService: restore('service'),
  restoreTherapist: restore('therapist'),
  resumeSessionPlan: plan('paused'),
  resendMessage: ofOne('message'),
  resetMessageText: { args: () => 'input: { key: APPOINTMENT_REMINDER, channel: SMS, version: 0 }' },
  revokeClientLink: ofOne('clientLink'),
  revokeInvitation: ofOne('invitation'),
  saveIntakeAnswers: {
    args: ({ intake }) => `input: { intakeId: "${intake}", version: 2, answers: [{ questionId: "pain", scale: 3 }] }`,
    before: BROKEN_GLASS,
    prepare: filledIn,
  },
  saveSessionNoteDraft: {
    args: ({ ownVisit: visit }) => `input: { appointmentId: "${visit}", note: { plan: "Again in a week." } }`,
    prepare: async (api, _, ids) => ({ ownVisit: await ownVisit(api, ids, -500) }),
  },
  setCheckInSettings: { args: () => 'input: { version: 0, watchFrom: 4 }' },
  setCheckInWish: { args: ({ client }) => `clientId: "${client}", wanted: true` },
  setConsent: {
    args: ({ client }) => `input: { clientId: "${client}", channel: SMS, purpose: RECALL, granted: true }`,
  },
  setMessageText: {
    args: () => 'input: { key: APPOINTMENT_REMINDER, channel: SMS, body: "Soon! {{ link }}", version: 0 }',
  },
  setOnCall: {
    args: ({ clinic, membership }) => `input: { clinicId: "${clinic}", members: [{ membershipId: "${membership}" }] }`,
  },
  setOpeningHours: { args: ({ clinic }) => `input: { clinicId: "${clinic}", hours: ${HOURS} }` },
  setRetentionRule: { args: () => 'input: { jurisdiction: "DE", years: 12, yearsAfterAdulthood: 12, version: 0 }' },
  setTherapistClinics: {
    args: ({ therapist }) => `input: { therapistId: "${therapist}", version: 1, clinicIds: [] }`,
  },
  setTherapistTechniques: {
    args: ({ therapist }) =>
      `input: { therapistId: "${therapist}", version: 1, techniques: [{ technique: SHIATSU, years: 1 }] }`,
  },
  setWorkingDay: {
    args: ({ therapist, clinic }) =>
      `input: { therapistId: "${therapist}", clinicId: "${clinic}", date: "2027-03-01", spans: [] }`,
  },
  setWorkingHours: {
    args: ({ therapist, clinic }) => `input: { therapistId: "${therapist}", clinicId: "${clinic}", hours: ${HOURS} }`,
  },
  signSessionNote: {
    args: ({ draft }) => `id: "${draft}", version: 1`,
    prepare: async (api, token, ids) => {
      const unscored = { ...FULL, scoresBefore: [], scoresAfter: [] };
      return { draft: (await roomOf(api, ids).save(await ownVisit(api, ids, -500), token, unscored)).id };
    },
  },
  startFromLastNote: {
    args: ({ ownVisit: visit }) => `appointmentId: "${visit}"`,
    prepare: async (api, token, ids) => {
      await signedNote(api, token, ids);
      return { ownVisit: await ownVisit(api, ids, -300) };
    },
  },
  startAppointment: { ...visit('arrived'), prepare: answered },
  startIntake: { args: ({ client }) => `clientId: "${client}"`, before: BROKEN_GLASS },
  submitIntake: {
    args: ({ intake }) => `input: { intakeId: "${intake}", version: 2 }`,
    before: BROKEN_GLASS,
    prepare: filledIn,
  },
  takeBack: ofOne(
    'appointment',
    `WITH event AS (INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status)
       SELECT practice_id, gen_random_uuid(), id, now(), 'cancel', 'staff', gen_random_uuid(), 'booked', 'cancelled' FROM appointments WHERE practice_id = $1)
     UPDATE appointments SET status = 'cancelled', cancel_reason = 'other' WHERE practice_id = $1`,
  ),
  undoMerge: {
    args: ({ client }) => `sourceId: "${client}"`,
    before:
      'UPDATE clients SET merged_into_id = m.target_id FROM client_merges m WHERE clients.id = m.source_id AND m.practice_id = $1',
  },
  verifyLicence: archive('licence'),
  withdrawClearance: { args: ({ clearance }) => `input: { id: "${clearance}", reason: "no need" }` },
  withdrawClientRequest: archive('clientRequest'),
};

/** Those that take none say why where they are declared. */
const WITHOUT = [
  ...[
    'acceptInvitation',
    'beginTotpEnrolment',
    'changePassword',
    'completeSignIn',
    'confirmTotpEnrolment',
    'endAllOtherSessions',
    'endSession',
    'inviteStaff',
    'issueIntakeLink',
    'issuePasswordReset',
  ],
  ...['refreshSession', 'regenerateRecoveryCodes', 'registerPractice', 'removeTotp', 'resetPassword'],
  ...['resetSecondFactor', 'signIn', 'signOut'],
];

describe('an act with an idempotency key', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let ids: Samples;
  let token: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    ids = { ...(await createSamples(clinic)), other: clinic.clientIds[1]! };
    await sealSamples();
    // An owner who treats clients: some acts are for therapists alone.
    token = await tokenFor(api.app, await clinic.actor('owner', clinic.therapistIds[0]));
  });
  afterEach(() => clinic.close());

  /** What the samples say that is sealed, in a form that opens. */
  async function sealSamples(): Promise<void> {
    const { client, plan, measurement } = ids as { client: string; plan: string; measurement: string };
    const actor = { kind: 'system', practiceId: clinic.practiceId, name: 'test' } as const;
    const key = await api.app.get(UnitOfWork).do(actor, (tx) => api.app.get(Vault).keyOf(tx, client));
    const versions = { table: 'session_plan_versions', column: 'sealed', rowId: `${plan}:1` };
    const terms = { goal: 'wellness', season: null, maintenanceInterval: 'P14D', sessionMinutes: null, pressure: null };
    const says = key.sealJson(versions, { terms: { ...terms, remarks: null }, accepted: null });
    await clinic.sql('UPDATE session_plan_versions SET sealed = $2 WHERE plan_id = $1', [plan, says]);
    const scores = key.sealJson({ table: 'measurements', column: 'scores', rowId: measurement }, []);
    await clinic.sql('UPDATE measurements SET scores = $2 WHERE id = $1', [measurement, scores]);
  }

  const documentOf = (name: string): string =>
    `mutation ($key: String!) { answer: ${name}(idempotencyKey: $key, ${ACTS[name]!.args(ids)}) { __typename } }`;
  const ask = async (name: string): Promise<string> => {
    const { answer } = await api.data<{ answer: object }>(documentOf(name), { key: KEY }, token);
    return JSON.stringify(answer);
  };
  const audited = async (): Promise<string[]> => {
    const rows = await clinic.sql<{ action: string }>(
      `SELECT action FROM audit_entries WHERE practice_id = $1 AND action NOT LIKE '%.read' AND action NOT IN ('follow_up.opened', 'risks.noted', 'appointment.rescreened')`,
      [clinic.practiceId],
    );
    return rows.map(({ action }) => action);
  };

  it('may be any mutation but those that say why not, and booking must be one', () => {
    const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
    const fields = Object.values(schema.getMutationType()!.getFields());
    const keyOf = (field: (typeof fields)[number]) => field.args.find(({ name }) => name === 'idempotencyKey');
    const named = (all: typeof fields): string[] => all.map(({ name }) => name).sort();
    expect(named(fields.filter(keyOf))).toEqual(Object.keys(ACTS).sort());
    expect(named(fields.filter((field) => !keyOf(field)))).toEqual(WITHOUT);
    expect(named(fields.filter((field) => String(keyOf(field)?.type) === 'String!'))).toEqual(['bookAppointment']);
  });

  it.each(Object.keys(ACTS))('is done once: %s', async (name) => {
    const { before, prepare } = ACTS[name]!;
    if (before) await clinic.sql(before, [clinic.practiceId]);
    if (prepare) ids = { ...ids, ...(await prepare(api, token, ids)) };
    const earlier = await audited();
    const [first, twin] = await Promise.all([ask(name), ask(name)]);
    expect(first).toMatch(/Payload"\}\]?$/);
    expect(twin).toBe(first);
    const rows = await fingerprint(clinic);
    const entries = await audited();
    expect(entries).toHaveLength(earlier.length + 1);

    expect(await ask(name)).toBe(first);
    expect(await fingerprint(clinic)).toBe(rows);
    expect(await audited()).toEqual(entries);

    const another = name === 'editPractice' ? 'createClient' : 'editPractice';
    const { errors } = await api.graphql(documentOf(another), { key: KEY }, token);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      violations: [{ field: 'idempotencyKey', rule: 'isNew' }],
    });
    expect(await fingerprint(clinic)).toBe(rows);
  });

  it('is another one with another body', async () => {
    await ask('editPractice');
    const { errors } = await api.graphql(documentOf('editPractice').replace('Hill', 'Dale'), { key: KEY }, token);
    expect(errors?.[0]?.message).toBe('idempotencyKey was used for another request: choose a new one');
  });

  it.each(['', 'seven..', '🙂🙂🙂🙂🙂', 'x'.repeat(201)])('has no key of another length: %s', async (key) => {
    const { errors } = await api.graphql(documentOf('editPractice'), { key }, token);
    expect(errors?.[0]?.extensions).toMatchObject({ violations: [{ field: 'idempotencyKey', rule: 'isLength' }] });
  });

  it('shows a therapist no visit that has gone to somebody else since', async () => {
    const [mine, other] = clinic.therapistIds as [string, string];
    await clinic.sql(ACTS['arriveAppointment']!.before!, [clinic.practiceId]);
    const own = await tokenFor(api.app, await clinic.actor('therapist', mine));
    const arrive = () => api.graphql(documentOf('arriveAppointment'), { key: KEY }, own);
    expect((await arrive()).errors).toBeUndefined();
    expect((await arrive()).errors).toBeUndefined();
    await clinic.sql('UPDATE appointments SET therapist_id = $2 WHERE id = $1', [ids['appointment'], other]);
    expect((await arrive()).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('writes down that a repetition has read the client', async () => {
    const reads = async () =>
      (
        await clinic.sql(`SELECT FROM audit_entries WHERE practice_id = $1 AND action = 'client.read'`, [
          clinic.practiceId,
        ])
      ).length;
    await ask('createClient');
    const before = await reads();
    await ask('createClient');
    expect(await reads()).toBe(before + 1);
  });

  it('answers a repetition with the working day as it stands', async () => {
    const set = (key: string, spans: string) =>
      api.data<{ setWorkingDay: { workingDay: object } }>(
        `mutation ($key: String!) { setWorkingDay(idempotencyKey: $key, input: { therapistId: "${ids['therapist']}",
           clinicId: "${ids['clinic']}", date: "2027-03-01", spans: ${spans} }) {
           ... on WorkingDayPayload { workingDay { spans { starts ends } } } } }`,
        { key },
        token,
      );
    const morning = '[{ starts: "09:00", ends: "12:00" }]';
    const first = await set('in the morning', morning);
    expect(first.setWorkingDay.workingDay).toEqual({ spans: [{ starts: '09:00', ends: '12:00' }] });
    await set('a day off', '[]');
    expect((await set('in the morning', morning)).setWorkingDay.workingDay).toEqual({ spans: [] });
  });

  it('keeps the key of a list of moves for that list, also where none could be made', async () => {
    await clinic.sql(`UPDATE appointments SET status = 'completed' WHERE id = $1`, [ids['appointment']]);
    expect(await ask('rescheduleAppointments')).toContain('WrongStatus');
    const other = documentOf('rescheduleAppointments').replace('version: 1', 'version: 2');
    const { errors } = await api.graphql(other, { key: KEY }, token);
    expect(errors?.[0]?.extensions).toMatchObject({ violations: [{ field: 'idempotencyKey', rule: 'isNew' }] });
  });
});
