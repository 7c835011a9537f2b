// `npm run seed -- --size demo|xs|s`: builds when needed, then fills the database.
import { runBuilt } from './ready.mjs';

await runBuilt('seed');
