// `npm run seed -- --size demo|xs|s`: builds when needed, then fills the database.
import { fileURLToPath } from 'node:url';
import { demandNode, ensureBuilt, ensureInstalled } from './ready.mjs';

demandNode();
ensureInstalled();
ensureBuilt();
process.argv[1] = fileURLToPath(new URL('../dist/src/seed.js', import.meta.url));
await import('../dist/src/seed.js');
