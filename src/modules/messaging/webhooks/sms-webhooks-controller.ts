import { Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemsFilter } from '../../../platform/http/index.js';
import { ReceiveReport } from '../receive-report.js';
import { ReceiveText } from '../receive-text.js';
import { SMS_INBOUND_PATH, SMS_STATUS_PATH } from './paths.js';
import { SignedForm } from './signed-form.js';

/** Twilio's code of a recipient who has said STOP to it. */
const OPTED_OUT = '21610';
const STATES: Readonly<Record<string, 'delivered' | 'failed'>> = {
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};

/** What the provider of SMS tells, in Twilio's form (twilio.com/docs/messaging/guides/webhook-request). */
@Controller()
@UseFilters(ProblemsFilter)
export class SmsWebhooksController {
  constructor(
    private readonly form: SignedForm,
    private readonly receiveText: ReceiveText,
    private readonly receiveReport: ReceiveReport,
  ) {}

  /** The answer, where there is one, is sent by the provider. */
  @Post(SMS_INBOUND_PATH)
  async inbound(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const field = this.form.read(SMS_INBOUND_PATH, request);
    const answer = await this.receiveText.execute({
      ...{ sid: field('MessageSid'), from: field('From'), body: field('Body') },
      taken: takenFor(field('OptOutType')),
    });
    void reply.code(200).type('text/xml; charset=utf-8').send(twiml(answer));
  }

  @Post(SMS_STATUS_PATH)
  @HttpCode(204)
  async status(@Req() request: FastifyRequest): Promise<void> {
    const field = this.form.read(SMS_STATUS_PATH, request);
    const status = field('MessageStatus');
    if (!Object.hasOwn(STATES, status)) return;
    const optedOut = field('ErrorCode') === OPTED_OUT;
    await this.receiveReport.execute({ sid: field('MessageSid'), to: field('To'), state: STATES[status]!, optedOut });
  }
}

const takenFor = (type: string): 'stop' | 'start' | null =>
  type === 'STOP' ? 'stop' : type === 'START' ? 'start' : null;

function twiml(answer: string | null): string {
  const message = answer === null ? '' : `<Message>${escaped(answer)}</Message>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
