import { Injectable } from '@nestjs/common';
import type { ClientActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { hashOfToken } from './secret-token.js';
import { deleteLinkSession } from './storage/client-links.js';

/** Ends one session of a link; the link itself opens again. */
@Injectable()
export class CloseLinkSession {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: ClientActor, secret: string): Promise<void> {
    return this.unitOfWork.do(actor, (tx) => Promise.resolve(deleteLinkSession(tx, hashOfToken(secret))));
  }
}
