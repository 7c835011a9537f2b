import { Controller, Get, Param, Query, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageGone, PagesFilter, sendPage, Site } from '../../pages/index.js';
import { letterPage } from './letter-page.js';
import { Mailbox } from './mailbox.js';
import { mailboxPage } from './mailbox-page.js';

const MOST = 50;

/** For whoever has started the program to try it: no login, and so never where it really sends. */
@Controller('mailbox')
@UseFilters(PagesFilter)
export class MailboxPages {
  constructor(
    private readonly mailbox: Mailbox,
    private readonly site: Site,
  ) {}

  @Get()
  async list(@Res() reply: FastifyReply, @Query('before') before?: string): Promise<void> {
    const letters = await this.mailbox.list(MOST + 1, before === undefined ? null : numberOf(before));
    const shown = letters.slice(0, MOST);
    const older = letters.length > MOST ? shown.at(-1)!.number : null;
    sendPage(reply, mailboxPage(shown, older, this.site), this.site);
  }

  @Get(':number')
  async show(@Param('number') number: string, @Res() reply: FastifyReply): Promise<void> {
    const letter = await this.mailbox.find(numberOf(number));
    if (!letter) throw new PageGone();
    sendPage(reply, letterPage(letter, this.site), this.site);
  }
}

/** Throws `PageGone` for what is no number of a letter. */
function numberOf(text: string): string {
  if (/^\d{1,15}$/.test(text)) return text;
  throw new PageGone();
}
