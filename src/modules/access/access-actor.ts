import type { SystemActor } from '../../kernel/index.js';

/** Who acts while somebody comes in: nobody is signed in yet, but the practice is known. */
export const accessActor = (practiceId: string): SystemActor => ({ kind: 'system', practiceId, name: 'access' });
