import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { messagesAbout, planMessages, redirectMessages, reviseMessages } from '../messaging/index.js';
import type { LedgerMessage, PlannedMessage } from '../messaging/index.js';
import { amendmentOf, VISIT_KINDS } from './domain/index.js';
import type { Channel, LedgerEntry, VisitKind, WantedMessage } from './domain/index.js';
import { waysTo } from './storage/recipients.js';
import { reminderSettings } from './storage/reminder-settings.js';
import type { ReminderSettings } from './storage/reminder-settings.js';
import { visitsToTell } from './storage/visits-to-tell.js';
import type { VisitToTell } from './storage/visits-to-tell.js';

/** All that decides which messages a visit has. */
export const tellingOf = ({ course, zone, isUnscreened }: VisitToTell, settings: ReminderSettings) => {
  const { allRules: rules, tellsSince } = settings;
  return { course, zone, isUnscreened, rules, tellsSince };
};

/**
 * Makes the ledger have what these visits ask for, by what is true of them now: in a constant number of statements. Whoever plans
 * for a visit has it for themselves, so that the last one sees all that was committed.
 */
export async function planVisitMessages(tx: Tx, appointmentIds: readonly string[]): Promise<void> {
  if (appointmentIds.length === 0) return;
  await tx.lock(appointmentIds);
  const [visits, settings, ledger] = await Promise.all([
    visitsToTell(tx, appointmentIds),
    reminderSettings(tx),
    messagesAbout(tx, { kinds: VISIT_KINDS, subjectIds: appointmentIds }),
  ]);
  const clientIds = [...new Set(visits.map(({ clientId }) => clientId))];
  const people = await recordsOfPeople(tx, clientIds);
  const ways = await waysTo(tx, people);
  const amendments = visits.map((visit) => {
    const records = people.get(visit.clientId) ?? [];
    const entries = ledger.filter(({ subjectId }) => subjectId === visit.id).map((one) => entryOf(one, records));
    const { best, reached } = ways.get(visit.clientId)!;
    const { plan, ...revision } = amendmentOf(entries, tellingOf(visit, settings), tx.now.getTime(), reached);
    return { ...revision, plan: plan.map((wanted) => plannedFor(visit, wanted, best)) };
  });
  planMessages(
    tx,
    amendments.flatMap(({ plan }) => plan),
  );
  reviseMessages(tx, {
    again: amendments.flatMap(({ again }) => again),
    callOff: amendments.flatMap(({ callOff }) => callOff),
  });
  redirectMessages(
    tx,
    amendments.flatMap(({ redirect }) => redirect),
  );
}

const entryOf = (message: LedgerMessage, records: readonly string[]): LedgerEntry => ({
  ...message,
  kind: message.kind as VisitKind,
  isTheirs: message.clientId !== null && records.includes(message.clientId),
});

function plannedFor(visit: VisitToTell, wanted: WantedMessage, best: Channel): PlannedMessage {
  const { kind, version, step, dueAt } = wanted;
  return {
    ...{ kind, version, step, subjectId: visit.id, clinicId: visit.clinicId, to: { clientId: visit.clientId } },
    channel: wanted.channel ?? best,
    dueAt: new Date(dueAt),
    usefulUntil: visit.startsAt,
  };
}
