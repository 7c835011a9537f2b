import { All, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, PageGone, PagesFilter, sendOn, sendPage, Site } from '../../../platform/pages/index.js';
import type { Language } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { Visit } from '../../access/index.js';
import { ReadVisitForLink } from '../read-visit-for-link.js';
import { landingPage } from './told-pages.js';
import { PURPOSE, VisitPages } from './visit-pages.js';
import type { Answered } from './visit-pages.js';

/** The pages behind a link to a visit. What a request may do is `LinkDoor`'s to say, and stands first in every method. */
@Controller(PURPOSE)
@UseFilters(PagesFilter)
export class VisitPagesController {
  constructor(
    private readonly door: LinkDoor,
    private readonly pages: VisitPages,
    private readonly reading: ReadVisitForLink,
    private readonly site: Site,
  ) {}

  @Get('by/:link')
  async overview(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    this.answer(reply, visit, await this.pages.overview(visit, languageIn(request), queryIn(request).get('said')));
  }

  @Post('by/:link/confirm')
  async confirm(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    this.answer(reply, visit, await this.pages.answer(visit, 'confirm'));
  }

  @Get('by/:link/cancel')
  async askToCancel(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    this.answer(reply, visit, await this.pages.cancel(visit, languageIn(request)));
  }

  @Post('by/:link/cancel')
  async cancel(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    this.answer(reply, visit, await this.pages.answer(visit, 'cancel'));
  }

  @Get('by/:link/change')
  async change(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    this.answer(reply, visit, await this.pages.change(visit, languageIn(request), queryIn(request).get('from')));
  }

  @Get('by/:link/move')
  async askToMove(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    const query = queryIn(request);
    const wish = { to: query.get('to'), with: query.get('with') };
    this.answer(reply, visit, await this.pages.move(visit, languageIn(request), wish));
  }

  @Post('by/:link/move')
  async move(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    this.answer(reply, visit, await this.pages.moveNow(visit, languageIn(request)));
  }

  @Post('open')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.open(PURPOSE, request, reply);
    sendOn(reply, LinkDoor.pathBy(PURPOSE, actor.linkId), this.site);
  }

  @Get(':token')
  async landing(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.look(PURPOSE, token, request);
    const practice = await this.reading.practice(actor);
    const outside = { practice, language: languageIn(request), path: this.site.path(`/${PURPOSE}/open`) };
    sendPage(reply, landingPage(outside, token), this.site);
  }

  /** Whatever else somebody tries below this path looks like a link that leads nowhere. */
  @All(['', '*'])
  nothing(): never {
    throw new PageGone();
  }

  private answer(reply: FastifyReply, { link }: Visit, answered: Answered): void {
    if ('to' in answered) {
      sendOn(reply, `${LinkDoor.pathBy(PURPOSE, link.actor.linkId)}${answered.to}`, this.site);
      return;
    }
    sendPage(reply, answered.page, this.site);
  }
}

const languageIn = ({ headers }: FastifyRequest): Language => languageOf(headers['accept-language']);
const queryIn = ({ url }: FastifyRequest): URLSearchParams => new URLSearchParams(url.split('?')[1]);
