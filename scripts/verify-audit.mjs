// `npm run audit:verify`: builds when needed, then compares the audit with its seals.
import { fileURLToPath } from 'node:url';
import { demandNode, ensureBuilt, ensureInstalled } from './ready.mjs';

demandNode();
ensureInstalled();
ensureBuilt();
process.argv[1] = fileURLToPath(new URL('../dist/src/verify-audit.js', import.meta.url));
await import('../dist/src/verify-audit.js');
