import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../../../kernel/index.js';
import type { Outcome } from '../../../kernel/index.js';
import {
  forgettingCookie,
  FormFields,
  formTokenOf,
  isForeign,
  isFormToken,
  keepingCookie,
  OddRequest,
  PageBusy,
  PageGone,
  readCookie,
  Site,
} from '../../../platform/pages/index.js';
import { CloseLinkSession } from '../close-link-session.js';
import type { LinkPurpose } from '../domain/client-link.js';
import type { DeadLink, TooManyAttempts } from '../domain/refusals.js';
import { OpenClientLink } from '../open-client-link.js';
import { ProveClientLink } from '../prove-client-link.js';
import type { ProvenLink } from '../prove-client-link.js';

/** Whoever has come in by a link, at one request. */
export interface Visit {
  readonly link: ProvenLink;
  /** Of the session: what its forms carry is made of it. */
  readonly secret: string;
  readonly formToken: string;
}

/**
 * The way from a link to the pages behind it, which is the same for every purpose. `/<purpose>/<token>` shows what awaits,
 * and changes nothing: scanners and previews open links too. Its button exchanges the token for a session in a cookie that
 * only `/<purpose>/by/<link>` gets, so that the token is in no other address, and several links live beside each other. The button is
 * also what lets the cookie be SameSite=Strict: a redirect that began in somebody's mail would leave it behind.
 * Everything throws `PageGone` where the link leads nowhere, and `PageBusy` after too many attempts.
 */
@Injectable()
export class LinkDoor {
  constructor(
    private readonly proof: ProveClientLink,
    private readonly opening: OpenClientLink,
    private readonly closing: CloseLinkSession,
    private readonly site: Site,
  ) {}

  /** The path that a token is shown with. */
  static pathTo(purpose: LinkPurpose, token: string): string {
    return `/${purpose}/${token}`;
  }

  /** Below which all pages of an opened link stand. */
  static pathBy(purpose: LinkPurpose, linkId: string): string {
    return `/${purpose}/by/${linkId}`;
  }

  async look(purpose: LinkPurpose, token: string, { ip }: FastifyRequest): Promise<ProvenLink> {
    return standing(await this.proof.execute(token, purpose, ip));
  }

  /** Begins a session for the token that the form carries. */
  async open(purpose: LinkPurpose, request: FastifyRequest, reply: FastifyReply): Promise<ProvenLink> {
    if (isForeign(request.headers)) throw new OddRequest();
    const link = await this.look(purpose, FormFields.of(request.body).one('token'), request);
    const secret = await this.opening.execute(link);
    const path = LinkDoor.pathBy(purpose, link.actor.linkId);
    void reply.header('set-cookie', keepingCookie(secret, path, this.site));
    return link;
  }

  /** Who asks for a page below this link's path. */
  async enter(purpose: LinkPurpose, linkId: string, { headers, ip }: FastifyRequest): Promise<Visit> {
    const secret = readCookie(headers.cookie, this.site);
    if (secret === '' || !isId(linkId)) throw new PageGone();
    const link = standing(await this.proof.bySession(secret, purpose, ip));
    if (link.actor.linkId !== linkId) throw new PageGone();
    return { link, secret, formToken: formTokenOf(secret) };
  }

  /** The same for what a form sends. Throws `OddRequest` where no page of this session has made it. */
  async receive(
    purpose: LinkPurpose,
    linkId: string,
    request: FastifyRequest,
  ): Promise<Visit & { fields: FormFields }> {
    const visit = await this.enter(purpose, linkId, request);
    const fields = FormFields.of(request.body);
    if (isForeign(request.headers) || !isFormToken(fields.one('form'), visit.secret)) throw new OddRequest();
    return { ...visit, fields };
  }

  /** Ends the session, for whoever uses the phone next; the link opens again. */
  async leave(purpose: LinkPurpose, { link, secret }: Visit, reply: FastifyReply): Promise<void> {
    await this.closing.execute(link.actor, secret);
    const path = LinkDoor.pathBy(purpose, link.actor.linkId);
    void reply.header('set-cookie', forgettingCookie(path, this.site));
  }
}

function standing(proof: Outcome<ProvenLink, DeadLink | TooManyAttempts>): ProvenLink {
  if (proof.ok) return proof.value;
  throw proof.refusal.kind === 'too_many_attempts' ? new PageBusy(proof.refusal.retryAt) : new PageGone();
}
