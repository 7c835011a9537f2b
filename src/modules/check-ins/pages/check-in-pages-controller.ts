import { All, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, PageGone, PagesFilter, sendOn, sendPage, Site } from '../../../platform/pages/index.js';
import type { Language } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import { AnswerPages } from './answer-pages.js';
import { CheckInContexts } from './check-in-contexts.js';
import { closedPage, landingPage } from './told-pages.js';

const PURPOSE = 'check_in';

/** The pages behind a check-in's link. What a request may do is `LinkDoor`'s to say, and stands first in every method. */
@Controller(PURPOSE)
@UseFilters(PagesFilter)
export class CheckInPagesController {
  constructor(
    private readonly door: LinkDoor,
    private readonly pages: AnswerPages,
    private readonly contexts: CheckInContexts,
    private readonly site: Site,
  ) {}

  @Get('by/:link')
  async show(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    sendPage(reply, await this.pages.show(visit, languageIn(request)), this.site);
  }

  /** The answer to this very request says what to do: no address tells of it. */
  @Post('by/:link')
  async answer(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    sendPage(reply, await this.pages.answer(visit, languageIn(request)), this.site);
  }

  @Post('by/:link/close')
  async close(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    const page = closedPage(await this.contexts.read(visit, languageIn(request)));
    await this.door.leave(PURPOSE, visit, reply);
    sendPage(reply, page, this.site);
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
    const outside = await this.contexts.outside(link, language);
    const page = landingPage({ ...outside, language, path: this.site.path(`/${PURPOSE}/open`) }, token);
    sendPage(reply, page, this.site);
  }

  /** Whatever else somebody tries below this path looks like a link that leads nowhere. */
  @All(['', '*'])
  nothing(): never {
    throw new PageGone();
  }
}

const languageIn = ({ headers }: FastifyRequest): Language => languageOf(headers['accept-language']);
