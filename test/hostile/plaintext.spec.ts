import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { IntakeDesk } from '../e2e/intake-desk.js';
import { ADD, FULL, RECORD, Room } from '../e2e/session-notes-room.js';
import { TestApi } from '../support/api.js';
import { checkInLink, CheckInWorker, WELL } from '../support/check-ins.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { postgresLogOf } from '../support/cluster.js';
import { pdfOf } from '../support/files.js';
import { Phone } from '../support/phone.js';

/** Each text that somebody can write about a client's health. */
const TEXTS = [
  'intakeText',
  'intakeDetail',
  'intakeSignature',
  'draftAnswer',
  'clearanceRequest',
  'clearanceGivenBy',
  'clearanceNote',
  'decision',
  'brokenGlass',
  'noteSubjective',
  'noteFinding',
  'noteRecommendation',
  'draftNote',
  'addendum',
  'addendumReason',
  'adverseEvent',
  'planRemarks',
  'checkInRemark',
  'attachment',
  'fileName',
] as const;
/** A word that stands nowhere else, for each of them. */
const PLANTED = Object.fromEntries(TEXTS.map((text) => [text, `zqx${text.toLowerCase()}zqx`])) as Record<
  (typeof TEXTS)[number],
  string
>;
/** What the desk must find by typing stands in the clear: it shows that the search below finds what is there. */
const IN_THE_CLEAR = 'Zqxyellow';

const MUTATIONS = {
  clearance: `mutation ($input: RequestClearanceInput!) { requestClearance(input: $input) { clearance { id } } }`,
  record: `mutation ($input: RecordClearanceInput!) { recordClearance(input: $input) { __typename } }`,
  decide: `mutation ($input: DecideScreeningInput!) { decideScreening(input: $input) { __typename } }`,
  glass: `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { until } }`,
  plan: `mutation ($input: ProposePlanInput!) { proposeSessionPlan(input: $input) { __typename } }`,
  client: `mutation ($input: CreateClientInput!) { createClient(input: $input) { __typename } }`,
};

