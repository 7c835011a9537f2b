import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Site } from '../../platform/pages/index.js';
import { IssueClientLink, LinkDoor } from '../access/index.js';
import type { IssuedLink } from '../access/index.js';
import { resolveClient } from '../clients/index.js';

export interface IssuedIntakeLink extends Pick<IssuedLink, 'link'> {
  /** Shown this once. */
  readonly url: string;
}

/** Lets a client fill in the intake form without an account. */
@Injectable()
export class IssueIntakeLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly issuing: IssueClientLink,
    private readonly site: Site,
  ) {}

  /** Throws `NotFound` where there is no such client, and `InvalidInput` where they are archived. */
  execute(actor: StaffActor, { clientId, days }: { clientId: string; days: number }): Promise<IssuedIntakeLink> {
    return this.unitOfWork.do(actor, async (tx) => {
      const client = await resolveClient(tx, clientId);
      const { link, token } = await this.issuing.execute(tx, { clientId: client.id, purpose: 'intake', days });
      return { link, url: this.site.url(LinkDoor.pathTo('intake', token)) };
    });
  }
}
