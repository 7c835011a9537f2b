// Makes the console's types, checks its sources against them, and builds it into dist/console.
import { copyFileSync } from 'node:fs';
import { build } from 'vite';
import { makeConsoleTypes } from './console-types.mjs';

await makeConsoleTypes();
await build({ root: 'src/console', logLevel: 'warn' });
copyFileSync('src/console/api/generated/persisted-documents.json', 'dist/console/trusted-documents.json');
