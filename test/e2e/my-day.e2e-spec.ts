import { newId } from '../../src/kernel/index.js';
import type { StaffActor } from '../../src/kernel/index.js';
import { BodyRegion, BodySide } from '../../src/modules/practices/domain/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { NoteRisks } from '../../src/modules/screening/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { signManyNotes } from '../support/many-notes.js';
import { statementsOf } from '../support/statements.js';
import { FULL, PAGE, Room } from './session-notes-room.js';

const MY_DAY = `query ($date: LocalDate!, $clinicId: ID) { myDay(date: $date, clinicId: $clinicId) {
  appointmentId signedNoteId appointment { status startsAt }
  client { givenName familyName preferences { pressure music aroma draping } }
  screening { level label adaptations { code text } reasons { ruleId } }
  lastNote { id visitStartsAt author content { plan findings { region side kind intensity } } addenda { text } }
  unsigned { draftId overdue since } } }`;

interface VisitView {
  readonly appointmentId: string;
  readonly signedNoteId: string | null;
  readonly appointment: { readonly status: string; readonly startsAt: string };
  readonly client: object;
  readonly screening: { readonly level: string; readonly label: string; readonly adaptations: readonly object[] };
  readonly lastNote: { readonly id: string; readonly content: { readonly plan: string } } | null;
  readonly unsigned: { readonly draftId: string | null; readonly overdue: boolean } | null;
}

/** Minutes from now until noon in Berlin of the day that is this many days away; UTC+1 or UTC+2. */
function untilNoon(inDays: number): number {
  const day = new Date(Date.now() + inDays * 86_400_000);
  const noonUtc = Date.parse(`${day.toISOString().slice(0, 10)}T12:00:00Z`);
  const hour = Number(new Date(noonUtc).toLocaleString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit' }));
  return Math.round((noonUtc - (hour - 12) * 3_600_000 - Math.floor(Date.now() / 60_000) * 60_000) / 60_000);
}
const dateIn = (inDays: number): string => new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);

