import { All, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  FormFields,
  languageOf,
  OddRequest,
  PageGone,
  PagesFilter,
  sendPage,
  Site,
} from '../../../platform/pages/index.js';
import { LinkDoor } from '../../access/index.js';
import { PreferencesOfClient } from '../preferences.js';
import { unsubscribePath } from '../unsubscribe-path.js';
import { unsubscribedPage, unsubscribePage } from './preferences-page.js';

/**
 * The one request by which a mail program ends recall mail (RFC 8058): no cookie, no question, and what it holds is the token of
 * the mail's preferences link. A person who follows the same address gets a page with a button: scanners follow it too.
 */
@Controller('unsubscribe')
@UseFilters(PagesFilter)
export class UnsubscribeController {
  constructor(
    private readonly door: LinkDoor,
    private readonly preferences: PreferencesOfClient,
    private readonly site: Site,
  ) {}

  @Get(':token')
  async ask(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.look('preferences', token, request);
    const frame = {
      practice: await this.preferences.practice(actor),
      language: languageOf(request.headers['accept-language']),
    };
    sendPage(reply, unsubscribePage(frame, this.site.path(unsubscribePath(token))), this.site);
  }

  @Post(':token')
  async end(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { actor } = await this.door.look('preferences', token, request);
    const fields = FormFields.of(request.body);
    if (fields.one('List-Unsubscribe') !== 'One-Click') throw new OddRequest();
    const practice = await this.preferences.endRecallMail(actor);
    if (fields.has('page')) {
      sendPage(
        reply,
        unsubscribedPage({ practice, language: languageOf(request.headers['accept-language']) }),
        this.site,
      );
    } else {
      void reply.code(200).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Done.\n');
    }
  }

  @All(['', '*'])
  nothing(): never {
    throw new PageGone();
  }
}
