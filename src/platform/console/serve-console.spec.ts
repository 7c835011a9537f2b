import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { BuiltFile } from './built-console.js';
import { packed } from './built-console.js';
import { serveConsole } from './serve-console.js';
import { TrustedDocuments } from './trusted-documents.js';

const PAGE = '<!doctype html><title>Unknot</title>';
const file = (type: string, text: string): BuiltFile => packed(type, Buffer.from(text));

describe('the console as it is served', () => {
  const server = new FastifyAdapter().getInstance();
  serveConsole(server, {
    page: file('text/html; charset=utf-8', PAGE),
    assets: new Map([['main-1a2b.js', file('text/javascript; charset=utf-8', 'export {};')]]),
    documents: new Map(),
  });
  const get = (url: string, encoding = '') => server.inject({ url, headers: { 'accept-encoding': encoding } });

  it.each(['/console', '/console/day', '/console/clients/1?tab=visits'])(
    'shows one document at %s, read anew each time',
    async (url) => {
      const { statusCode, headers, body } = await get(url);
      expect([statusCode, headers['cache-control'], body]).toEqual([200, 'no-cache', PAGE]);
    },
  );

  it('lets run and load only what comes from here, and nothing that is written into a page', async () => {
    const { headers } = await get('/console');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
  });

  it('serves its files for good under names that change with them, and no other', async () => {
    const { headers, body } = await get('/console/assets/main-1a2b.js');
    expect([headers['cache-control'], body]).toEqual(['public, max-age=31536000, immutable', 'export {};']);
    for (const name of ['other.js', '..%2fserver.js', '%2e%2e%2f%2e%2e%2fpackage.json']) {
      expect([name, (await get(`/console/assets/${name}`)).statusCode]).toEqual([name, 404]);
    }
  });

  it('comes smaller to whoever takes it so', async () => {
    const [plain, gzip, brotli] = await Promise.all(
      ['', 'gzip', 'gzip, deflate, br'].map((encoding) => get('/console', encoding)),
    );
    expect(plain!.headers['content-encoding']).toBeUndefined();
    expect([gzip!.headers['content-encoding'], gunzipSync(gzip!.rawPayload).toString()]).toEqual(['gzip', PAGE]);
    expect([brotli!.headers['content-encoding'], brotliDecompressSync(brotli!.rawPayload).toString()]).toEqual([
      'br',
      PAGE,
    ]);
  });
});

describe('trusted documents', () => {
  it('are the ones that were built, and stay so whatever is sent', async () => {
    const trusted = new TrustedDocuments(new Map([['sha256:1a', 'query Me { me { name } }']]));
    await trusted.set();
    expect(await trusted.delete()).toBe(false);
    expect(await trusted.get('apq:sha256:1a')).toBe('query Me { me { name } }');
    expect(await trusted.get('apq:sha256:2b')).toBeUndefined();
  });
});
