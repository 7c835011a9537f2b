import type { TestApi } from './api.js';

/** What a page answered. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** The path that was asked for last, after redirects. */
  readonly path: string;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser without scripts: keeps cookies by their paths, follows redirects, and fills in forms. */
export class Phone {
  /** By path. */
  readonly cookies = new Map<string, string>();
  /** Every address that was asked for. */
  readonly asked: string[] = [];

  constructor(
    private readonly api: Pick<TestApi, 'url'>,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get(path: string): Promise<Seen> {
    return this.send('GET', path);
  }

  post(path: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    return this.send('POST', path, new URLSearchParams(pairs as string[][]), headers);
  }

  /** Sends the last form of a page with its hidden fields, as its button `go` does. */
  submit(page: Seen, fields: Fields = {}, go = 'next'): Promise<Seen> {
    const [, action, body] = [...page.html.matchAll(/<form[^>]* action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].at(-1)!;
    const hidden = [...body!.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const own = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]));
    return this.post(action!, { ...own, go, ...fields });
  }

  private async send(
    method: string,
    path: string,
    body?: URLSearchParams,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    this.asked.push(path);
    const cookie = [...this.cookies].filter(([at]) => path.startsWith(at)).map(([, pair]) => pair);
    const response = await fetch(`${this.api.url}${path}`, {
      method,
      body,
      redirect: 'manual',
      headers: { ...this.headers, ...headers, ...(cookie.length > 0 && { cookie: cookie.join('; ') }) },
    });
    for (const set of response.headers.getSetCookie()) this.keep(set);
    const html = await response.text();
    const to = response.headers.get('location');
    if (to !== null) return this.get(to.split('#')[0]!);
    return { status: response.status, headers: response.headers, html, path };
  }

  private keep(set: string): void {
    const at = /Path=([^;]+)/.exec(set)![1]!;
    if (set.includes('Max-Age=0')) this.cookies.delete(at);
    else this.cookies.set(at, set.split(';')[0]!);
  }
}
