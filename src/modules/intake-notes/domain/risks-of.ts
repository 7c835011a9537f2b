import type { BodySite } from '../../practices/domain/index.js';
import { RED_FLAGS, RiskCode } from '../../screening/domain/index.js';
import type { RiskAnswer, RiskProfile } from '../../screening/domain/index.js';
import { answerTo, chosenOptions } from './answers.js';
import type { Answer, Answers } from './answers.js';
import { QuestionKind, questionsOf } from './form.js';
import type { Form, Question } from './form.js';
import { decideShown, visibleQuestions } from './visible-questions.js';
import type { Shown } from './visible-questions.js';

const IN_ORDER: readonly RiskCode[] = Object.values(RiskCode);

/**
 * What the answers say to screening. Total, and independent of the order of the answers. A hidden question never counts. A
 * risk is unknown where the question that asks for it was refused or, though required, not answered; where it is not
 * decided whether the question is to be asked; and where the form does not ask for it at all: unknown is never clear
 * (DOMAIN.md, Screening). Answering more never takes a risk away. `answeredOn` is the local date of answering.
 */
export function risksOf(form: Form, answers: Answers, answeredOn: string): RiskProfile {
  const shown = [...decideShown(form, answers)];
  const asked = shown.filter(([, is]) => is === 'shown').map(([question]) => question);
  const stated = statedRisks(asked, answers);
  const open = shown.filter(([question, is]) => isOpen(question, is, answers)).map(([question]) => question);
  const unknown = [...open.flatMap(askedRisks), ...uncoveredRisks(form)];
  return {
    answeredOn,
    present: IN_ORDER.filter((risk) => stated.has(risk)).map((risk) => riskAnswer(risk, asked, answers)),
    unknown: IN_ORDER.filter((risk) => unknown.includes(risk)),
    complete: !open.some(({ required }) => required),
  };
}

/** Whether the answers call for emergency advice at once (DOMAIN.md, the one list of red flags). */
export function isRedFlag(form: Form, answers: Answers): boolean {
  const stated = statedRisks(visibleQuestions(form, answers), answers);
  return RED_FLAGS.some((risk) => stated.has(risk));
}

/** The risks that no question of the form asks for: on such a form nobody can be screened as clear. */
export function uncoveredRisks(form: Form): RiskCode[] {
  const covered = new Set(questionsOf(form).flatMap(askedRisks));
  return IN_ORDER.filter((risk) => !covered.has(risk));
}

/** What the answers to these questions say is there. */
const statedRisks = (asked: readonly Question[], answers: Answers): ReadonlySet<RiskCode> =>
  new Set(asked.flatMap((question) => risksIn(question, answerTo(answers, question.id))));

/** All that a question can say of risks. */
export function askedRisks(question: Question): RiskCode[] {
  const own = 'risk' in question && question.risk ? [question.risk] : [];
  const ofOptions = 'options' in question ? question.options.flatMap(({ risk }) => (risk ? [risk] : [])) : [];
  return [...own, ...ofOptions];
}

function risksIn(question: Question, answer: Answer | undefined): RiskCode[] {
  if (!answer || answer.kind !== question.kind) return [];
  if ('options' in question) {
    const chosen = chosenOptions(answer);
    return question.options.flatMap(({ id, risk }) => (risk && chosen.includes(id) ? [risk] : []));
  }
  const isStated =
    (answer.kind === QuestionKind.YES_NO && answer.yes) ||
    (answer.kind === QuestionKind.BODY_MAP && answer.sites.length > 0);
  return isStated ? askedRisks(question) : [];
}

/** Whether something is still to be learnt from a question. */
function isOpen(question: Question, shown: Shown, answers: Answers): boolean {
  if (shown === 'hidden') return false;
  const answer = answerTo(answers, question.id);
  if (shown === 'undecided') return askedRisks(question).length > 0;
  return answer === undefined ? question.required : answer.kind === 'refused';
}

/** A risk with what the follow-up questions learnt of it: the latest of several dates, and every place. */
function riskAnswer(risk: RiskCode, asked: readonly Question[], answers: Answers): RiskAnswer {
  const said = asked.filter((question) => tellsAbout(question, risk)).flatMap(({ id }) => answerTo(answers, id) ?? []);
  const on = said
    .flatMap((answer) => (answer.kind === QuestionKind.DATE ? [answer.date] : []))
    .sort()
    .at(-1);
  const sites = said.flatMap((answer) => (answer.kind === QuestionKind.BODY_MAP ? answer.sites : []));
  const detail = said.flatMap(wordsOf).join('; ');
  return {
    risk,
    ...(on !== undefined && { on }),
    ...(sites.length > 0 && { sites: inOrder(sites) }),
    ...(detail !== '' && { detail }),
  };
}

function tellsAbout(question: Question, risk: RiskCode): boolean {
  const told = 'tellsAbout' in question ? (question.tellsAbout ?? []) : [];
  return told.includes(risk) || ('risk' in question && question.risk === risk);
}

function wordsOf(answer: Answer): string[] {
  if (answer.kind === QuestionKind.TEXT) return [answer.text];
  return answer.kind === QuestionKind.YES_NO && answer.yes && answer.detail ? [answer.detail] : [];
}

/** Each place once, in an order that does not depend on the order of marking. */
function inOrder(sites: readonly BodySite[]): BodySite[] {
  const byName = new Map(sites.map((site) => [`${site.region} ${site.side}`, site]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, site]) => site);
}
