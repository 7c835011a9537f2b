import type { Role } from '../../api/generated/graphql.js';

export const ROLE: Readonly<Record<Role, string>> = {
  OWNER: 'Owner',
  MANAGER: 'Manager',
  FRONT_DESK: 'Front desk',
  THERAPIST: 'Therapist',
};

export const ROLES = (Object.keys(ROLE) as Role[]).map((id) => ({ id, name: ROLE[id] }));
