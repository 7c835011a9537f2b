import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { KeepMessageLink } from '../../src/modules/access/index.js';
import { ComposeMessage } from '../../src/modules/messaging/compose-message.js';
import { DeliverMessage } from '../../src/modules/messaging/deliver-message.js';
import type { Parcel } from '../../src/modules/messaging/deliver-message.js';
import { NumberKeys } from '../../src/modules/messaging/number-keys.js';
import { MessageCounts } from '../../src/modules/messaging/message-counts.js';
import { MessageSources } from '../../src/modules/messaging/message-source.js';
import { takeMessages } from '../../src/modules/messaging/storage/due-messages.js';
import { AssessPlans } from '../../src/modules/recall/assess-plans.js';
import { LookAgain } from '../../src/modules/recall/jobs/look-again.js';
import { SweepPlans } from '../../src/modules/recall/jobs/sweep-plans.js';
import { LookAtPlans } from '../../src/modules/recall/look-at-plans.js';
import { RecallMessages } from '../../src/modules/recall/recall-messages.js';
import { ReadClientFacts } from '../../src/modules/screening/client-facts.js';
import { ScreenVisit } from '../../src/modules/screening/screen-visit.js';
import { MasterKeys, Vault } from '../../src/platform/crypto/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import type { Fact } from '../../src/platform/jobs/index.js';
import { Site } from '../../src/platform/pages/index.js';
import { Metrics } from '../../src/platform/telemetry/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from './api.js';
import type { TestApi } from './api.js';

const SILENT = pino({ level: 'silent' });

type Told = Fact & { readonly practiceId: string };

const TOLD = `SELECT id, practice_id AS "practiceId", fact, payload, created_at AS at FROM outbox WHERE fact = ANY($1) ORDER BY id`;

/** What a worker does about recall, by hand: it hears what was told, and sweeps, by the clock of the API under test. */
export class RecallWorker {
  readonly units: UnitOfWork;
  readonly messages: RecallMessages;
  readonly lookAtPlans: LookAtPlans;
  readonly assessPlans: AssessPlans;
  readonly screenVisit: ScreenVisit;
  private readonly clock = new DatabaseClock();
  private readonly subscriber = new LookAgain();
  private readonly heard = new Set<string>();

  private constructor(
    private readonly api: TestApi,
    private readonly source: DataSource,
  ) {
    this.units = new UnitOfWork(source, this.clock);
    const vault = new Vault(new MasterKeys({ recordsKey: RECORDS_KEY, recordsKeyBefore: undefined }));
    this.screenVisit = new ScreenVisit(new ReadClientFacts(vault));
    this.assessPlans = new AssessPlans(this.screenVisit);
    this.lookAtPlans = new LookAtPlans(this.assessPlans);
    this.messages = new RecallMessages(this.assessPlans);
  }

  static async on(api: TestApi): Promise<RecallWorker> {
    const source = createDataSource({ url: api.database.workerUrl, poolSize: 8, applicationName: 'test' });
    return new RecallWorker(api, await source.initialize());
  }

  /** How many plans were looked at. */
  sweep(lookAtPlans: LookAtPlans = this.lookAtPlans): Promise<number> {
    this.clock.offset = this.api.clock.offset;
    return new SweepPlans(this.source, this.clock, this.units, lookAtPlans).execute();
  }

  /** Each fact once, in the order in which they were told. */
  async hear(): Promise<void> {
    this.clock.offset = this.api.clock.offset;
    const told = await this.source.query<Told[]>(TOLD, [this.subscriber.facts]);
    for (const { practiceId, ...fact } of told.filter(({ id }) => !this.heard.has(id))) {
      const actor = { kind: 'system', practiceId, name: this.subscriber.name } as const;
      await this.units.do(actor, (tx) => this.subscriber.handle(tx, fact));
      this.heard.add(fact.id);
    }
  }

  /** All that follows from what was told until now, and from the time. */
  async settle(): Promise<number> {
    await this.hear();
    return this.sweep();
  }

  /** Delivers what is due, and gives what went out. */
  async deliver(): Promise<Parcel[]> {
    this.clock.offset = this.api.clock.offset;
    const config = { accessTokenSecret: TOKEN_SECRET, publicUrl: this.api.url, mailFrom: 'desk@unknot.example' };
    const sources = new MessageSources([this.messages]);
    const compose = new ComposeMessage(
      sources,
      new KeepMessageLink(config),
      new Site(config),
      config,
      new NumberKeys(config),
    );
    const deliver = new DeliverMessage(this.units, compose, new MessageCounts(new Metrics(SILENT)), SILENT);
    const parcels: Parcel[] = [];
    for (const channel of ['email', 'sms'] as const) {
      const due = await takeMessages(this.source, {
        channel,
        offset: this.clock.offset,
        again: 60_000,
        atMost: 100,
      });
      for (const one of due) {
        await deliver.execute(one, (parcel) => {
          parcels.push(parcel);
          return Promise.resolve({ kind: 'accepted', providerId: parcel.message.id });
        });
      }
    }
    return parcels;
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
