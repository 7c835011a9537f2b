import type { ClientActs } from './client-acts.js';
import type { ClinicUnderClock } from './clinic-under-clock.js';
import type { Diary } from './diary.js';
import type { Dice } from './dice.js';
import { DAY, HOUR, MINUTE } from './history.js';
import type { ClientStory } from './history.js';
import type { OpenPlan, TherapistActs } from './therapist-acts.js';

const INTERVALS = ['P7D', 'P14D', 'P1M'];

/** What clients say and want, and what is planned for them, as chance brings it. */
export class ClientLife {
  private heard = 0;

  constructor(
    private readonly clock: ClinicUnderClock,
    private readonly dice: Dice,
    private readonly diary: Diary,
    private readonly acts: { readonly clients: ClientActs; readonly therapists: TherapistActs },
  ) {}

  isArchived(client: ClientStory): boolean {
    return client.archived.at(-1)?.is ?? false;
  }

  async happens(client: ClientStory): Promise<unknown> {
    if (this.isArchived(client)) return this.dice.percent(50) && this.acts.clients.archive(client, false, false);
    switch (this.dice.weighed({ consent: 30, stop: 14, click: 8, wish: 8, plan: 28, archive: 4, closure: 8 })) {
      case 'consent':
        return this.consent(client);
      case 'stop':
        return client.phone && this.acts.clients.text(client, client.stops.at(-1)?.stopped ? 'START' : 'STOP');
      case 'click':
        return this.acts.clients.unsubscribe(client);
      case 'wish':
        return this.acts.clients.wish(client, this.dice.percent(60));
      case 'plan':
        return this.plan(client);
      case 'archive':
        return this.acts.clients.archive(client, true, this.dice.percent(20));
      case 'closure':
        return this.closure();
    }
  }

  private async consent(client: ClientStory): Promise<void> {
    const channel = this.dice.one(['email', 'sms'] as const);
    const purpose = this.dice.one(['service', 'recall'] as const);
    await this.acts.clients.consent(client, channel, purpose, this.dice.percent(65));
  }

  /** A new plan, or the next step of the one that stands. */
  async plan(client: ClientStory): Promise<void> {
    const plan = this.acts.therapists.plans.findLast(({ clientId }) => clientId === client.id);
    const stands = plan?.steps.at(-1);
    if (!plan || !stands || stands.status === 'ended') {
      return this.acts.therapists.plan(client, this.dice.one(INTERVALS), this.dice.one([0, 0, 2, 9]));
    }
    if (stands.status === 'paused') return this.resume(plan);
    const step = this.dice.percent(75) ? 'pause' : 'end';
    await this.acts.therapists.step(plan, step, stands);
  }

  /** Nobody is due before the day on which it is taken up again. */
  private async resume(plan: OpenPlan): Promise<void> {
    const { interval } = plan.steps.at(-1)!;
    const [today, startsOn] = [this.acts.therapists.today().toString(), plan.steps[0]!.liveFrom!];
    await this.acts.therapists.step(plan, 'resume', { interval, liveFrom: today > startsOn ? today : startsOn });
  }

  private closure(): Promise<void> {
    if (this.dice.percent(25)) return this.acts.therapists.openAfterAll();
    return this.acts.therapists.close(this.dice.from(1, 14), this.dice.from(1, 4));
  }

  /** Some of the check-ins that have come since the last time are answered, sooner or later. */
  async readPost(clients: readonly ClientStory[]): Promise<void> {
    const { posted } = this.clock.post;
    for (const { text, to, id } of posted.slice(this.heard)) {
      const client = clients.find(({ email, phone }) => to === email || to === phone);
      if (!client || !text.includes('/check_in/') || !this.dice.percent(60)) continue;
      const visitId = await this.visitOf(id);
      this.diary.plan(this.clock.now + this.dice.from(5, 60 * 40) * MINUTE, () => this.answer(client, visitId));
      if (this.dice.percent(10))
        this.diary.plan(this.clock.now + this.dice.from(5, 9) * DAY, () => this.answer(client, visitId));
    }
    this.heard = posted.length;
  }

  private async visitOf(messageId: string): Promise<string> {
    const [row] = await this.clock.clinic.sql<{ id: string }>(
      'SELECT c.appointment_id AS id FROM messages m JOIN check_ins c ON c.id = m.subject_id WHERE m.id = $1',
      [messageId],
    );
    return row!.id;
  }

  private async answer(client: ClientStory, visitId: string): Promise<void> {
    if (this.isArchived(client)) return;
    const how = this.dice.weighed({ well: 45, sore: 20, worse: 8, bad: 10, bruised: 5, call: 5, urgent: 7 });
    await this.acts.clients.answer(client, visitId, {
      soreness: how === 'bad' ? this.dice.from(7, 10) : how === 'sore' ? this.dice.from(1, 6) : 0,
      ...{
        isWorse: how === 'worse',
        isBruised: how === 'bruised',
        wantsCall: how === 'call',
        isRedFlag: how === 'urgent',
      },
    });
    this.diary.plan(this.clock.now + this.dice.from(1, 100) * HOUR, () => this.acts.therapists.doTasks(client));
  }
}
