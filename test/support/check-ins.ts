import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import { CheckInMessages } from '../../src/modules/check-ins/check-in-messages.js';
import { Sweeps } from '../../src/platform/jobs/index.js';
import { CloseUnanswered } from '../../src/modules/check-ins/jobs/close-unanswered.js';
import { FollowConsents } from '../../src/modules/check-ins/jobs/follow-consents.js';
import { FollowMerges } from '../../src/modules/check-ins/jobs/follow-merges.js';
import { PlanCheckIns } from '../../src/modules/check-ins/jobs/plan-check-ins.js';
import { PlanCheckIn } from '../../src/modules/check-ins/plan-check-in.js';
import { RedirectCheckIns } from '../../src/modules/check-ins/redirect-check-ins.js';
import { WantedAsks } from '../../src/modules/check-ins/wanted-asks.js';
import type { Composed, Later, MessageToSend, NotSent } from '../../src/modules/messaging/index.js';
import { TreatmentsGiven } from '../../src/modules/session-notes/index.js';
import { MasterKeys, Vault } from '../../src/platform/crypto/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { IssueClientLink } from '../../src/modules/access/index.js';
import { RECORDS_KEY } from './api.js';
import type { TestApi } from './api.js';
import type { ClinicFixture } from './clinic-fixture.js';
import type { TestDatabase } from './cluster.js';

/** A message of the ledger, as far as it has to do with check-ins. */
export interface LedgerRow {
  readonly step: string;
  readonly channel: string;
  readonly version: string;
  readonly dueAt: string;
  readonly usefulUntil: string;
  readonly state: string;
  readonly reason: string | null;
}

/** What the worker does about check-ins, over the database of a test. */
export class CheckInWorker {
  private constructor(
    private readonly dataSource: DataSource,
    readonly vault: Vault,
    readonly clock: DatabaseClock,
    readonly units: UnitOfWork,
  ) {}

  static async over(database: TestDatabase): Promise<CheckInWorker> {
    const wishes = { url: database.workerUrl, poolSize: 4, applicationName: 'test-worker' };
    const dataSource = await createDataSource(wishes).initialize();
    const vault = new Vault(new MasterKeys({ recordsKey: RECORDS_KEY, recordsKeyBefore: undefined }));
    const clock = new DatabaseClock();
    return new CheckInWorker(dataSource, vault, clock, new UnitOfWork(dataSource, clock));
  }

  /** From now on it is this instant. */
  set now(iso: string) {
    this.clock.offset = Date.parse(iso) - Date.now();
  }

  /** Tells the subscribers of check-ins that something has happened. */
  async tell(practiceId: string, fact: string, payload: Readonly<Record<string, string>>): Promise<void> {
    const plan = new PlanCheckIn(this.vault, new WantedAsks(new TreatmentsGiven(this.vault), this.vault));
    const redirect = new RedirectCheckIns();
    const subscribers = [new PlanCheckIns(plan), new FollowMerges(redirect), new FollowConsents(redirect)];
    for (const subscriber of subscribers) {
      const facts: readonly string[] = subscriber.facts;
      if (!facts.includes(fact)) continue;
      await this.units.do({ kind: 'system', practiceId, name: subscriber.name }, (tx) =>
        subscriber.handle(tx, { id: newId(), fact, payload, at: tx.now }),
      );
    }
  }

  closeUnanswered(): Promise<number> {
    return new CloseUnanswered(new Sweeps(this.dataSource, this.clock, this.units)).execute();
  }

  /** What the check-in says of a message of it whose time has come. */
  async compose({ practiceId, sql }: ClinicFixture, step: string): Promise<Composed | NotSent | Later> {
    const [message] = await sql<MessageToSend>(
      `SELECT id, kind, subject_id AS "subjectId", version, step, channel, clinic_id AS "clinicId", client_id AS "clientId",
         membership_id AS "membershipId", due_at AS "dueAt" FROM messages WHERE practice_id = $1 AND step = $2 ORDER BY version DESC LIMIT 1`,
      [practiceId, step],
    );
    return this.units.do({ kind: 'system', practiceId, name: 'messages' }, (tx) =>
      new CheckInMessages().compose(tx, message!),
    );
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** What the ledger holds of check-ins, as it is due. */
export const ledgerOf = ({ practiceId, sql }: ClinicFixture): Promise<LedgerRow[]> =>
  sql<LedgerRow>(
    `SELECT step, channel, version, to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS "dueAt",
       to_char(useful_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') AS "usefulUntil", state, reason
     FROM messages WHERE practice_id = $1 AND kind = 'soreness_check_in' ORDER BY due_at, version, step`,
    [practiceId],
  );

export interface CheckInLink {
  readonly id: string;
  readonly checkInId: string;
  /** That opens it, with the token. */
  readonly path: string;
  /** At which its page stands. */
  readonly by: string;
}

/** A link to a check-in, as its messages carry one. */
export async function checkInLink(
  api: TestApi,
  { practiceId, sql }: ClinicFixture,
  appointmentId: string,
  days = 14,
): Promise<CheckInLink> {
  const [checkIn] = await sql<{ id: string; clientId: string }>(
    'SELECT id, client_id AS "clientId" FROM check_ins WHERE practice_id = $1 AND appointment_id = $2',
    [practiceId, appointmentId],
  );
  const { id: subjectId, clientId } = checkIn!;
  const { link, token } = await api.app
    .get(UnitOfWork)
    .do({ kind: 'system', practiceId, name: 'messages' }, (tx) =>
      api.app.get(IssueClientLink, { strict: false }).execute(tx, { clientId, purpose: 'check_in', subjectId, days }),
    );
  return { id: link.id, checkInId: subjectId, path: `/check_in/${token}`, by: `/check_in/by/${link.id}` };
}

/** What somebody without any complaint fills in. */
export const WELL = { 'a.soreness': '0', 'a.unusual': 'none', 'a.trend': 'same', 'a.bruising': 'no' };
