import { Injectable } from '@nestjs/common';
import { PageGone } from '../../../platform/pages/index.js';
import type { FormFields, Language, Page } from '../../../platform/pages/index.js';
import type { Visit } from '../../access/index.js';
import { isRedFlag } from '../domain/index.js';
import type { Question } from '../domain/index.js';
import type { Intake } from '../intakes.js';
import { ReadIntakeForLink } from '../read-intake-for-link.js';
import { IntakeContexts } from './intake-contexts.js';
import type { IntakeContext } from './intake-frame.js';
import type { Entries } from './read-answers.js';
import { missingProblems, SaveStep } from './save-step.js';
import type { Saved } from './save-step.js';
import { sectionPage } from './section-page.js';
import { pageOf, stepsOf } from './steps.js';
import type { Step } from './steps.js';
import { laterPage, overviewPage, sentPage, urgentPage } from './told-pages.js';

/** A page, or the path below the link's where the browser is sent on. */
export type Answered = { readonly page: Page; readonly leave?: boolean } | { readonly to: string };

export type Posted = Visit & { readonly fields: FormFields };

/** The pages on which a client fills in the form, from the first section to the last. */
@Injectable()
export class FillInPages {
  constructor(
    private readonly intakes: ReadIntakeForLink,
    private readonly contexts: IntakeContexts,
    private readonly saving: SaveStep,
  ) {}

  /** Where one stands, or what one has sent. */
  async overview(visit: Visit, language: Language): Promise<Answered> {
    const found = await this.intakes.execute(visit.link.actor);
    if (found.state === 'not_started') throw new PageGone();
    const context = await this.contexts.read(visit, language);
    return { page: found.state === 'started' ? overviewPage(found.intake, context) : sentPage(found.note, context) };
  }

  /** One page of the form. `from` says that the browser was sent back to it, for questions that its answers brought up. */
  async page(visit: Visit, language: Language, { number, from }: { number: string; from?: number }): Promise<Answered> {
    const intake = await this.started(visit);
    const step = intake && stepsOf(intake.form, intake.answers).pages[Number(number) - 1];
    if (!step) return { to: '' };
    const context = await this.contexts.read(visit, language);
    const state = from === undefined ? {} : { from, notice: context.messages.more };
    return { page: sectionPage(intake, step, context, state) };
  }

  /** Keeps what a page's form sent, and goes where its button says. */
  async save(visit: Posted, language: Language): Promise<Answered> {
    const { link, fields } = visit;
    const intake = await this.started(visit);
    const section = intake?.form.sections.find(({ id }) => id === fields.one('sections'));
    if (!intake || !section) return { to: '' };
    const sent = { intake, questions: section.questions, fields, language };
    const outcome = await this.saving.execute(link.actor, sent);
    const context = await this.contexts.read(visit, language);
    if (!outcome.ok) return this.changedElsewhere(visit, section.id, { context, ...outcome.refusal });
    const step = pageOf(outcome.value.intake, section.id);
    return step ? goOn(outcome.value, step, { context, go: fields.one('go') }) : { to: '' };
  }

  /** Null once it was sent. Throws `PageGone` where nothing was begun. */
  async started({ link }: Visit): Promise<Intake | null> {
    const found = await this.intakes.execute(link.actor);
    if (found.state === 'not_started') throw new PageGone();
    return found.state === 'started' ? found.intake : null;
  }

  /** Shows what was sent, upon what stands by now: sent once more, it is kept. */
  private async changedElsewhere(
    visit: Visit,
    sectionId: string,
    { context, entries }: { context: IntakeContext; entries: Entries },
  ): Promise<Answered> {
    const intake = await this.started(visit);
    const step = intake && pageOf(intake, sectionId);
    if (!step) return { to: '' };
    const state = { entries, notice: context.messages.changedElsewhere, status: 409 };
    return { page: sectionPage(intake, step, context, state) };
  }
}

function goOn(saved: Saved, step: Step, { context, go }: { context: IntakeContext; go: string }): Answered {
  const { intake, entries } = saved;
  const isAsked = ({ id }: Question): boolean => saved.asked.some((question) => question.id === id);
  const asked = { ...step, questions: step.questions.filter(isAsked) };
  const missing = go === 'next' ? missingProblems([asked], saved, context.language) : [];
  const problems = new Map([...saved.problems, ...missing]);
  if (problems.size > 0) return { page: sectionPage(intake, step, context, { entries, problems, status: 422 }) };
  if (go === 'later') return { page: laterPage(context), leave: true };
  if (go === 'back') return { to: step.number > 1 ? `/page/${step.number - 1}` : '' };
  const from = step.questions.findIndex((question) => !isAsked(question)) + 1;
  const isLast = step.number === stepsOf(intake.form, intake.answers).pages.length;
  const to = from > 0 ? `/page/${step.number}?from=${from}#more` : isLast ? '/review' : `/page/${step.number + 1}`;
  // On a page of its own, whose address does not tell of it: the answer to this very request.
  if (isRedFlag({ sections: [step.section] }, intake.answers))
    return { page: urgentPage(context, `${context.path}${to}`) };
  return { to };
}
