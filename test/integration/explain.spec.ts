import type { StaffActor } from '../../src/kernel/index.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { FindOpenSlots } from '../../src/modules/appointments/find-open-slots.js';
import { ReadCalendar } from '../../src/modules/appointments/read-calendar.js';
import { listAppointments, listPending } from '../../src/modules/appointments/storage/list-appointments.js';
import { visitsToRescreen } from '../../src/modules/appointments/storage/visits-to-rescreen.js';
import { visitsIn } from '../../src/modules/appointments/storage/visits-in.js';
import { intakeNotesOf } from '../../src/modules/intake-notes/storage/intake-notes.js';
import { unsignedPage, visitsOfDay } from '../../src/modules/session-notes/storage/therapist-visits.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { bookManyVisits } from '../support/many-visits.js';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  Filter?: string;
  Plans?: Plan[];
}

/** Tables that grow without end. */
const LARGE = ['appointments', 'appointment_events', 'clients', 'intake_notes', 'outbox', 'audit_entries'];
const DAY_MS = 86_400_000;
const FIRST_DAY = new Date(Date.now() - 150 * DAY_MS).toISOString().slice(0, 10);
const TODAY = new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10);

/** As the application's role, below row-level security, on tables large enough that a scan would cost something. */
describe('plans', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let actor: StaffActor;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database, { therapists: 12, rooms: 12, clients: 3_000, zone: 'UTC' });
    actor = await clinic.actor('manager');
    await bookManyVisits(clinic, { firstDay: FIRST_DAY, days: 300, perDay: 6 });
    await submitNotesOfAll();
    await clinic.sql('ANALYZE');
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  /** Four intake notes of each client. */
  const submitNotesOfAll = (): Promise<unknown> =>
    clinic.sql(
      `WITH form AS (INSERT INTO intake_form_versions (practice_id, id, number, form, published_at)
         VALUES ($1, gen_random_uuid(), 1, '{}', now()) RETURNING id)
       INSERT INTO intake_notes (practice_id, id, client_id, form_version_id, submitted_by, filler, content, verdict_level, answered_on, submitted_at)
       SELECT $1, gen_random_uuid(), c.id, form.id, $2, 'adult', '', 'clear', current_date, now()
       FROM clients c, form, generate_series(1, 4) WHERE c.practice_id = $1`,
      [clinic.practiceId, actor.membershipId],
    );

  /** The plans of all reads of large tables that `work` makes, as they are made: same role, practice and parameters. */
  const plansOf = async (work: (tx: Tx) => Promise<unknown>): Promise<Plan[]> => {
    const plans: Plan[] = [];
    await api.app.get(UnitOfWork).do(actor, async (tx) => {
      const original = tx.sql.bind(tx);
      tx.sql = (async (text: string, values: readonly unknown[] = []) => {
        if (/^\s*(SELECT|WITH (RECURSIVE|visit))/.test(text) && LARGE.some((table) => text.includes(table))) {
          const [row] = await original<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
          plans.push(row!['QUERY PLAN'][0].Plan);
        }
        return original(text, values);
      }) as Tx['sql'];
      await work(tx);
    });
    expect(plans.length).toBeGreaterThan(0);
    return plans.flatMap(allNodes);
  };

  const expectIndexed = (nodes: Plan[]): void => {
    const scans = nodes.filter(
      (node) => LARGE.includes(node['Relation Name'] ?? '') && node['Node Type'] === 'Seq Scan',
    );
    expect(scans).toEqual([]);
    const late = nodes.filter(
      (node) =>
        node['Relation Name'] === 'appointments' && /starts_at [<>]|blocked_(from|to) [<>]/.test(node['Filter'] ?? ''),
    );
    expect(late.map((node) => node['Filter'])).toEqual([]);
  };

  it('of a therapist’s day and of the notes that wait enter by index', async () => {
    const therapistId = clinic.therapistIds[0]!;
    const from = new Date(Date.now() - 90 * DAY_MS);
    expectIndexed(
      await plansOf(async (tx) => {
        expect(await visitsOfDay(tx, { therapistId, date: TODAY, clinicId: null })).not.toEqual([]);
        await unsignedPage(tx, { therapistId, from, after: undefined, limit: 26 });
      }),
    );
  });

  it('of a client’s intake notes enter by the client, and go on from a page within them', async () => {
    const clientIds = clinic.clientIds.slice(0, 2);
    const nodes = await plansOf(async (tx) => {
      const [, last] = await intakeNotesOf(tx, { clientIds, limit: 2 });
      expect(await intakeNotesOf(tx, { clientIds, after: last!.id, limit: 26 })).toHaveLength(6);
    });
    expectIndexed(nodes);
    const entries = nodes.filter((node) => 'Index Cond' in node).map((node) => node['Index Cond']);
    expect(entries.filter((condition) => !condition!.includes('client_id'))).toEqual([]);
  });

  it('of the slot search enter by index, with the window in the condition', async () => {
    const { serviceId, clinicId } = clinic;
    const question = {
      serviceId,
      clinicIds: [clinicId],
      from: TODAY,
      days: 7,
      therapistIds: null,
      clientId: clinic.clientIds[0]!,
      condition: null,
    };
    expectIndexed(
      await plansOf((tx) =>
        api.app.get(FindOpenSlots, { strict: false }).execute(tx, { ...question, order: 'earliest' }),
      ),
    );
  });

  it('of the day enter by index', async () => {
    const question = { clinicId: clinic.clinicId, from: TODAY, days: 1, therapistId: null };
    expectIndexed(await plansOf((tx) => api.app.get(ReadCalendar, { strict: false }).execute(tx, question)));
  });

  it('of lists of appointments enter by index', async () => {
    const window = { from: new Date(`${TODAY}T00:00:00Z`), to: new Date(Date.parse(TODAY) + 7 * DAY_MS) };
    const filter = {
      ...window,
      clientIds: null,
      clinicId: clinic.clinicId,
      therapistId: null,
      statuses: null,
      after: null,
      limit: 51,
    };
    expectIndexed(await plansOf((tx) => listAppointments(tx, filter)));
    expectIndexed(
      await plansOf((tx) => listAppointments(tx, { ...filter, clinicId: null, clientIds: [clinic.clientIds[5]!] })),
    );
  });

  it('of visits that wait for a clearance, and of those that answers change, enter by index', async () => {
    const page = { clinicId: null, therapistId: null, after: null, limit: 51 };
    expectIndexed(await plansOf((tx) => listPending(tx, page)));
    expectIndexed(await plansOf((tx) => listPending(tx, { ...page, clinicId: clinic.clinicId })));
    expectIndexed(await plansOf((tx) => visitsToRescreen(tx, clinic.clientIds[5]!)));
  });

  it('of visits that a change affects enter by index', async () => {
    const from = new Date(`${TODAY}T00:00:00Z`);
    const change = { from, to: new Date(from.getTime() + DAY_MS), clinicId: null, roomId: null, therapistId: null };
    expectIndexed(await plansOf((tx) => visitsIn(tx, { ...change, therapistId: clinic.therapistIds[0]! })));
    expectIndexed(await plansOf((tx) => visitsIn(tx, { ...change, clinicId: clinic.clinicId })));
  });

  it('of a booking enter by index', async () => {
    const { serviceId, clinicId } = clinic;
    const use = api.app.get(BookAppointment, { strict: false }) as unknown as { unitOfWork: UnitOfWork };
    const original = use.unitOfWork.run.bind(use.unitOfWork);
    const nodes: Plan[] = [];
    use.unitOfWork.run = ((who: StaffActor, work: (tx: Tx) => Promise<unknown>, options: never) =>
      original(
        who,
        async (tx) => {
          const sql = tx.sql.bind(tx);
          tx.sql = (async (text: string, values: readonly unknown[] = []) => {
            if (
              /^\s*SELECT/.test(text) &&
              LARGE.some((table) => text.includes(table)) &&
              !text.includes('FOR UPDATE')
            ) {
              const [row] = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
              nodes.push(...allNodes(row!['QUERY PLAN'][0].Plan));
            }
            return sql(text, values);
          }) as Tx['sql'];
          return (await work(tx)) as never;
        },
        options,
      )) as never;
    try {
      const startsAt = new Date(`${TODAY}T16:00:00Z`);
      const booking = {
        clinicId,
        serviceId,
        clientId: clinic.clientIds[0]!,
        startsAt,
        therapistId: null,
        roomId: null,
        overrideReason: null,
      };
      const outcome = await api.app.get(BookAppointment, { strict: false }).execute(actor, { booking });
      expect(outcome.ok).toBe(true);
    } finally {
      use.unitOfWork.run = original;
    }
    expect(nodes.length).toBeGreaterThan(0);
    expectIndexed(nodes);
  });
});

const allNodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(allNodes)];
