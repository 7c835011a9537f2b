import { Injectable } from '@nestjs/common';
import { Forbidden, Unauthenticated } from '../../kernel/index.js';
import type { Role, StaffActor } from '../../kernel/index.js';
import { AccessTokens } from './access-tokens.js';

/** Who asks, by the header Authorization. */
@Injectable()
export class Bearer {
  constructor(private readonly tokens: AccessTokens) {}

  /**
   * The member of staff whose token it is, where their role is among these. Throws `Unauthenticated` and `Forbidden`; whether
   * the session still stands is asked by every unit of work.
   */
  async staff(header: string | undefined, roles: readonly (Role | 'anyone')[]): Promise<StaffActor> {
    const [, token] = /^Bearer (.+)$/i.exec(header ?? '') ?? [];
    if (!token) throw new Unauthenticated('Sign in first.');
    const { actor } = await this.tokens.verify(token);
    if (!roles.includes(actor.role)) throw new Forbidden('Your role may not do this.');
    return actor;
  }
}
