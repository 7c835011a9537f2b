// `npm run keys:rotate`: builds when needed, then gives every practice a new key.
import { runBuilt } from './ready.mjs';

await runBuilt('rotate-keys');
