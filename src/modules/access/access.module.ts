import { Module } from '@nestjs/common';
import { AcceptInvitation } from './accept-invitation.js';
import { AccessTokens } from './access-tokens.js';
import { AccountClaim } from './account-claim.js';
import { AddMember } from './add-member.js';
import { Bearer } from './bearer.js';
import { ChangePassword } from './change-password.js';
import { ChangeStaffRole } from './change-staff-role.js';
import { CreatePractice } from './create-practice.js';
import { EndMembership } from './end-membership.js';
import { EndOwnSessions } from './end-own-sessions.js';
import { JoiningResolver } from './graphql/joining-resolver.js';
import { PasswordsResolver } from './graphql/passwords-resolver.js';
import { SessionsResolver } from './graphql/sessions-resolver.js';
import { StaffResolver } from './graphql/staff-resolver.js';
import { InviteStaff } from './invite-staff.js';
import { IssuePasswordReset } from './issue-password-reset.js';
import { PasswordCheck } from './password-check.js';
import { PasswordHashes } from './password-hashes.js';
import { RefreshSession } from './refresh-session.js';
import { RegisterPractice } from './register-practice.js';
import { ResetPassword } from './reset-password.js';
import { RevokeInvitation } from './revoke-invitation.js';
import { SignIn } from './sign-in.js';
import { StartSession } from './start-session.js';
import { Gate } from './storage/gate.js';

const RESOLVERS = [SessionsResolver, StaffResolver, PasswordsResolver, JoiningResolver];
const SESSIONS = [AccessTokens, Bearer, StartSession, SignIn, RefreshSession, EndOwnSessions];
const STAFF = [InviteStaff, RevokeInvitation, ChangeStaffRole, EndMembership];
const PASSWORDS = [PasswordHashes, PasswordCheck, ChangePassword, IssuePasswordReset, ResetPassword];
const JOINING = [AccountClaim, AcceptInvitation, RegisterPractice, CreatePractice, AddMember];

@Module({
  providers: [Gate, ...RESOLVERS, ...SESSIONS, ...STAFF, ...PASSWORDS, ...JOINING],
  exports: [AccessTokens, Bearer, CreatePractice, AddMember],
})
export class AccessModule {}
