import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import { RecordErased, Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { bringMessages, dropMessages, standingWith, timingOf } from './asked-round.js';
import { AskStep, CheckInState, Triage } from './domain/index.js';
import type { Ask } from './domain/index.js';
import { channelFor } from './channel-for.js';
import { answersOf } from './storage/answers.js';
import { checkInOfVisitForChange, insertCheckIn, sealTreated, updateCheckIn } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';
import { settingsOf } from './storage/settings.js';
import { personToAsk, visitToCheck } from './storage/visits.js';
import type { VisitToCheck } from './storage/visits.js';
import { WantedAsks } from './wanted-asks.js';
import type { Planning, Wanted } from './wanted-asks.js';

/** Those that answers have asked for: no note takes them back. */
const BY_ANSWERS: readonly AskStep[] = [AskStep.WATCH, AskStep.FOLLOW_UP];

/**
 * Brings the check-in of a visit to what is true now: planned from the booked service once the visit is completed, replanned once
 * from its signed note, and called off where the visit was taken back. What is decided hangs on when the visit was completed and
 * its note signed, and not on when the program hears of it, or of which first.
 */
@Injectable()
export class PlanCheckIn {
  constructor(
    private readonly vault: Vault,
    private readonly wantedAsks: WantedAsks,
  ) {}

  async execute(tx: Tx, appointmentId: string): Promise<void> {
    await tx.lock([appointmentId]);
    const visit = await visitToCheck(tx, appointmentId);
    const known = await checkInOfVisitForChange(tx, appointmentId);
    if (!visit) return;
    if (visit.status !== 'completed') {
      if (known && known.state !== CheckInState.CALLED_OFF) callOff(tx, known);
      return;
    }
    const planning = await planningOf(tx, visit);
    if (!known || known.state === CheckInState.CALLED_OFF) await this.begin(tx, planning, known);
    else if (known.basis === 'service') await this.replan(tx, planning, known);
  }

  /** From the beginning: of a visit that was taken back and completed again in a round of its own. */
  private async begin(tx: Tx, planning: Planning, before: CheckIn | undefined): Promise<void> {
    const { visit, person, timing } = planning;
    const wanted = await this.wantedAsks.of(tx, planning);
    const asks = before ? await asksWith(tx, before, wanted) : wanted.asks;
    const key = asks.length > 0 ? await keyUnlessErased(tx, this.vault, visit.clientId) : null;
    if (!key) return;
    const { id: appointmentId, clientId, therapistId, clinicId, endsAt: visitEndsAt, completedAt } = visit;
    const id = before?.id ?? newId();
    const answeredAt = before?.answeredAt ?? null;
    const checkIn: CheckIn = {
      ...{ id, appointmentId, clientId, therapistId, clinicId, visitEndsAt, answeredAt },
      ...{ level: wanted.level, basis: wanted.basis, asks, treated: sealTreated(key, id, wanted.treated) },
      ...standingWith(tx, { asks, answeredAt }, timing),
      ...{ round: before ? before.round + 1 : 1, channel: channelFor(person), createdAt: tx.now },
    };
    if (before) updateCheckIn(tx, checkIn);
    else insertCheckIn(tx, checkIn);
    bringMessages(tx, checkIn, { timing, since: completedAt.getTime(), reason: 'superseded' });
    tx.record({ action: 'check_in.planned', subjectIds: [id, clientId] });
  }

  /** Once, by the note; what was due before it was signed stays. */
  private async replan(tx: Tx, planning: Planning, known: CheckIn): Promise<void> {
    const wanted = await this.wantedAsks.of(tx, planning);
    if (wanted.basis !== 'note') return;
    const key = await keyUnlessErased(tx, this.vault, known.clientId);
    if (!key) return;
    const asks = await asksWith(tx, known, wanted);
    const checkIn: CheckIn = {
      ...{
        ...known,
        level: wanted.level,
        basis: wanted.basis,
        asks,
        treated: sealTreated(key, known.id, wanted.treated),
      },
      ...standingWith(tx, { ...known, asks }, planning.timing),
    };
    updateCheckIn(tx, checkIn);
    bringMessages(tx, checkIn, { timing: planning.timing, since: wanted.decidedAt, reason: 'superseded' });
    tx.record({ action: 'check_in.replanned', subjectIds: [known.id, known.clientId] });
  }
}

async function planningOf(tx: Tx, visit: VisitToCheck): Promise<Planning> {
  const { clientId, clinicId, startsAt, endsAt } = visit;
  const records = (await recordsOfPeople(tx, [clientId])).get(clientId)!;
  const person = await personToAsk(tx, { records, clinicId, startsAt });
  return { visit, records, person, timing: timingOf(endsAt, await settingsOf(tx), person.zone) };
}

/** What answers have asked for stays, and after one with a red flag nothing more is asked. */
async function asksWith(tx: Tx, known: CheckIn, { asks }: Wanted): Promise<Ask[]> {
  const answers = known.answeredAt ? await answersOf(tx, [known.id]) : [];
  if (answers.some(({ triage }) => triage === Triage.EMERGENCY || triage === Triage.REFER)) return [...known.asks];
  const byAnswers = known.asks.filter(({ step }) => BY_ANSWERS.includes(step));
  return [...asks, ...byAnswers].sort((a, b) => a.askAt - b.askAt);
}

function callOff(tx: Tx, known: CheckIn): void {
  updateCheckIn(tx, { ...known, state: CheckInState.CALLED_OFF, closesAt: null });
  dropMessages(tx, known, 'cancelled');
  tx.record({ action: 'check_in.called_off', subjectIds: [known.id, known.clientId] });
}

/** Null where the client's record has been erased: nobody is asked what nobody may keep. */
async function keyUnlessErased(tx: Tx, vault: Vault, clientId: string): Promise<ClientKey | null> {
  try {
    return await vault.keyOf(tx, clientId);
  } catch (error) {
    if (error instanceof RecordErased) return null;
    throw error;
  }
}
