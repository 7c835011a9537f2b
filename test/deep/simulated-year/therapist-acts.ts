import { Temporal } from 'temporal-polyfill';
import { CompleteFollowUp } from '../../../src/modules/follow-ups/complete-follow-up.js';
import type { Technique } from '../../../src/modules/practices/index.js';
import { BodyRegion, BodySide } from '../../../src/modules/practices/domain/index.js';
import { AddClosure } from '../../../src/modules/scheduling/add-closure.js';
import { CancelClosure } from '../../../src/modules/scheduling/cancel-closure.js';
import { EMPTY_NOTE } from '../../../src/modules/session-notes/domain/session-note.js';
import type { SessionNote } from '../../../src/modules/session-notes/domain/session-note.js';
import { SaveDraft } from '../../../src/modules/session-notes/save-draft.js';
import { SignNote } from '../../../src/modules/session-notes/sign-note.js';
import { ChangePlan } from '../../../src/modules/session-plans/change-plan.js';
import type { Goal } from '../../../src/modules/session-plans/domain/index.js';
import { ProposePlan } from '../../../src/modules/session-plans/propose-plan.js';
import type { Outcome } from '../../../src/kernel/index.js';
import type { ClinicUnderClock } from './clinic-under-clock.js';
import type { ClientStory, ClosureStory, NoteStory, PlanStory } from './history.js';
import type { OpenVisit } from './visit-acts.js';

type Treated = NoteStory['techniques'][number];

/** A plan as its therapist remembers it. */
export interface OpenPlan extends PlanStory {
  version: number;
}

/** What therapists and the management do beside the visits. */
export class TherapistActs {
  readonly notes = new Map<string, NoteStory>();
  readonly plans: OpenPlan[] = [];
  readonly closures: (ClosureStory & { readonly id: string })[] = [];

  constructor(
    private readonly at: ClinicUnderClock,
    private readonly zone: string,
  ) {}

  async sign({ appointment }: OpenVisit, { technique, pressure }: Treated): Promise<void> {
    const author = this.at.therapists.find(({ therapistId }) => therapistId === appointment.therapistId)!;
    const sites = pressure === null ? [] : [{ region: BodyRegion.UPPER_BACK, side: BodySide.BOTH }];
    const note: SessionNote = {
      ...{ ...EMPTY_NOTE, subjective: 'Tense.', objective: 'Tense.', assessment: 'Tension.', plan: 'Come again.' },
      consent: { treatment: 'given' as never, remark: null, written: [] },
      techniques: [{ technique: technique as Technique, pressure, sites, minutes: 50 }],
    };
    const wish = { appointmentId: appointment.id, version: null, note };
    const { id, version } = await done(this.at.use(SaveDraft).execute(author, wish));
    await done(this.at.use(SignNote).execute(author, { id, version }));
    this.notes.set(appointment.id, { at: this.at.now, techniques: [{ technique, pressure }] });
  }

  /** A plan that is live at once, or from a later date on. */
  async plan(client: ClientStory, interval: string, startsIn: number): Promise<void> {
    const startsOn = this.today().add({ days: startsIn }).toString();
    const { clinicId } = this.at.clinic;
    const draft = {
      clientId: client.id,
      clinicId,
      goal: 'wellness' as Goal,
      season: null,
      startsOn,
      changes: { interval },
    };
    const { row } = await done(this.at.use(ProposePlan).execute(this.at.therapists[0]!, draft));
    const plan: OpenPlan = {
      id: row.id,
      name: `plan ${this.plans.length + 1}`,
      clientId: client.id,
      steps: [],
      version: row.version,
    };
    this.plans.push(plan);
    await this.step(plan, 'accept', { interval, liveFrom: startsOn });
  }

  async step(
    plan: OpenPlan,
    step: 'accept' | 'pause' | 'resume' | 'end',
    { interval, liveFrom }: { readonly interval: string; readonly liveFrom: string | null },
  ): Promise<void> {
    const seen = { id: plan.id, version: plan.version };
    const { row } = await done(this.at.use(ChangePlan).step(this.at.therapists[0]!, { ...seen, step }));
    plan.version = row.version;
    const status = { accept: 'active', resume: 'active', pause: 'paused', end: 'ended' } as const;
    plan.steps.push({ at: this.at.now, status: status[step], interval, liveFrom });
  }

  async close(startsIn: number, days: number): Promise<void> {
    const firstDay = this.today().add({ days: startsIn });
    const [first, last] = [firstDay.toString(), firstDay.add({ days: days - 1 }).toString()];
    const { clinicId } = this.at.clinic;
    const { id } = await this.at.use(AddClosure).execute(this.at.desk, { clinicId, firstDay: first, lastDay: last });
    this.closures.push({ id, at: this.at.now, firstDay: first, lastDay: last, cancelledAt: Infinity });
  }

  async openAfterAll(): Promise<void> {
    const closure = this.closures.find(
      ({ cancelledAt, firstDay }) => cancelledAt === Infinity && firstDay > this.today().toString(),
    );
    if (!closure) return;
    await this.at.use(CancelClosure).execute(this.at.desk, closure.id);
    closure.cancelledAt = this.at.now;
  }

  /** Somebody has spoken to the client. */
  async doTasks(client: ClientStory): Promise<void> {
    const open = await this.at.clinic.sql<{ id: string; version: number }>(
      `SELECT id, version FROM follow_ups WHERE client_id = $1 AND done_at IS NULL AND kind LIKE 'soreness%'`,
      [client.id],
    );
    for (const task of open) await done(this.at.use(CompleteFollowUp).execute(this.at.desk, task));
    client.tasksDone.push(this.at.now);
  }

  today(): Temporal.PlainDate {
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(this.at.now)).toZonedDateTimeISO(this.zone).toPlainDate();
  }
}

async function done<T>(act: Promise<Outcome<T, unknown>>): Promise<T> {
  const outcome = await act;
  if (!outcome.ok) throw new Error(`It was refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value;
}