describe('what is written about a client’s health', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let firstWal: string;

  beforeAll(async () => {
    api = await TestApi.start();
    [{ wal: firstWal }] = (await api.sql('SELECT pg_walfile_name(pg_current_wal_lsn()) AS wal')) as [{ wal: string }];
    clinic = await createClinic(api.database);
    await plant();
    await api.sql('CHECKPOINT');
  });
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  async function plant(): Promise<void> {
    const [therapistId] = clinic.therapistIds as [string];
    const [clientId] = clinic.clientIds as [string];
    const actor = await clinic.actor('therapist', therapistId);
    const room = new Room(api, clinic);
    const token = await room.token(actor);
    const desk = await tokenFor(api.app, await clinic.actor('front_desk'));
    const visit = await room.visit({ clientId, therapistId });
    const later = await room.visit({ clientId, therapistId, status: 'arrived', startsIn: -5 });
    const next = await room.visit({ clientId, therapistId, status: 'booked', startsIn: 24 * 60 });

    const intake = await IntakeDesk.of(api, actor);
    await intake.complete(
      clientId,
      { questionId: 'medicines_named', text: PLANTED.intakeText },
      { questionId: 'trauma', yes: true, detail: PLANTED.intakeDetail },
      { questionId: 'trauma_on', date: new Date().toISOString().slice(0, 10) },
      { questionId: 'signature', signature: `Carol ${PLANTED.intakeSignature}` },
    );
    const again = await intake.start(clientId);
    await intake.save(again, [
      { questionId: 'changes', options: ['medicines'] },
      { questionId: 'medicines_named', text: PLANTED.draftAnswer },
    ]);

    const today = new Date().toISOString().slice(0, 10);
    const { requestClearance } = await api.data<{ requestClearance: { clearance: { id: string } } }>(
      MUTATIONS.clearance,
      { input: { clientId, note: PLANTED.clearanceRequest } },
      desk,
    );
    await api.data(
      MUTATIONS.record,
      {
        input: {
          ...{ clearanceId: requestClearance.clearance.id, clientId, techniques: ['SWEDISH'], givenOn: today },
          ...{
            expiresOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
            givenBy: PLANTED.clearanceGivenBy,
            note: PLANTED.clearanceNote,
          },
        },
      },
      desk,
    );
    await api.data(
      MUTATIONS.decide,
      { input: { appointmentId: next, reason: `she has had ${PLANTED.decision} before` } },
      token,
    );
    await api.data(
      MUTATIONS.glass,
      { input: { clientId, reason: `asked about her ${PLANTED.brokenGlass}` } },
      await tokenFor(api.app, await clinic.actor('manager')),
    );

    const signed = await room.sign(visit, token, {
      ...FULL,
      subjective: PLANTED.noteSubjective,
      findings: [{ ...FULL.findings[0], remark: PLANTED.noteFinding }],
      recommendation: { interval: 'P7D', followUp: PLANTED.noteRecommendation },
    });
    await room.save(later, token, { ...FULL, plan: PLANTED.draftNote });
    await room.ask(
      ADD,
      { input: { noteId: signed.id, reason: PLANTED.addendumReason, text: PLANTED.addendum } },
      token,
    );
    await room.ask(
      RECORD,
      { input: { clientId, kind: 'BRUISING', severity: 'MILD', description: PLANTED.adverseEvent } },
      token,
    );
    const plan = { clientId, clinicId: clinic.clinicId, goal: 'WELLNESS', remarks: PLANTED.planRemarks };
    await api.data(MUTATIONS.plan, { input: plan }, token);

    const asked = await room.visit({ clientId, therapistId, startsIn: -2000 });
    const worker = await CheckInWorker.over(api.database);
    await worker.tell(clinic.practiceId, 'appointment.completed', { appointmentId: asked });
    const link = await checkInLink(api, clinic, asked);
    const phone = new Phone(api);
    const page = await phone.submit(await phone.get(link.path));
    const answered = { ...WELL, 'a.unusual': 'chest_pain', 'a.remark': PLANTED.checkInRemark };
    expect((await phone.submit(page, answered)).html).toContain(PLANTED.checkInRemark);
    await worker.stop();

    const upload = await fetch(`${api.url}/attachments?clientId=${clientId}&kind=referral`, {
      method: 'POST',
      headers: {
        'content-type': 'application/pdf',
        'x-file-name': `${PLANTED.fileName}.pdf`,
        authorization: `Bearer ${desk}`,
      },
      body: new Uint8Array(pdfOf(PLANTED.attachment)),
    });
    expect(upload.status).toBe(201);
    await api.data(MUTATIONS.client, { input: { givenName: 'Ida', familyName: IN_THE_CLEAR } }, desk);
  }

  /** As PostgreSQL prints a `bytea`, and as somebody might have wrapped it. */
  const disguises = (word: string): string[] => [
    word.toLowerCase(),
    Buffer.from(word).toString('hex'),
    // A word's base64 hangs on where it stands: each of the three ways, without its uncertain ends.
    ...[0, 1, 2].map((shift) =>
      Buffer.from(`${' '.repeat(shift)}${word}`)
        .toString('base64')
        .slice(4, -4)
        .toLowerCase(),
    ),
  ];

  it('stands in no row of any table, in no form', async () => {
    const tables = await api.sql<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE relkind IN ('r', 'p', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_toast'`,
    );
    expect(tables.length).toBeGreaterThan(40);
    const rows: string[] = [];
    for (const { name } of tables) {
      const found = await api.sql<{ row: string }>(`SELECT lower(t::text) AS row FROM ${name} t`);
      rows.push(...found.map(({ row }) => row));
    }
    const whole = rows.join('\n');
    for (const [text, word] of Object.entries(PLANTED)) {
      expect([text, disguises(word).filter((form) => whole.includes(form))]).toEqual([text, []]);
    }
    expect(whole).toContain(IN_THE_CLEAR.toLowerCase());
  });

  it('stands in no file of the database, and not in its write-ahead log', async () => {
    const [{ oid }] = (await api.sql('SELECT oid FROM pg_database WHERE datname = current_database()')) as [
      { oid: number },
    ];
    const folder = join(dirname(process.env['UNKNOT_TEST_POSTGRES_LOG']!), 'postgres');
    const wal = (await readdir(join(folder, 'pg_wal'))).filter(
      (name) => /^[0-9A-F]{24}$/.test(name) && name >= firstWal,
    );
    // The cache of the catalogues comes and goes, and holds no row.
    const files = (await readdir(join(folder, 'base', String(oid)))).filter((name) => name !== 'pg_internal.init');
    const paths = [
      ...wal.map((name) => join(folder, 'pg_wal', name)),
      ...files.map((name) => join(folder, 'base', String(oid), name)),
    ];
    const found = new Set<string>();
    for (const path of paths) for (const word of await wordsIn(path)) found.add(word);
    expect([...found]).toEqual([IN_THE_CLEAR.toLowerCase()]);
  });

  it('stands in no line of the database’s log', async () => {
    const log = (await postgresLogOf(api.database)).toLowerCase();
    for (const word of Object.values(PLANTED)) expect(log).not.toContain(word);
  });

  /** Which of the words a file holds, whatever their case. */
  async function wordsIn(path: string): Promise<string[]> {
    const words = [...Object.values(PLANTED), IN_THE_CLEAR.toLowerCase()];
    const found = new Set<string>();
    let tail = '';
    for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
      const text = tail + (chunk as Buffer).toString('latin1').toLowerCase();
      if (text.includes('zqx')) words.filter((word) => text.includes(word)).forEach((word) => found.add(word));
      tail = text.slice(-40);
    }
    return [...found];
  }
});
