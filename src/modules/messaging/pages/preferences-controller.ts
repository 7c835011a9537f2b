import { All, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  languageOf,
  OddRequest,
  PageGone,
  PagesFilter,
  sendOn,
  sendPage,
  Site,
} from '../../../platform/pages/index.js';
import type { FormFields, Language, Page } from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import type { Visit } from '../../access/index.js';
import type { ConsentAnswer } from '../../clients/index.js';
import { CHOICES, PreferencesOfClient } from '../preferences.js';
import type { Preferences } from '../preferences.js';
import { closedPage, fieldOf, landingPage, preferencesPage } from './preferences-page.js';

const PURPOSE = 'preferences';

/** The pages behind a preferences link. What a request may do is `LinkDoor`'s to say, and stands first in every method. */
@Controller(PURPOSE)
@UseFilters(PagesFilter)
export class PreferencesController {
  constructor(
    private readonly door: LinkDoor,
    private readonly preferences: PreferencesOfClient,
    private readonly site: Site,
  ) {}

  @Get('by/:link')
  async show(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.enter(PURPOSE, link, request);
    const standing = await this.preferences.read(visit.link.actor);
    sendPage(reply, this.page(visit, standing, { language: languageIn(request), isSaved: false }), this.site);
  }

  @Post('by/:link')
  async save(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    const saved = await this.preferences.save(visit.link.actor, answersIn(visit.fields));
    sendPage(reply, this.page(visit, saved, { language: languageIn(request), isSaved: true }), this.site);
  }

  @Post('by/:link/close')
  async close(@Param('link') link: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const visit = await this.door.receive(PURPOSE, link, request);
    const practice = await this.preferences.practice(visit.link.actor);
    await this.door.leave(PURPOSE, visit, reply);
    sendPage(reply, closedPage({ language: languageIn(request), practice }), this.site);
  }

  @Post('open')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.open(PURPOSE, request, reply);
    sendOn(reply, LinkDoor.pathBy(PURPOSE, actor.linkId), this.site);
  }

  @Get(':token')
  async landing(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.look(PURPOSE, token, request);
    const frame = { language: languageIn(request), practice: await this.preferences.practice(actor) };
    sendPage(reply, landingPage(frame, { path: this.site.path(`/${PURPOSE}/open`), token }), this.site);
  }

  /** Whatever else somebody tries below this path looks like a link that leads nowhere. */
  @All(['', '*'])
  nothing(): never {
    throw new PageGone();
  }

  private page(
    { link, formToken }: Visit,
    preferences: Preferences,
    { language, isSaved }: { readonly language: Language; readonly isSaved: boolean },
  ): Page {
    const path = this.site.path(LinkDoor.pathBy(PURPOSE, link.actor.linkId));
    return preferencesPage(preferences, { language, path, formToken, isSaved });
  }
}

/** Throws `OddRequest` where a choice is missing: the page sends all of them. */
function answersIn(fields: FormFields): ConsentAnswer[] {
  return CHOICES.map((choice) => {
    const said = fields.one(fieldOf(choice));
    if (said !== 'yes' && said !== 'no') throw new OddRequest();
    return { ...choice, granted: said === 'yes' };
  });
}

const languageIn = ({ headers }: FastifyRequest): Language => languageOf(headers['accept-language']);
