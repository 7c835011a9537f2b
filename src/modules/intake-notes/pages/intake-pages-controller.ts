import { All, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf, PageGone, PagesFilter, sendOn, sendPage, Site } from '../../../platform/pages/index.js';
import type { Language } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { Visit } from '../../access/index.js';
import { StartIntake } from '../start-intake.js';
import { FillInPages } from './fill-in-pages.js';
import type { Answered } from './fill-in-pages.js';
import { IntakeContexts } from './intake-contexts.js';
import { INTAKE_MESSAGES } from './messages.js';
import { SignPages } from './sign-pages.js';
import { closedPage, landingPage } from './told-pages.js';

const PURPOSE = 'intake';
const PATH = `/${PURPOSE}`;

/** The pages behind an intake link. What a request may do is `LinkDoor`'s to say, and stands first in every method. */
@Controller('intake')
@UseFilters(PagesFilter)
export class IntakePagesController {
  constructor(
    private readonly door: LinkDoor,
    private readonly fillIn: FillInPages,
    private readonly sign: SignPages,
    private readonly contexts: IntakeContexts,
    private readonly starting: StartIntake,
    private readonly site: Site,
  ) {}

  @Get('by/:link')
  async overview(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    await this.answer(reply, visit, await this.fillIn.overview(visit, languageIn(request)));
  }

  @Get('by/:link/page/:number')
  async page(
    @Param() at: Record<'link' | 'number', string>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const visit = await this.door.enter(PURPOSE, at.link, request);
    const from = new URLSearchParams(request.url.split('?')[1]).get('from');
    const page = { number: at.number, from: from === null ? undefined : Number(from) };
    await this.answer(reply, visit, await this.fillIn.page(visit, languageIn(request), page));
  }

  @Post('by/:link/page/:number')
  async save(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    await this.answer(reply, visit, await this.fillIn.save(visit, languageIn(request)));
  }

  @Get('by/:link/review')
  async review(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    await this.answer(reply, visit, await this.sign.review(visit, languageIn(request)));
  }

  @Post('by/:link/review')
  async send(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    await this.answer(reply, visit, await this.sign.send(visit, languageIn(request)));
  }

  @Post('by/:link/close')
  async close(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    const page = closedPage(await this.contexts.read(visit, languageIn(request)));
    await this.answer(reply, visit, { page, leave: true });
  }

  @Post('open')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.open(PURPOSE, request, reply);
    const begun = await this.starting.execute(actor, actor);
    const isNew = begun.ok && Object.keys(begun.value.answers).length === 0;
    sendOn(reply, `${LinkDoor.pathBy(PURPOSE, actor.linkId)}${isNew ? '/page/1' : ''}`, this.site);
  }

  @Get(':token')
  async landing(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const language = languageIn(request);
    const link = await this.door.look(PURPOSE, token, request);
    const outside = await this.contexts.outside(link, language);
    const context = { ...outside, language, messages: INTAKE_MESSAGES[language], path: this.site.path(`${PATH}/open`) };
    sendPage(reply, landingPage(context, token), this.site);
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
