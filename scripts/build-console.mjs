// Makes the console's types, checks its operations against the schema, and builds it into dist/console, or into the folder that is named.
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { makeConsoleTypes } from './console-types.mjs';

const folder = resolve(process.argv[2] ?? 'dist/console');
await makeConsoleTypes();
await build({ root: 'src/console', logLevel: 'warn', build: { outDir: folder } });
copyFileSync('src/console/api/generated/persisted-documents.json', join(folder, 'trusted-documents.json'));
