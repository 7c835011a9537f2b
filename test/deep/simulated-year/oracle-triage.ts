import { HOUR, MINUTE } from './history.js';
import type { AnswerStory, ClientStory, VisitStory, YearStory } from './history.js';

export type Triage = 'expected' | 'watch' | 'follow_up' | 'refer' | 'emergency';

/** DOMAIN.md, Soreness check-in, row by row. `before`: the soreness of the answer before, of the same visit. */
export function triageOf(answer: AnswerStory, hours: number, before: number | null): Triage {
  const { soreness, isWorse, isBruised, isRedFlag, wantsCall } = answer;
  const isSore = soreness >= 1;
  if (isRedFlag) return 'emergency';
  if (isSore && hours >= 7 * 24) return 'refer';
  const isUp = before !== null && soreness >= before + 2;
  if (soreness >= 7 || isUp || isBruised || wantsCall || (isSore && hours >= 72)) return 'follow_up';
  return soreness >= 5 || isWorse || (isSore && hours >= 48) ? 'watch' : 'expected';
}

export interface Judged {
  readonly at: number;
  readonly triage: Triage;
}

/** The answers about a visit by an instant, each with what it comes to. */
export function judged({ answers }: YearStory, visit: VisitStory, by: number): Judged[] {
  const own = answers.filter(({ visitId, at }) => visitId === visit.id && at <= by);
  return own.map((answer, n) => {
    const { start } = visit.events.findLast(({ at }) => at <= answer.at)!;
    const hours = (answer.at - (start + visit.minutes * MINUTE)) / HOUR;
    return { at: answer.at, triage: triageOf(answer, hours, own[n - 1]?.soreness ?? null) };
  });
}

/** Whether somebody of the practice was still to speak to the client, or to keep an eye on them. */
export function hasOpenTask(client: ClientStory, year: YearStory, at: number): boolean {
  const done = client.tasksDone.filter((one) => one <= at).at(-1) ?? -Infinity;
  return year.visits
    .filter(({ clientId }) => clientId === client.id)
    .some((visit) => {
      const all = judged(year, visit, at);
      // What was only to be watched ends with the next answer.
      const open = all.filter(({ triage }, n) => triage !== 'expected' && (triage !== 'watch' || n === all.length - 1));
      return open.some((one) => one.at > done);
    });
}
