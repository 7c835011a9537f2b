import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import { CLIENT_LINK } from './domain/limits.js';
import type { ProvenLink } from './prove-client-link.js';
import { newSecretToken } from './secret-token.js';
import { insertLinkSession } from './storage/client-links.js';

/** Exchanges a link that was proven for a session, so that its token need not travel again. A link may have many. */
@Injectable()
export class OpenClientLink {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Returns the session's secret, for a cookie. Throws `Unauthenticated` where the link has ended meanwhile. */
  execute({ actor, expiresAt }: ProvenLink): Promise<string> {
    return this.unitOfWork.do(actor, (tx) => {
      const { token: secret, hash: secretHash } = newSecretToken();
      const end = Math.min(tx.now.getTime() + CLIENT_LINK.idleMs, expiresAt.getTime());
      insertLinkSession(tx, { linkId: actor.linkId, secretHash, expiresAt: new Date(end) });
      tx.record({ action: 'client_link.opened', subjectIds: [actor.linkId, actor.clientId] });
      return Promise.resolve(secret);
    });
  }
}
