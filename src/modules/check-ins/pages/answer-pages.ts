import { Injectable } from '@nestjs/common';
import { PageGone } from '../../../platform/pages/index.js';
import type { FormFields, Language, Page } from '../../../platform/pages/index.js';
import type { Visit } from '../../access/index.js';
import { AnswerRule, questionsOf } from '../../intake-notes/domain/index.js';
import type { AnswerViolation } from '../../intake-notes/domain/index.js';
import { givenBy, ruleText, sentEntries } from '../../intake-notes/index.js';
import { AnswerCheckIn } from '../answer-check-in.js';
import { checkInForm } from '../domain/index.js';
import type { Answers } from '../../intake-notes/domain/index.js';
import { ReadCheckInForLink } from '../read-check-in-for-link.js';
import { answerPage } from './answer-page.js';
import { CheckInContexts } from './check-in-contexts.js';
import { CHECK_IN_MESSAGES } from './messages.js';
import { advicePage } from './told-pages.js';

/** The one page of a check-in: its questions and, once they were answered, what to do and what was said. */
@Injectable()
export class AnswerPages {
  constructor(
    private readonly checkIns: ReadCheckInForLink,
    private readonly answering: AnswerCheckIn,
    private readonly contexts: CheckInContexts,
  ) {}

  async show(visit: Visit, language: Language): Promise<Page> {
    const found = await this.checkIns.execute(visit.link.actor, subjectOf(visit));
    const context = await this.contexts.read(visit, language);
    return found.state === 'answered' ? advicePage(context, found.sent) : answerPage(context, found);
  }

  /** Keeps what was sent, and says what to do. What was sent before by the same link is read back. */
  async answer(visit: Visit & { readonly fields: FormFields }, language: Language): Promise<Page> {
    const { actor } = visit.link;
    const found = await this.checkIns.execute(actor, subjectOf(visit));
    if (found.state === 'answered') return this.show(visit, language);
    const entries = sentEntries(questionsOf(checkInForm(found)), visit.fields);
    const answers = saidIn(givenBy(entries));
    const outcome = await this.answering.execute(actor, { checkInId: subjectOf(visit), answers });
    if (outcome.ok || outcome.refusal.kind === 'answered_already') return this.show(visit, language);
    const problems = new Map(
      outcome.refusal.violations.map((broken) => [broken.questionId, sentence(broken, language)]),
    );
    return answerPage(await this.contexts.read(visit, language), { ...found, entries, problems });
  }
}

/** The check-in that a link is for. */
function subjectOf({ link: { subjectId } }: Visit): string {
  if (subjectId === null) throw new PageGone();
  return subjectId;
}

const saidIn = (given: ReturnType<typeof givenBy>): Answers =>
  Object.fromEntries(Object.entries(given).flatMap(([id, answer]) => (answer ? [[id, answer]] : [])));

const sentence = ({ rule }: AnswerViolation, language: Language): string =>
  rule === AnswerRule.REQUIRED ? CHECK_IN_MESSAGES[language].unanswered : ruleText(rule, language);
