import { BadRequestException, Body, Controller, HttpCode, NotFoundException, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DemoClock } from './demo-clock.js';
import { forwardBy } from './forward-by.js';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Of a development start alone, and for whoever sits at it. A page of another site cannot ask: it may not send JSON. */
@Controller('demo/clock')
export class DemoClockController {
  constructor(private readonly clock: DemoClock) {}

  @Post()
  @HttpCode(200)
  async forward(@Body() body: unknown, @Req() request: FastifyRequest): Promise<{ now: string }> {
    const isJson = request.headers['content-type']?.startsWith('application/json') === true;
    if (!LOOPBACK.includes(request.ip) || !isJson) throw new NotFoundException();
    const ms = forwardBy((body as { by?: unknown } | null)?.by);
    if (ms === null)
      throw new BadRequestException('by must be an ISO 8601 duration as P2D or PT36H, of at most 60 days.');
    return { now: new Date(Date.now() + (await this.clock.forward(ms))).toISOString() };
  }
}
