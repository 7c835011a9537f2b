import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface BuiltFile {
  readonly type: string;
  /** As it is, and smaller; null where compression gains nothing. */
  readonly bytes: Buffer;
  readonly brotli: Buffer | null;
  readonly gzip: Buffer | null;
}

/** The front-desk console as it was built, whole in memory: some hundred kilobytes. */
export interface BuiltConsole {
  readonly page: BuiltFile;
  /** By name; each name changes with its content. */
  readonly assets: ReadonlyMap<string, BuiltFile>;
  /** The operations that it may name by their hash. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Beside the program's own folder: `npm run build` puts both into dist. */
const FOLDER = fileURLToPath(new URL('../../../console/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Null where none was built, as in tests of the API alone. */
export function readBuiltConsole(): BuiltConsole | null {
  if (!existsSync(join(FOLDER, 'index.html'))) return null;
  const names = readdirSync(join(FOLDER, 'assets'));
  const documents = JSON.parse(readFileSync(join(FOLDER, 'trusted-documents.json'), 'utf8')) as Record<string, string>;
  return {
    page: readBuiltFile('index.html'),
    assets: new Map(names.map((name) => [name, readBuiltFile(join('assets', name))])),
    documents: new Map(Object.entries(documents)),
  };
}

function readBuiltFile(path: string): BuiltFile {
  const type = TYPES[extname(path)];
  if (type === undefined) throw new Error(`The console has a file of a kind that is not served: ${path}.`);
  return packed(type, readFileSync(join(FOLDER, path)));
}

export function packed(type: string, bytes: Buffer): BuiltFile {
  if (type.startsWith('font/')) return { type, bytes, brotli: null, gzip: null };
  // Of eleven levels the sixth: a tenth of a second for all files, and within a few per cent of the best.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
  return { type, bytes, brotli: brotliCompressSync(bytes, { params }), gzip: gzipSync(bytes) };
}
