import { All, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  FormFields,
  isForeign,
  languageOf,
  OddRequest,
  PageBusy,
  PageGone,
  PagesFilter,
  sendPage,
  Site,
} from '../../../platform/pages/index.js';
import { ALERT_PATH } from '../alert-links.js';
import { TakeAlert } from '../take-alert.js';
import { alertPage, takenPage } from './alert-pages.js';

type Found = Awaited<ReturnType<TakeAlert['look']>>;

/** The page behind the link of an alert, for whoever is on call. */
@Controller('alert')
@UseFilters(PagesFilter)
export class AlertController {
  constructor(
    private readonly alerts: TakeAlert,
    private readonly site: Site,
  ) {}

  @Get(':token')
  async look(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const language = languageOf(request.headers['accept-language']);
    const { acknowledgedAt, acknowledgedBy, membershipId } = standing(await this.alerts.look(token, request.ip));
    const path = this.site.path(`${ALERT_PATH}/take`);
    const page = acknowledgedAt
      ? takenPage(language, acknowledgedBy === membershipId)
      : alertPage({ language, token, path });
    sendPage(reply, page, this.site);
  }

  @Post('take')
  async take(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (isForeign(request.headers)) throw new OddRequest();
    const token = FormFields.of(request.body).one('token');
    const { acknowledgedBy, membershipId } = standing(await this.alerts.take(token, request.ip));
    const language = languageOf(request.headers['accept-language']);
    sendPage(reply, takenPage(language, acknowledgedBy === membershipId), this.site);
  }

  @All(['', '*'])
  nothing(): never {
    throw new PageGone();
  }
}

function standing(found: Found) {
  if (found.ok) return found.value;
  throw found.refusal.kind === 'too_many_attempts' ? new PageBusy(found.refusal.retryAt) : new PageGone();
}
