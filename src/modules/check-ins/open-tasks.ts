import { subtract } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { openFollowUp, settleFollowUps } from '../follow-ups/index.js';
import type { FollowUpWish } from '../follow-ups/index.js';
import { hoursInWindow } from '../scheduling/domain/index.js';
import { readOpeningCalendars } from '../session-plans/index.js';
import { AskStep, Triage, withinOneWorkingDay } from './domain/index.js';
import type { CheckIn } from './storage/check-ins.js';

const DAY_MS = 86_400_000;
/** A clinic that is closed for longer has told that it is. */
const LOOK_AHEAD_DAYS = 60;

const KIND: Readonly<Partial<Record<Triage, FollowUpWish['kind']>>> = {
  [Triage.WATCH]: 'soreness_watch',
  [Triage.FOLLOW_UP]: 'soreness_follow_up',
  [Triage.REFER]: 'soreness_refer',
  [Triage.EMERGENCY]: 'soreness_emergency',
};

/**
 * Gives the therapist of the visit, and the desk of an emergency, what there is to do after an answer: at once, or within one
 * working day of the clinic. What was only to be watched has been answered by now, and what somebody is to call about stays.
 */
export async function openTasks(tx: Tx, checkIn: CheckIn, triage: Triage): Promise<void> {
  const { id: subjectId, clientId, appointmentId, therapistId } = checkIn;
  await settleFollowUps(tx, { kinds: ['soreness_watch'], subjectIds: [subjectId] });
  const kind = KIND[triage];
  if (!kind) return;
  const dueAt = triage === Triage.EMERGENCY ? tx.now : await dueWithinOneWorkingDay(tx, checkIn, triage);
  await openFollowUp(tx, { kind, subjectId, clientId, appointmentId, therapistId, dueAt });
}

async function dueWithinOneWorkingDay(tx: Tx, { clinicId, asks }: CheckIn, triage: Triage): Promise<Date> {
  const now = tx.now.getTime();
  // Somebody to be watched is asked again first.
  const asked = triage === Triage.WATCH ? asks.find(({ step }) => step === AskStep.WATCH)?.askAt : undefined;
  const from = Math.max(now, asked ?? now);
  const { zone, openingHours: weekly, closures } = (await readOpeningCalendars(tx, [clinicId])).get(clinicId)!;
  const window = { start: from - DAY_MS, end: from + LOOK_AHEAD_DAYS * DAY_MS };
  const open = subtract(hoursInWindow({ weekly, exceptions: [], zone, window }), closures);
  return new Date(withinOneWorkingDay(from, { zone, open }));
}
