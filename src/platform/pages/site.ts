import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/index.js';
import type { Config } from '../config/index.js';

/** Where browsers find the pages: the address that the program is published at may have a path, and TLS. */
@Injectable()
export class Site {
  readonly secure: boolean;
  private readonly origin: string;
  private readonly base: string;

  constructor(@Inject(CONFIG) { publicUrl }: Pick<Config, 'publicUrl'>) {
    const { protocol, origin, pathname } = new URL(publicUrl);
    this.secure = protocol === 'https:';
    this.origin = origin;
    this.base = pathname.replace(/\/$/, '');
  }

  /** A path of the program as browsers have to ask for it. */
  path(path: string): string {
    return `${this.base}${path}`;
  }

  /**
   * Whether a page of this program has sent a request with this Origin. None is no browser, or one that reads only. Other than
   * the published address, that is the one that the browser itself has asked: `localhost` and `127.0.0.1` are one program.
   */
  isOwn(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || origin === this.origin) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }

  /** The same with its host, for a message. */
  url(path: string): string {
    return `${this.origin}${this.path(path)}`;
  }
}
