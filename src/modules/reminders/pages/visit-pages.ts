import { Injectable } from '@nestjs/common';
import { OddRequest, PageGone, Site } from '../../../platform/pages/index.js';
import type { FormFields, Language, Page } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { Visit } from '../../access/index.js';
import { AnswerVisit } from '../answer-visit.js';
import { FindTimesToMoveTo } from '../find-times-to-move-to.js';
import { MoveVisit } from '../move-visit.js';
import type { NotMoved } from '../move-visit.js';
import { ReadVisitForLink } from '../read-visit-for-link.js';
import { SAID, VISIT_MESSAGES } from './messages.js';
import type { Said } from './messages.js';
import { movePage, takenPage, timesPage } from './time-pages.js';
import type { Choice } from './time-pages.js';
import { cancelPage, overviewPage } from './told-pages.js';
import type { VisitContext } from './visit-frame.js';

/** A page, or the path below the link's where the browser is sent on. */
export type Answered = { readonly page: Page } | { readonly to: string };

export type Posted = Visit & { readonly fields: FormFields };

export const PURPOSE = 'appointment';

/** The pages on which a client sees a visit, and answers for it. Whatever they do is asked of the same use cases as the desk's. */
@Injectable()
export class VisitPages {
  constructor(
    private readonly reading: ReadVisitForLink,
    private readonly answering: AnswerVisit,
    private readonly times: FindTimesToMoveTo,
    private readonly moving: MoveVisit,
    private readonly site: Site,
  ) {}

  async overview(visit: Visit, language: Language, said: string | null): Promise<Answered> {
    const context = await this.context(visit, language);
    return { page: overviewPage(context, { said: SAID.find((one) => one === said) ?? null, now: context.now }) };
  }

  /** Nothing is asked that cannot be done: then the visit is shown as it stands. */
  async cancel(visit: Visit, language: Language): Promise<Answered> {
    const context = await this.context(visit, language);
    return context.visit.acts.change === 'open' ? { page: cancelPage(context) } : { to: '' };
  }

  async change(visit: Visit, language: Language, from: string | null): Promise<Answered> {
    const context = await this.context(visit, language);
    if (context.visit.acts.change !== 'open') return { to: '' };
    const found = await this.times.execute(visit.link.actor, subjectOf(visit), from);
    return { page: timesPage({ ...context, visit: found.visit }, found) };
  }

  async move(
    visit: Visit,
    language: Language,
    wish: Readonly<Record<'to' | 'with', string | null>>,
  ): Promise<Answered> {
    const context = await this.context(visit, language);
    const choice = choiceIn(wish.to ?? '', wish.with ?? '');
    return context.visit.acts.change === 'open' && choice ? { page: movePage(context, choice) } : { to: '' };
  }

  async answer(visit: Posted, answer: 'confirm' | 'cancel'): Promise<Answered> {
    const startsAt = instantIn(visit.fields.one('start'));
    if (!startsAt) throw new OddRequest();
    const outcome = await this.answering.execute(visit.link.actor, {
      appointmentId: subjectOf(visit),
      answer,
      startsAt,
    });
    if (!outcome.ok) return backTo(outcome.refusal.kind);
    return backTo(answer === 'confirm' ? 'confirmed' : 'cancelled');
  }

  async moveNow(visit: Posted, language: Language): Promise<Answered> {
    const { fields, link } = visit;
    const [choice, from] = [choiceIn(fields.one('to'), fields.one('with')), instantIn(fields.one('from'))];
    if (!choice || !from) throw new OddRequest();
    const outcome = await this.moving.execute(link.actor, { ...choice, from, appointmentId: subjectOf(visit) });
    if (outcome.ok) return backTo(outcome.value.status === 'pending_clearance' ? 'kept' : 'moved');
    return this.notMoved(visit, language, { refusal: outcome.refusal, choice });
  }

  private async notMoved(
    visit: Visit,
    language: Language,
    { refusal, choice }: { readonly refusal: NotMoved; readonly choice: Choice },
  ): Promise<Answered> {
    if (refusal.kind !== 'taken') return backTo(refusal.kind);
    return { page: takenPage(await this.context(visit, language), { next: refusal.next, choice }) };
  }

  private async context(visit: Visit, language: Language): Promise<VisitContext & { readonly now: Date }> {
    const { link, formToken } = visit;
    const found = await this.reading.execute(link.actor, subjectOf(visit));
    const path = this.site.path(LinkDoor.pathBy(PURPOSE, link.actor.linkId));
    return { ...found, language, messages: VISIT_MESSAGES[language], path, formToken };
  }
}

/** Throws `PageGone` for a link that is about no visit. */
function subjectOf({ link }: Visit): string {
  if (link.subjectId === null) throw new PageGone();
  return link.subjectId;
}

const backTo = (said: Said): Answered => ({ to: `?said=${said}` });

/** Of the form in which pages write one; null for anything else. */
function instantIn(text: string): Date | null {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text ? at : null;
}

function choiceIn(to: string, who: string): Choice | null {
  const startsAt = instantIn(to);
  return startsAt && (who === 'same' || who === 'any') ? { startsAt, sameTherapist: who === 'same' } : null;
}
