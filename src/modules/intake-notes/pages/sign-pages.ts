import { Injectable } from '@nestjs/common';
import type { Language } from '../../../platform/pages/index.js';
import type { Visit } from '../../access/index.js';
import { QuestionKind } from '../domain/index.js';
import type { AnswerViolation } from '../domain/index.js';
import { SaveIntakeAnswers } from '../save-intake-answers.js';
import { SubmitIntake } from '../submit-intake.js';
import type { Problems } from './error-summary.js';
import { FillInPages } from './fill-in-pages.js';
import type { Answered, Posted } from './fill-in-pages.js';
import { IntakeContexts } from './intake-contexts.js';
import { givenBy } from './read-answers.js';
import { reviewPage } from './review-page.js';
import { missingProblems, ruleText, SaveStep } from './save-step.js';
import type { Saved } from './save-step.js';
import { stepsOf } from './steps.js';
import { laterPage } from './told-pages.js';

/** The page on which a client looks through what they answered, signs it and sends it. */
@Injectable()
export class SignPages {
  constructor(
    private readonly pages: FillInPages,
    private readonly contexts: IntakeContexts,
    private readonly saving: SaveStep,
    private readonly saveAnswers: SaveIntakeAnswers,
    private readonly submitting: SubmitIntake,
  ) {}

  async review(visit: Visit, language: Language): Promise<Answered> {
    const intake = await this.pages.started(visit);
    return intake ? { page: reviewPage(intake, await this.contexts.read(visit, language)) } : { to: '' };
  }

  async send(visit: Posted, language: Language): Promise<Answered> {
    const { link, fields } = visit;
    const intake = await this.pages.started(visit);
    if (!intake) return { to: '' };
    const questions = stepsOf(intake.form, intake.answers).last.flatMap((step) => step.section.questions);
    const outcome = await this.saving.execute(link.actor, { intake, questions, fields, language });
    if (!outcome.ok) return this.again(visit, language, { ...outcome.refusal, status: 409 });
    const saved = outcome.value;
    const go = fields.one('go');
    const problems = go === 'send' ? unfinished(saved, language) : saved.problems;
    if (problems.size > 0) return this.again(visit, language, { entries: saved.entries, problems, status: 422 });
    if (go === 'later') return { page: laterPage(await this.contexts.read(visit, language)), leave: true };
    if (go === 'back') return { to: `/page/${stepsOf(saved.intake.form, saved.intake.answers).pages.length}` };
    return this.submit(visit, language, saved);
  }

  /** Signs exactly what was looked through: anything that was saved meanwhile is shown first. */
  private async submit(visit: Posted, language: Language, { intake, entries }: Saved): Promise<Answered> {
    const { actor } = visit.link;
    const { id: intakeId, version } = intake.draft;
    const signed = await this.saveAnswers.execute(actor, { intakeId, version, answers: givenBy(entries) });
    if (!signed.ok) return this.again(visit, language, { entries, status: 409 });
    const { violations } = signed.value;
    if (violations.length > 0) return this.unfit(visit, language, { entries, violations });
    const sent = await this.submitting.execute(actor, { intakeId, version: signed.value.intake.draft.version });
    if (sent.ok) return { to: '' };
    if (sent.refusal.kind === 'stale_version') return this.again(visit, language, { entries, status: 409 });
    return this.unfit(visit, language, { entries, violations: sent.refusal.violations });
  }

  private unfit(
    visit: Posted,
    language: Language,
    { entries, violations }: Pick<Saved, 'entries'> & { violations: readonly AnswerViolation[] },
  ): Promise<Answered> {
    const problems = new Map(violations.map(({ questionId, rule }) => [questionId, ruleText(rule, language)]));
    return this.again(visit, language, { entries, problems, status: 422 });
  }

  private async again(
    visit: Posted,
    language: Language,
    state: Pick<Saved, 'entries'> & { problems?: Problems; status: 409 | 422 },
  ): Promise<Answered> {
    const intake = await this.pages.started(visit);
    if (!intake) return { to: '' };
    const context = await this.contexts.read(visit, language);
    const notice = state.status === 409 ? context.messages.changedElsewhere : undefined;
    return { page: reviewPage(intake, context, { ...state, notice }) };
  }
}

/** All that keeps the form from being sent. A signature counts as it stands in its field. */
function unfinished(saved: Saved, language: Language): Problems {
  const { pages, last } = stepsOf(saved.intake.form, saved.intake.answers);
  const missing = missingProblems([...pages, ...last], saved, language);
  const signed = saved.asked.filter(({ kind, id }) => kind === QuestionKind.SIGNATURE && saved.entries.get(id)?.answer);
  const open = [...missing].filter(([id]) => !signed.some((question) => question.id === id));
  return new Map([...saved.problems, ...open]);
}