describe('a therapist’s day', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let room: Room;
  let therapist: StaffActor;
  let token: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database, { clients: 14 });
    room = new Room(api, clinic);
    therapist = await clinic.actor('therapist', clinic.therapistIds[0]);
    token = await room.token(therapist);
  });
  afterEach(() => clinic.close());

  const visit = (clientId: string, startsIn: number, status = 'booked', therapistId = therapist.therapistId!) =>
    room.visit({
      clientId,
      therapistId,
      startsIn,
      status,
      roomId: clinic.roomIds[clinic.therapistIds.indexOf(therapistId)],
    });
  const day = async (date: string, by = token, clinicId?: string): Promise<VisitView[]> =>
    (await api.data<{ myDay: VisitView[] }>(MY_DAY, { date, clinicId }, by)).myDay;

  it('has the visits of that date of the clinic’s calendar, in order, and none that was called off', async () => {
    const [ana, bo, cleo, dan] = clinic.clientIds as [string, string, string, string];
    const noon = untilNoon(3);
    const second = await visit(bo, noon + 60);
    const first = await visit(ana, noon);
    await visit(cleo, noon + 120, 'cancelled');
    await visit(dan, noon + 180, 'no_show');
    await visit(dan, noon + 240, 'booked', clinic.therapistIds[1]);
    // 00:30 and 23:00 of the next date, in Berlin.
    const after = [await visit(cleo, noon + 750), await visit(cleo, noon + 11 * 60 + 24 * 60)];
    const [today, tomorrow] = [await day(dateIn(3)), await day(dateIn(4))];
    expect(today.map(({ appointmentId }) => appointmentId)).toEqual([first, second]);
    expect(tomorrow.map(({ appointmentId }) => appointmentId)).toEqual(after);
    expect(await day(dateIn(3), token, clinic.clinicId)).toHaveLength(2);
    expect(await day(dateIn(3), token, newId())).toEqual([]);
  });

  it('says of each client what screening, the last note and the client say', async () => {
    const [ana, bo] = clinic.clientIds as [string, string];
    await clinic.sql(`UPDATE clients SET preferred_pressure = 2, preferred_music = 'rain' WHERE id = $1`, [ana]);
    await room.sign(await visit(ana, -3000, 'completed'), token, { ...FULL, plan: 'An older plan.' });
    const last = await room.sign(await visit(ana, -1500, 'completed'), token, { ...FULL, plan: 'Neck first.' });
    const site = { region: BodyRegion.LOWER_LEG, side: BodySide.LEFT };
    const profile = {
      answeredOn: dateIn(0),
      present: [{ risk: RiskCode.SEVERE_VARICOSE_VEINS, sites: [site] }],
      unknown: [],
      complete: true,
    };
    await api.app
      .get(UnitOfWork)
      .do({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }, (tx) =>
        api.app.get(NoteRisks, { strict: false }).execute(tx, { clientId: ana, profile, sourceId: newId() }),
      );
    const noon = untilNoon(2);
    await visit(ana, noon);
    await visit(bo, noon + 60);
    const [first, second] = await day(dateIn(2));
    expect(first).toMatchObject({
      client: { preferences: { pressure: 2, music: 'rain' } },
      screening: { level: 'ADAPT', label: 'ADAPTATIONS_NOTED', adaptations: [{ code: 'AVOID_SITE' }] },
      lastNote: {
        id: last.id,
        author: 'Sam',
        content: { plan: 'Neck first.', findings: [{ region: 'NECK', intensity: 6 }] },
      },
      ...{ signedNoteId: null, unsigned: null },
    });
    expect(second).toMatchObject({ screening: { level: 'NOT_SCREENED', label: 'NOT_SCREENED' }, lastNote: null });
  });

  it('knows the last note under every record of the person, and none of a later visit', async () => {
    const [ana, twin] = clinic.clientIds as [string, string];
    const noon = untilNoon(-3);
    const before = await room.sign(await visit(twin, noon - 2000, 'completed'), token, { ...FULL, plan: 'Before.' });
    const seen = await visit(ana, noon, 'completed');
    await room.sign(await visit(ana, noon + 1000, 'completed'), token, { ...FULL, plan: 'After.' });
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [twin, ana]);
    const [found] = await day(dateIn(-3));
    expect(found).toMatchObject({ appointmentId: seen, lastNote: { id: before.id, content: { plan: 'Before.' } } });
  });

  it('audits the clients, notes and records that it showed, and nothing that it did not', async () => {
    const [ana, bo] = clinic.clientIds as [string, string];
    const { id } = await room.sign(await visit(ana, -1500, 'completed'), token);
    await visit(ana, untilNoon(2));
    await visit(bo, untilNoon(2) + 60);
    const readsOf = async (query: string): Promise<Record<string, string[]>> => {
      const [{ before }] = (await clinic.sql<{ before: Date }>('SELECT clock_timestamp() AS before')) as [
        { before: Date },
      ];
      await api.data(query, { date: dateIn(2) }, token);
      const entries = await clinic.sql<{ action: string; ids: string[] }>(
        `SELECT action, subject_ids AS ids FROM audit_entries WHERE practice_id = $1 AND at > $2 ORDER BY action`,
        [clinic.practiceId, before],
      );
      return Object.fromEntries(entries.map(({ action, ids }) => [action, ids.sort()]));
    };
    const records = { 'clinical_record.read': [ana, bo].sort(), 'session_note.read': [id] };
    expect(await readsOf(MY_DAY)).toMatchObject({ ...records, 'client.read': [ana, bo].sort() });
    expect(await readsOf('query ($date: LocalDate!) { myDay(date: $date) { appointmentId } }')).toEqual(records);
  });

  it('shows which notes wait', async () => {
    const [ana, bo, cleo] = clinic.clientIds as [string, string, string];
    const noon = untilNoon(-2);
    await visit(ana, noon - 120, 'completed');
    const drafted = await visit(bo, noon - 60, 'in_session');
    const { id: draftId } = await room.save(drafted, token);
    const { id } = await room.sign(await visit(cleo, noon, 'completed'), token);
    expect(await day(dateIn(-2))).toMatchObject([
      { unsigned: { draftId: null, overdue: true }, signedNoteId: null },
      { unsigned: { draftId, overdue: false }, signedNoteId: null },
      { unsigned: null, signedNoteId: id },
    ]);
  });

  it('points out on the board which notes are overdue, in one statement and to the front desk too', async () => {
    const [ana, bo, cleo, dan] = clinic.clientIds as [string, string, string, string];
    const noon = untilNoon(-2);
    const overdue = await visit(ana, noon - 120, 'completed');
    const drafted = await visit(bo, noon - 60, 'in_session');
    await room.save(drafted, token);
    await room.sign(await visit(cleo, noon, 'completed'), token);
    const missed = await visit(dan, noon + 60, 'no_show');
    const desk = await room.token(await clinic.actor('front_desk'));
    const board = (by = desk) =>
      api.data<{ calendar: { days: { visits: { id: string; noteOverdue: boolean }[] }[] } }>(
        `query ($c: ID!, $d: LocalDate!) { calendar(clinicId: $c, from: $d) { days { visits { id noteOverdue } } } }`,
        { c: clinic.clinicId, d: dateIn(-2) },
        by,
      );
    const late = async (by = desk): Promise<string[]> =>
      (await board(by)).calendar.days[0]!.visits.filter(({ noteOverdue }) => noteOverdue).map(({ id }) => id);
    expect(await late()).toEqual([overdue]);
    await clinic.sql(`UPDATE session_note_drafts SET created_at = created_at - interval '25 hours'`);
    expect(await late()).toEqual([overdue, drafted]);
    const ofNotes = (text: string): boolean => text.includes('session_note');
    expect((await statementsOf(() => late())).filter(ofNotes)).toHaveLength(1);
    expect(await late(await room.token(await clinic.actor('therapist', clinic.therapistIds[1])))).toEqual([]);
    const one = `query ($id: ID!) { appointment(id: $id) { noteOverdue } }`;
    for (const [id, noteOverdue] of [
      [drafted, true],
      [missed, false],
    ] as const) {
      expect(await api.data(one, { id }, desk)).toEqual({ appointment: { noteOverdue } });
    }
  });

  it('is empty for who treats nobody, closed to the front desk, and each therapist’s own', async () => {
    await visit(clinic.clientIds[0]!, untilNoon(2));
    for (const actor of [await clinic.actor('owner'), await clinic.actor('therapist', clinic.therapistIds[1])]) {
      expect(await day(dateIn(2), await room.token(actor))).toEqual([]);
    }
    const { errors } = await api.graphql(
      MY_DAY,
      { date: dateIn(2) },
      await room.token(await clinic.actor('front_desk')),
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('takes as many statements with twelve clients as with one', async () => {
    const noon = untilNoon(5);
    const clients = clinic.clientIds.slice(0, 12);
    for (const [n, client] of clients.entries()) {
      await room.sign(await visit(client, -6000 + n * 60, 'completed'), token);
      await visit(client, noon - 660 + n * 60);
    }
    await visit(clients[0]!, untilNoon(6));
    let sizes: number[] = [];
    const [one, twelve] = [
      await statementsOf(async () => (sizes = [...sizes, (await day(dateIn(6))).length])),
      await statementsOf(async () => (sizes = [...sizes, (await day(dateIn(5))).length])),
    ];
    expect(sizes).toEqual([1, 12]);
    expect(twelve.map(withoutIds)).toEqual(one.map(withoutIds));
    expect(twelve.length).toBeLessThanOrEqual(16);
    // Answers and notes are opened after one look at the keys.
    expect(twelve.filter((text) => text.includes('vault.client_keys')).length).toBe(1);
  });

  it('reads a client with 200 notes page by page in the statements that one with ten takes', async () => {
    const [many, few] = clinic.clientIds as [string, string];
    const { therapistId, membershipId: authorId } = therapist;
    await signManyNotes(api.app, clinic, { clientId: many, therapistId: therapistId!, authorId, count: 200 });
    const other = await clinic.actor('therapist', clinic.therapistIds[1]);
    await signManyNotes(api.app, clinic, {
      ...{ clientId: few, therapistId: other.therapistId!, authorId: other.membershipId, count: 10 },
    });
    await visit(few, untilNoon(9));
    const pages = async (clientId: string): Promise<{ starts: string[]; statements: string[][] }> => {
      const [starts, statements]: [string[], string[][]] = [[], []];
      for (let after: string | null = null, more = true; more;) {
        let page: Page;
        statements.push(
          await statementsOf(async () => {
            page = (await api.data<{ sessionNotes: Page }>(PAGE, { clientId, first: 10, after }, token)).sessionNotes;
          }),
        );
        starts.push(...page!.edges.map(({ node }) => node.content.plan));
        ({ endCursor: after, hasNextPage: more } = page!.pageInfo);
      }
      return { starts, statements };
    };
    const [long, short] = [await pages(many), await pages(few)];
    expect([long.starts.length, short.starts.length]).toEqual([200, 10]);
    expect(long.starts).toEqual([...new Set(long.starts)].sort().reverse());
    for (const statements of long.statements)
      expect(statements.map(withoutIds)).toEqual(short.statements[0]!.map(withoutIds));
  });
});

interface Page {
  readonly edges: readonly { readonly node: { readonly content: { readonly plan: string } } }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

/** The message that opens a unit names the practice and the session. */
const withoutIds = (text: string): string => text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
