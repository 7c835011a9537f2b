import { Invitation } from './storage/invitation.entity.js';
import { Membership } from './storage/membership.entity.js';

export { AccessModule } from './access.module.js';
export { AccessTokens } from './access-tokens.js';
export { AddMember } from './add-member.js';
export { Bearer } from './bearer.js';
export { CreatePractice } from './create-practice.js';
export { liveMember } from './storage/members.js';
export { TreatsClient } from './treats-client.js';

/** The tables that TypeORM maps for this module. */
export const ACCESS_ENTITIES = [Invitation, Membership];
