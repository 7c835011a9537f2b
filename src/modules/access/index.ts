import { ClientLink } from './storage/client-link.entity.js';
import { Invitation } from './storage/invitation.entity.js';
import { Membership } from './storage/membership.entity.js';

export { AccessModule } from './access.module.js';
export { AccessTokens } from './access-tokens.js';
export { AddMember } from './add-member.js';
export { BrowserSessions } from './browser-sessions.js';
export { Bearer } from './bearer.js';
export { GuessLimit } from './guess-limit.js';
export { CreatePractice } from './create-practice.js';
export { CLIENT_LINK } from './domain/limits.js';
export { ClientLink as ClientLinkType, toClientLink } from './graphql/client-link-types.js';
export type { LinkPurpose } from './domain/client-link.js';
export { IssueClientLink } from './issue-client-link.js';
export type { IssuedLink } from './issue-client-link.js';
export { LinkDoor } from './pages/link-door.js';
export type { Visit } from './pages/link-door.js';
export type { ProvenLink } from './prove-client-link.js';
export { KeepMessageLink } from './keep-message-link.js';
export { revokeLinksOf } from './storage/client-links.js';
export { liveMember } from './storage/members.js';
export { TreatsClient } from './treats-client.js';
export { useLink } from './use-link.js';

/** The tables that TypeORM maps for this module. */
export const ACCESS_ENTITIES = [ClientLink, Invitation, Membership];
