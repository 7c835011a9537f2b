import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Forbidden } from '../../../kernel/index.js';
import { CONFIG } from '../../../platform/config/index.js';
import type { Config } from '../../../platform/config/index.js';
import { isSignedByProvider } from '../../../platform/notifications/index.js';
import { Site } from '../../../platform/pages/index.js';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Takes the forms of the provider of SMS, and nobody else's. */
@Injectable()
export class SignedForm {
  constructor(
    private readonly site: Site,
    @Inject(CONFIG) private readonly config: Pick<Config, 'sms'>,
  ) {}

  /** The first value of a field, or an empty text. Throws `Forbidden` where the provider has not signed it, or there is none. */
  read(path: string, { headers, body }: Pick<FastifyRequest, 'headers' | 'body'>): (name: string) => string {
    const signature = headers['x-twilio-signature'];
    const token = this.config.sms?.token;
    // The address that the provider was given, and not what this request says of itself.
    const url = this.site.url(path);
    const isProviders =
      token !== undefined &&
      typeof signature === 'string' &&
      isForm(body) &&
      isSignedByProvider(token, { url, fields: body, signature });
    if (!isProviders) throw new Forbidden('The provider has not signed this.');
    return (name) => (Object.hasOwn(body, name) ? ([body[name]!].flat()[0] ?? '') : '');
  }
}

const isForm = (body: unknown): body is Fields =>
  typeof body === 'object' &&
  body !== null &&
  !Array.isArray(body) &&
  Object.values(body).every((value) => [value].flat().every((each) => typeof each === 'string'));
