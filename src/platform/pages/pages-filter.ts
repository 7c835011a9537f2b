import { Catch, HttpException, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { newId, NotFound, Unauthenticated } from '../../kernel/index.js';
import { LOGGER, traceOf } from '../telemetry/index.js';
import { languageOf } from './language.js';
import type { Language } from './language.js';
import type { Page } from './page.js';
import { OddRequest, PageBusy, PageGone } from './page-errors.js';
import { sendPage } from './send-page.js';
import { Site } from './site.js';
import { toldPage } from './told-page.js';

/**
 * What somebody sees of an error on a page: of a link that leads nowhere, whatever the reason, always the same bytes. What
 * was not foreseen is logged by where it happened and never by its message, which may repeat what somebody typed.
 */
@Catch()
export class PagesFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly site: Site,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const language = languageOf(http.getRequest<FastifyRequest>().headers['accept-language']);
    if (error instanceof PageBusy) {
      const seconds = Math.max(1, Math.ceil((error.retryAt.getTime() - Date.now()) / 1000));
      void reply.header('retry-after', String(seconds));
    }
    sendPage(reply, this.pageOf(error, language), this.site);
  }

  private pageOf(error: unknown, language: Language): Page {
    if (error instanceof PageGone || error instanceof NotFound || error instanceof Unauthenticated) {
      return toldPage(language, 404, ({ dead }) => dead);
    }
    if (error instanceof PageBusy) return toldPage(language, 429, ({ busy }) => busy);
    const odd = error instanceof OddRequest || (error instanceof HttpException && error.getStatus() < 500);
    if (odd) return toldPage(language, 400, (messages) => messages.odd);
    const id = newId();
    this.logger.error({ errorId: id, ...traceOf(error) }, 'unexpected error');
    return toldPage(language, 500, ({ broken }) => broken(id));
  }
}
