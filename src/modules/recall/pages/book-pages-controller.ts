import { All, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, PageGone, PagesFilter, sendOn, sendPage, Site } from '../../../platform/pages/index.js';
import type { Language } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { Visit } from '../../access/index.js';
import { ReadBooking } from '../read-booking.js';
import { BookPages } from './book-pages.js';
import type { Answered } from './book-pages.js';
import { BOOK_MESSAGES } from './messages.js';
import { landingPage } from './told-pages.js';

const PURPOSE = 'book';

/** The pages behind the link of a reminder. What a request may do is `LinkDoor`'s to say, and stands first in every method. */
@Controller(PURPOSE)
@UseFilters(PagesFilter)
export class BookPagesController {
  constructor(
    private readonly door: LinkDoor,
    private readonly pages: BookPages,
    private readonly readBooking: ReadBooking,
    private readonly site: Site,
  ) {}

  @Get('by/:link')
  async overview(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    await this.answer(reply, visit, await this.pages.overview(visit, languageIn(request)));
  }

  @Get('by/:link/times/:stretch')
  async times(
    @Param() at: Record<'link' | 'stretch', string>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const visit = await this.door.enter(PURPOSE, at.link, request);
    await this.answer(reply, visit, await this.pages.times(visit, languageIn(request), at.stretch));
  }

  @Post('by/:link/hold')
  async hold(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    await this.answer(reply, visit, await this.pages.hold(visit, languageIn(request)));
  }

  @Post('by/:link/book')
  async book(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    await this.answer(reply, visit, await this.pages.book(visit, languageIn(request)));
  }

  @Post('by/:link/close')
  async close(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    await this.answer(reply, visit, await this.pages.close(visit, languageIn(request)));
  }

  @Post('open')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.open(PURPOSE, request, reply);
    sendOn(reply, LinkDoor.pathBy(PURPOSE, actor.linkId), this.site);
  }

  @Get(':token')
  async landing(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const language = languageIn(request);
    const link = await this.door.look(PURPOSE, token, request);
    const { practice, zone } = await this.readBooking.placeOf(link);
    const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
    const outside = { language, messages: BOOK_MESSAGES[language], practice, until: until.format(link.expiresAt) };
    sendPage(reply, landingPage({ ...outside, path: this.site.path(`/${PURPOSE}/open`) }, token), this.site);
  }

  /** Whatever else somebody tries below this path looks like a link that leads nowhere. */
  @All(['', '*'])
  nothing(): never {
    throw new PageGone();
  }

  private async answer(reply: FastifyReply, visit: Visit, answered: Answered): Promise<void> {
    if ('to' in answered) {
      sendOn(reply, `${LinkDoor.pathBy(PURPOSE, visit.link.actor.linkId)}${answered.to}`, this.site);
      return;
    }
    if (answered.leave) await this.door.leave(PURPOSE, visit, reply);
    sendPage(reply, answered.page, this.site);
  }
}

const languageIn = ({ headers }: FastifyRequest): Language => languageOf(headers['accept-language']);
