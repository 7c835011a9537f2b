import { Injectable } from '@nestjs/common';
import type { ClientActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { ownVisit } from './own-visit.js';
import type { OwnVisit } from './own-visit.js';
import { aroundClient } from './storage/own-visits.js';

/** A visit, and what stands around it on its client's page. */
export interface VisitOnPage {
  readonly visit: OwnVisit;
  readonly practice: string;
  /** Of the client: several links may be open on one phone. */
  readonly givenName: string;
  /** IANA, where the client lives; null where nobody knows. */
  readonly clientZone: string | null;
  /** By the database's time. */
  readonly now: Date;
}

/** The visit that a link is about, as it stands now and not as it stood when the link was sent. */
@Injectable()
export class ReadVisitForLink {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` where the visit is not of the link's client any more. */
  execute(actor: ClientActor, appointmentId: string): Promise<VisitOnPage> {
    return this.unitOfWork.do(actor, async (tx) => {
      const visit = await ownVisit(tx, actor.clientId, appointmentId);
      const { practice, givenName, zone: clientZone } = await aroundClient(tx, visit.clientId);
      return { visit, practice, givenName, clientZone, now: tx.now };
    });
  }

  /** Before the link is opened: whose pages they are, and nothing of the client. */
  practice(actor: ClientActor): Promise<string> {
    return this.unitOfWork.do(actor, async (tx) => (await aroundClient(tx, actor.clientId)).practice);
  }
}
