import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { BrowserSession } from '../../platform/graphql/index.js';
import { cookieNamed, isForeign, Site } from '../../platform/pages/index.js';

/** Asked for with `x-session: cookie`. A page of another site cannot send it: the browser would ask us first, and hear no. */
const HEADER = 'x-session';

/**
 * Keeps refresh tokens where no script reads them. Over TLS the cookie's name demands that this very host has set it, so that
 * no neighbour can put a session of its own in its place; that takes the path `/`. It goes when the browser is closed.
 */
@Injectable()
export class BrowserSessions {
  constructor(private readonly site: Site) {}

  /** Null for a program that keeps its tokens itself. Throws where another site made a browser ask. */
  of({ headers }: Pick<FastifyRequest, 'headers'>, reply: FastifyReply): BrowserSession | null {
    if (headers[HEADER] !== 'cookie') return null;
    if (isForeign(headers) || !this.site.isOwn(headers.origin, headers.host)) {
      throw new GraphQLError('Another site has sent this.', {
        extensions: { code: 'FORBIDDEN', http: { status: 403 } },
      });
    }
    return {
      refreshToken: cookieNamed(headers.cookie, this.name),
      keep: (refreshToken) => void reply.header('set-cookie', `${this.name}=${refreshToken}; ${this.attributes}`),
      forget: () => void reply.header('set-cookie', `${this.name}=; Max-Age=0; ${this.attributes}`),
    };
  }

  private get name(): string {
    return this.site.secure ? '__Host-session' : 'session';
  }

  private get attributes(): string {
    return `Path=/; HttpOnly; SameSite=Strict${this.site.secure ? '; Secure' : ''}`;
  }
}
