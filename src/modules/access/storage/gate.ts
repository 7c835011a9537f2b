import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Role } from '../../../kernel/index.js';
import { DatabaseClock } from '../../../platform/database/index.js';
import type { LinkPurpose } from '../domain/client-link.js';

export interface Login {
  readonly userId: string;
  readonly passwordHash: string;
}

/** A live membership, as its holder may choose it. */
export interface KnownMembership {
  readonly practiceId: string;
  readonly practiceName: string;
  readonly membershipId: string;
  readonly role: Role;
}

/** An account that a password reset opens. */
export interface ResettableAccount {
  readonly practiceId: string;
  readonly userId: string;
  readonly email: string;
}

/** A sign-in whose password was right. */
export interface OpenChallenge {
  readonly practiceId: string;
  readonly membershipId: string;
  readonly userId: string;
}

/** A client's link that stands. */
export interface FoundLink {
  readonly practiceId: string;
  readonly clientId: string;
  readonly linkId: string;
  readonly subjectId: string | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const LINK = `practice_id AS "practiceId", client_id AS "clientId", link_id AS "linkId", subject_id AS "subjectId",
  expires_at AS "expiresAt", used_at AS "usedAt"`;

interface Allowance {
  /** Attempts that are let through. */
  readonly most: number;
  readonly periodMs: number;
}

/**
 * What happens before a practice is known, and so outside any unit of work: each method calls one narrow function of
 * the schema `gate`, which is all that the application's role may do here.
 */
@Injectable()
export class Gate {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
  ) {}

  /** Counts one more attempt on `subject`. Returns null, or until when attempts on it are refused. */
  async countAttempt(subject: string, { most, periodMs }: Allowance): Promise<Date | null> {
    const [row] = await this.ask<{ until: Date | null }>(
      `SELECT gate.count_attempt($1, $2, $3 * interval '1 ms', clock_timestamp() + $4 * interval '1 ms') AS until`,
      [subject, most, periodMs, this.clock.offset],
    );
    return row!.until;
  }

  /** Takes back an attempt that turned out right. */
  async uncountAttempt(subject: string, most: number): Promise<void> {
    await this.ask('SELECT gate.uncount_attempt($1, $2)', [subject, most]);
  }

  async forgetAttempts(subject: string): Promise<void> {
    await this.ask('SELECT gate.forget_attempts($1)', [subject]);
  }

  /** Audits a failed sign-in in every practice that the person behind the e-mail works for. */
  async recordFailedSignIn(subject: string, email: string, auditId: string): Promise<void> {
    await this.ask(`SELECT gate.record_failed_sign_in($1, $2, $3, clock_timestamp() + $4 * interval '1 ms')`, [
      ...[subject, email, auditId],
      this.clock.offset,
    ]);
  }

  async findLogin(email: string): Promise<Login | undefined> {
    const [login] = await this.ask<Login>(
      'SELECT user_id AS "userId", password_hash AS "passwordHash" FROM gate.find_login($1)',
      [email],
    );
    return login;
  }

  /** By the practice's name, without ended ones. */
  membershipsOf(userId: string): Promise<KnownMembership[]> {
    return this.ask(
      `SELECT practice_id AS "practiceId", practice_name AS "practiceName", membership_id AS "membershipId", role
       FROM gate.memberships_of($1)`,
      [userId],
    );
  }

  async practiceOfRefreshToken(tokenHash: Buffer): Promise<string | null> {
    const [row] = await this.ask<{ id: string | null }>('SELECT gate.practice_of_refresh_token($1) AS id', [tokenHash]);
    return row!.id;
  }

  async practiceOfInvitation(tokenHash: Buffer): Promise<string | null> {
    const [row] = await this.ask<{ id: string | null }>('SELECT gate.practice_of_invitation($1) AS id', [tokenHash]);
    return row!.id;
  }

  async findPasswordReset(tokenHash: Buffer): Promise<ResettableAccount | undefined> {
    const [account] = await this.ask<ResettableAccount>(
      `SELECT practice_id AS "practiceId", user_id AS "userId", email
       FROM gate.find_password_reset($1, clock_timestamp() + $2 * interval '1 ms')`,
      [tokenHash, this.clock.offset],
    );
    return account;
  }

  /** Whose sign-in waits for a code, while it does. */
  async findChallenge(tokenHash: Buffer): Promise<OpenChallenge | undefined> {
    const [challenge] = await this.ask<OpenChallenge>(
      `SELECT practice_id AS "practiceId", membership_id AS "membershipId", user_id AS "userId"
       FROM gate.find_challenge($1, clock_timestamp() + $2 * interval '1 ms')`,
      [tokenHash, this.clock.offset],
    );
    return challenge;
  }

  async findClientLink(tokenHash: Buffer, purpose: LinkPurpose): Promise<FoundLink | undefined> {
    const [link] = await this.ask<FoundLink>(
      `SELECT ${LINK} FROM gate.find_client_link($1, $2, clock_timestamp() + $3 * interval '1 ms')`,
      [tokenHash, purpose, this.clock.offset],
    );
    return link;
  }

  /** By the secret of a session, which then lasts `idleMs` from now. */
  async resumeClientLink(secretHash: Buffer, purpose: LinkPurpose, idleMs: number): Promise<FoundLink | undefined> {
    const [link] = await this.ask<FoundLink>(
      `SELECT ${LINK} FROM gate.resume_client_link($1, $2, $3 * interval '1 ms', clock_timestamp() + $4 * interval '1 ms')`,
      [secretHash, purpose, idleMs, this.clock.offset],
    );
    return link;
  }

  private ask<Row>(call: string, values: readonly unknown[]): Promise<Row[]> {
    return this.dataSource.query(call, values as unknown[]);
  }
}
