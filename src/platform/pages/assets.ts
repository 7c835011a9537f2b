import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Asset {
  /** Changes with its bytes, so that browsers may keep it for good. */
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

function asset(file: string, type: string): Asset {
  const bytes = readFileSync(new URL(`./assets/${file}`, import.meta.url));
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
  const [name, ending] = file.split('.') as [string, string];
  return { path: `/assets/${name}.${hash}.${ending}`, type, bytes };
}

/** The files that pages load: all there are. */
export const ASSETS = {
  style: asset('pages.css', 'text/css; charset=utf-8'),
  icon: asset('icon.svg', 'image/svg+xml'),
} as const;
