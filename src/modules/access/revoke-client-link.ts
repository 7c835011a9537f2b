import { Injectable } from '@nestjs/common';
import { isId, NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import { ClientLink } from './storage/client-link.entity.js';
import { closeClientLink } from './storage/client-links.js';

/** Ends a link and its sessions at once. Revoking what was used ends the reading back. */
@Injectable()
export class RevokeClientLink {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` where there is no such link, or it was revoked before. */
  execute(actor: StaffActor, id: string): Promise<ClientLink> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const revoked = isId(id) && (await closeClientLink(tx, id, 'revoked_at'));
        if (!revoked) throw new NotFound('client link', id);
        const link = await findOne(tx, ClientLink, 'client link', id);
        tx.record({ action: 'client_link.revoked', subjectIds: [id, link.clientId] });
        return link;
      },
      repeatOf(ClientLink, 'client link'),
    );
  }
}
