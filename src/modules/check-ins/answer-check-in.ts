import { Injectable } from '@nestjs/common';
import { newId, NotFound, ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { useLink } from '../access/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { validateAnswers } from '../intake-notes/domain/index.js';
import type { Answers, AnswerViolation } from '../intake-notes/domain/index.js';
import { Instrument, Moment } from '../outcomes/domain/index.js';
import type { Score } from '../outcomes/domain/index.js';
import { RecordMeasurement } from '../outcomes/index.js';
import { bringMessages, standingWith, timingOf } from './asked-round.js';
import {
  askAnswered,
  asksAfterAnswer,
  AskStep,
  CHECK_IN_FORM,
  checkInAnswer,
  urgentAnswers,
  CheckInState,
  Triage,
  triageOf,
} from './domain/index.js';
import type { CheckInAnswer, Timing } from './domain/index.js';
import { openTasks } from './open-tasks.js';
import { answerByLink, answersOf, insertAnswer, openAnswer, sealAnswer } from './storage/answers.js';
import { findCheckInForChange, updateCheckIn } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';
import { settingsOf } from './storage/settings.js';
import { personToAsk } from './storage/visits.js';

/** Something is missing, or does not fit. */
export interface UnfinishedAnswer {
  readonly kind: 'unfinished';
  readonly violations: readonly AnswerViolation[];
}

/** It was sent by this link before. */
export interface AnsweredAlready {
  readonly kind: 'answered_already';
}

interface Given {
  readonly checkInId: string;
  readonly answers: Answers;
}

interface Found {
  readonly checkIn: CheckIn;
  /** Of the client's person. */
  readonly records: readonly string[];
}

/** An answer while it is written, and what it is judged by. */
interface Weighed {
  readonly checkIn: CheckIn;
  readonly answer: CheckInAnswer;
  readonly triage: Triage;
  readonly timing: Timing;
}

const HOUR_MS = 3_600_000;

@Injectable()
export class AnswerCheckIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
    private readonly measurements: RecordMeasurement,
  ) {}

  /**
   * Keeps what a client says, uses up the link, and does all that triage makes of it, in one unit: tasks, scores, the next asks, and
   * the fact that alerts whoever is on call. Throws `NotFound` where there is nothing to answer, or not for this client.
   */
  execute(actor: ClientActor, given: Given): Promise<Outcome<Triage, AnsweredAlready | UnfinishedAnswer>> {
    return this.unitOfWork.run<Triage, AnsweredAlready | UnfinishedAnswer>(actor, async (tx) => {
      const { checkIn, records } = await this.find(tx, given.checkInId);
      if (await answerByLink(tx, actor.linkId)) return refuse({ kind: 'answered_already' });
      const { answer, violations } = answerIn(tx, given.answers);
      if (violations.length > 0) return refuse({ kind: 'unfinished', violations });
      await useLink(tx);
      const key = await this.vault.keyOf(tx, checkIn.clientId);
      const weighed = await this.weigh(tx, { checkIn, records, key, answer });
      await this.keep(tx, { ...weighed, key, linkId: actor.linkId });
      return ok(weighed.triage);
    });
  }

  /** Nobody else answers or replans it until the unit ends. */
  private async find(tx: Tx, id: string): Promise<Found> {
    const checkIn = await findCheckInForChange(tx, id);
    if (!checkIn || checkIn.state === CheckInState.CALLED_OFF) throw new NotFound('check-in', id);
    return { checkIn, records: await this.access.require(tx, checkIn.clientId) };
  }

  private async weigh(
    tx: Tx,
    { checkIn, records, key, answer }: Found & { key: ClientKey; answer: CheckInAnswer },
  ): Promise<Weighed> {
    const { id, clinicId, visitEndsAt } = checkIn;
    const [settings, before, person] = await Promise.all([
      settingsOf(tx),
      answersOf(tx, [id]),
      personToAsk(tx, { records, clinicId, startsAt: visitEndsAt }),
    ]);
    const said = before.flatMap((row) => openAnswer(key, row).soreness ?? []);
    const previousSoreness = said.at(-1) ?? null;
    const elapsedHours = Math.max(0, tx.now.getTime() - visitEndsAt.getTime()) / HOUR_MS;
    const triage = triageOf({ answer, elapsedHours, previousSoreness }, settings);
    return { checkIn, answer, triage, timing: timingOf(visitEndsAt, settings, person.zone) };
  }

  private async keep(tx: Tx, { key, linkId, ...weighed }: Weighed & { key: ClientKey; linkId: string }): Promise<void> {
    const { checkIn, answer, triage } = weighed;
    const { id: checkInId, clientId, appointmentId, clinicId, therapistId, asks } = checkIn;
    const id = newId();
    const step = askAnswered(asks, tx.now.getTime())?.step ?? AskStep.FIRST;
    const content = sealAnswer(key, id, answer);
    insertAnswer(tx, { id, checkInId, clientId, linkId, step, triage, content, answeredAt: tx.now });
    const scored = { clientId, appointmentId, moment: Moment.CHECK_IN, takenAt: tx.now, scores: scoresIn(answer) };
    if (scored.scores.length > 0) await this.measurements.execute(tx, scored);
    await openTasks(tx, goOn(tx, weighed), triage);
    tx.record({ action: 'check_in.answered', subjectIds: [checkInId, clientId], details: { triage } });
    tx.emit('check_in.answered', { checkInId, answerId: id, appointmentId, clientId, clinicId, therapistId, triage });
  }
}

/** Whoever tells of a red flag is heard at once: what else is missing, or does not fit, is left out. */
function answerIn(
  { now }: Tx,
  given: Answers,
): Pick<UnfinishedAnswer, 'violations'> & { readonly answer: CheckInAnswer } {
  const today = now.toISOString().slice(0, 10);
  const urgent = urgentAnswers(given);
  const checked = validateAnswers(CHECK_IN_FORM, urgent ?? given, { final: !urgent, today });
  return { answer: checkInAnswer(checked.answers), violations: urgent ? [] : checked.violations };
}

/** What is asked next, and what of the messages is pointless now. */
function goOn(tx: Tx, { checkIn, triage, timing }: Weighed): CheckIn {
  const answeredAt = tx.now;
  const now = answeredAt.getTime();
  const asks = asksAfterAnswer(triage, { asks: checkIn.asks, answeredAt: now, ...timing });
  const answered = { ...checkIn, asks, answeredAt };
  const next = { ...answered, ...standingWith(tx, answered, timing) };
  updateCheckIn(tx, next);
  const reason = triage === Triage.EMERGENCY ? 'open_task' : 'already_answered';
  bringMessages(tx, next, { timing, since: now, reason });
  return next;
}

function scoresIn({ soreness, pain, sleep, mood }: CheckInAnswer): Score[] {
  const said = [
    [Instrument.SORENESS, soreness],
    [Instrument.PAIN, pain],
    [Instrument.SLEEP_QUALITY, sleep],
    [Instrument.MOOD, mood],
  ] as const;
  return said.flatMap(([instrument, value]) => (value === null ? [] : [{ instrument, movement: null, value }]));
}
