import { Injectable } from '@nestjs/common';
import { isId } from '../../../kernel/index.js';
import type { Outcome } from '../../../kernel/index.js';
import { OddRequest, Site } from '../../../platform/pages/index.js';
import type { FormFields, Language, Page } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { Visit } from '../../access/index.js';
import { BookAppointment, HoldSlot } from '../../appointments/index.js';
import { ReadBooking } from '../read-booking.js';
import type { Booking } from '../read-booking.js';
import type { BookContext } from './book-frame.js';
import { choosePage } from './choose-page.js';
import { BOOK_MESSAGES } from './messages.js';
import { bookedPage, callPage, closedPage, heldPage } from './told-pages.js';

/** A page, or the path below the link's where the browser is sent on. */
export type Answered = { readonly page: Page; readonly leave?: boolean } | { readonly to: string };

export type Posted = Visit & { readonly fields: FormFields };

const INSTANT = /^\d{1,14}$/;

/** The pages on which a client chooses a time, looks at it once more, and books it. */
@Injectable()
export class BookPages {
  constructor(
    private readonly readBooking: ReadBooking,
    private readonly holdSlot: HoldSlot,
    private readonly bookAppointment: BookAppointment,
    private readonly site: Site,
  ) {}

  /** Where one stands. */
  async overview(visit: Visit, language: Language): Promise<Answered> {
    return { page: this.pageOf(await this.readBooking.execute(visit.link), visit, language) };
  }

  /** Times from which to choose, also another one than what is held. */
  async times(visit: Visit, language: Language, stretch: string): Promise<Answered> {
    const booking = await this.readBooking.execute(visit.link, { choose: true, stretch: Number(stretch) });
    return { page: this.pageOf(booking, visit, language) };
  }

  /** Keeps the time that was tapped; where somebody was quicker, shows what is open now. */
  async hold(visit: Posted, language: Language): Promise<Answered> {
    const { link, fields } = visit;
    const [start, therapistId] = fields.one('slot').split('.');
    if (!INSTANT.test(start!) || !isId(therapistId)) throw new OddRequest();
    const stretch = Number(fields.one('stretch'));
    const booking = await this.readBooking.execute(link, { choose: true, stretch });
    if (booking.at.step !== 'choose') return { to: '' };
    const { clientId, place, service } = booking;
    const outcome = await this.holdSlot.execute(link.actor, {
      ...{ clinicId: place.clinicId, serviceId: service!.id, clientId, startsAt: new Date(Number(start)), therapistId },
      ...{ roomId: null, overrideReason: null },
    });
    return outcome.ok ? { to: '' } : this.refused(visit, language, outcome, stretch);
  }

  /** Books what is held. A second tap finds it booked. */
  async book(visit: Posted, language: Language): Promise<Answered> {
    const { link, fields } = visit;
    const holdId = fields.one('hold');
    if (!isId(holdId)) throw new OddRequest();
    const { at, clientId } = await this.readBooking.execute(link);
    if (at.step === 'booked' || at.step === 'has_visit' || at.step === 'call') return { to: '' };
    const outcome = await this.bookAppointment.execute(link.actor, { holdId, clientId });
    return outcome.ok ? { to: '' } : this.refused(visit, language, outcome, 0);
  }

  async close(visit: Visit, language: Language): Promise<Answered> {
    const booking = await this.readBooking.execute(visit.link);
    return { page: closedPage(this.context(booking, visit, language)), leave: true };
  }

  /** Whatever rule of the schedule it was, the client is shown other times; whatever screening says, they are asked to call. */
  private async refused(
    visit: Visit,
    language: Language,
    { refusal }: Extract<Outcome<never, { readonly kind: string }>, { ok: false }>,
    stretch: number,
  ): Promise<Answered> {
    const booking = await this.readBooking.execute(visit.link, { choose: true, stretch });
    const context = this.context(booking, visit, language);
    if (refusal.kind === 'screening_defers') return { page: callPage(context, 'call', 409) };
    if (booking.at.step !== 'choose') return { to: '' };
    return { page: choosePage(booking, booking.at, context, context.messages.taken) };
  }

  private pageOf(booking: Booking, visit: Visit, language: Language): Page {
    const context = this.context(booking, visit, language);
    const { at, now } = booking;
    switch (at.step) {
      case 'choose':
        return choosePage(booking, at, context);
      case 'held':
        return heldPage(at.time, now, context);
      case 'booked':
        return bookedPage(at.time, context);
      case 'has_visit':
        return callPage(context, 'hasVisit');
      case 'call':
        return callPage(context, 'call');
    }
  }

  private context({ place }: Booking, { link, formToken }: Visit, language: Language): BookContext {
    const path = this.site.path(LinkDoor.pathBy('book', link.actor.linkId));
    return { language, messages: BOOK_MESSAGES[language], place, path, formToken };
  }
}
