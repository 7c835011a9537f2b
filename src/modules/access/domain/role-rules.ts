import type { Role } from '../../../kernel/index.js';

/** Who runs staff of this role. Only an owner makes, changes or ends an owner; a manager runs everybody else. */
export const mayManage = (actor: Role, member: Role): boolean =>
  actor === 'owner' || (actor === 'manager' && member !== 'owner');
