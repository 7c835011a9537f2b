import { Controller, Get, Param, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ASSETS } from './assets.js';
import { PageGone } from './page-errors.js';
import { PagesFilter } from './pages-filter.js';

/** The files that pages load, which browsers may keep for good: another content has another path. */
@Controller('assets')
@UseFilters(PagesFilter)
export class AssetsController {
  @Get(':file')
  serve(@Param('file') file: string, @Res() reply: FastifyReply): void {
    const found = Object.values(ASSETS).find(({ path }) => path === `/assets/${file}`);
    if (!found) throw new PageGone();
    void reply
      .headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'same-origin',
      })
      .type(found.type)
      .send(found.bytes);
  }
}
