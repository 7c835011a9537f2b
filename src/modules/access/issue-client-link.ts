import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { DAY_MS } from './domain/limits.js';
import type { LinkPurpose } from './domain/client-link.js';
import { newSecretToken } from './secret-token.js';
import type { ClientLink } from './storage/client-link.entity.js';
import { insertClientLink } from './storage/client-links.js';

interface LinkRequest {
  /** The record that the client will write to: of the unit's practice, and not merged. */
  readonly clientId: string;
  readonly purpose: LinkPurpose;
  readonly subjectId?: string | null;
  /** 1 to `CLIENT_LINK.mostDays`; of a link to a visit, until it is over. */
  readonly days: number;
}

export interface IssuedLink {
  readonly link: ClientLink;
  /** Shown this once; the database knows its hash only. */
  readonly token: string;
}

/** Lets a client do one thing without an account, for some days. For the module that knows what the purpose asks for. */
@Injectable()
export class IssueClientLink {
  async execute(tx: Tx, { clientId, purpose, subjectId = null, days }: LinkRequest): Promise<IssuedLink> {
    const { token, hash: tokenHash } = newSecretToken();
    const issuedBy = tx.actor.kind === 'staff' ? tx.actor.membershipId : null;
    const expiresAt = new Date(tx.now.getTime() + days * DAY_MS);
    const link = await insertClientLink(tx, { clientId, purpose, subjectId, tokenHash, issuedBy, expiresAt });
    tx.record({ action: 'client_link.issued', subjectIds: [link.id, clientId], details: { purpose } });
    return { link, token };
  }
}
