import { Module } from '@nestjs/common';
import { AcceptInvitation } from './accept-invitation.js';
import { AccessTokens } from './access-tokens.js';
import { AccountClaim } from './account-claim.js';
import { AddMember } from './add-member.js';
import { AdmitMember } from './admit-member.js';
import { Bearer } from './bearer.js';
import { BeginTotpEnrolment } from './begin-totp-enrolment.js';
import { BrowserSessions } from './browser-sessions.js';
import { ChangePassword } from './change-password.js';
import { ChangeStaffRole } from './change-staff-role.js';
import { CloseLinkSession } from './close-link-session.js';
import { CodeGuesses } from './code-guesses.js';
import { CompleteSignIn } from './complete-sign-in.js';
import { ConfirmTotpEnrolment } from './confirm-totp-enrolment.js';
import { CreatePractice } from './create-practice.js';
import { EndMembership } from './end-membership.js';
import { EndOwnSessions } from './end-own-sessions.js';
import { ClientLinksResolver } from './graphql/client-links-resolver.js';
import { JoiningResolver } from './graphql/joining-resolver.js';
import { PasswordsResolver } from './graphql/passwords-resolver.js';
import { SecondFactorResolver } from './graphql/second-factor-resolver.js';
import { SessionsResolver } from './graphql/sessions-resolver.js';
import { StaffResolver } from './graphql/staff-resolver.js';
import { GuessLimit } from './guess-limit.js';
import { InviteStaff } from './invite-staff.js';
import { IssueClientLink } from './issue-client-link.js';
import { IssuePasswordReset } from './issue-password-reset.js';
import { OpenClientLink } from './open-client-link.js';
import { LinkDoor } from './pages/link-door.js';
import { PasswordCheck } from './password-check.js';
import { PasswordHashes } from './password-hashes.js';
import { ProveClientLink } from './prove-client-link.js';
import { RefreshSession } from './refresh-session.js';
import { RegenerateRecoveryCodes } from './regenerate-recovery-codes.js';
import { RegisterPractice } from './register-practice.js';
import { RemoveTotp } from './remove-totp.js';
import { ResetPassword } from './reset-password.js';
import { ResetSecondFactor } from './reset-second-factor.js';
import { RevokeClientLink } from './revoke-client-link.js';
import { RevokeInvitation } from './revoke-invitation.js';
import { SecondFactor } from './second-factor.js';
import { SignIn } from './sign-in.js';
import { StartSession } from './start-session.js';
import { SuccessorTokens } from './successor-tokens.js';
import { Gate } from './storage/gate.js';

const RESOLVERS = [
  ...[SessionsResolver, SecondFactorResolver, StaffResolver, PasswordsResolver, JoiningResolver, ClientLinksResolver],
];
const SESSIONS = [
  BrowserSessions,
  SuccessorTokens,
  AccessTokens,
  Bearer,
  StartSession,
  AdmitMember,
  SignIn,
  CompleteSignIn,
  RefreshSession,
  EndOwnSessions,
];
const STAFF = [InviteStaff, RevokeInvitation, ChangeStaffRole, EndMembership];
const PASSWORDS = [PasswordHashes, PasswordCheck, ChangePassword, IssuePasswordReset, ResetPassword];
const SECOND_FACTOR = [
  ...[SecondFactor, CodeGuesses, BeginTotpEnrolment, ConfirmTotpEnrolment],
  ...[RegenerateRecoveryCodes, RemoveTotp, ResetSecondFactor],
];
const JOINING = [AccountClaim, AcceptInvitation, RegisterPractice, CreatePractice, AddMember];
const LINKS = [
  ...[IssueClientLink, GuessLimit, ProveClientLink, OpenClientLink, CloseLinkSession, RevokeClientLink, LinkDoor],
];

@Module({
  providers: [Gate, ...RESOLVERS, ...SESSIONS, ...STAFF, ...PASSWORDS, ...SECOND_FACTOR, ...JOINING, ...LINKS],
  exports: [AccessTokens, Bearer, BrowserSessions, CreatePractice, AddMember, GuessLimit, IssueClientLink, LinkDoor],
})
export class AccessModule {}
