// `npm run audit:verify`: builds when needed, then compares the audit with its seals.
import { runBuilt } from './ready.mjs';

await runBuilt('verify-audit');
