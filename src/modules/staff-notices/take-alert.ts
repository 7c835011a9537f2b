import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { GuessLimit } from '../access/index.js';
import { AcknowledgeAlert } from './acknowledge-alert.js';
import { hashOfAlertToken } from './alert-links.js';
import { findAlert } from './storage/alerts.js';
import type { Alert } from './storage/alerts.js';

/** An alert as whoever holds one of its links finds it. */
interface Held extends Alert {
  readonly practiceId: string;
  /** Of the person whom the link was sent to. */
  readonly membershipId: string;
}

type DeadEnd = Extract<Awaited<ReturnType<GuessLimit['find']>>, { ok: false }>['refusal'];

interface Link {
  readonly practiceId: string;
  readonly alertId: string;
  readonly membershipId: string;
}

const FIND = `SELECT practice_id AS "practiceId", alert_id AS "alertId", membership_id AS "membershipId" FROM gate.find_alert_link($1)`;

/** What somebody may do who was called and holds nothing but the link: look, and take it. */
@Injectable()
export class TakeAlert {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly limit: GuessLimit,
  ) {}

  look(token: string, address: string): Promise<Outcome<Held, DeadEnd>> {
    return this.limit.find(address, () => this.held(token, () => Promise.resolve()));
  }

  /** Taken once; whoever comes later learns that. */
  take(token: string, address: string): Promise<Outcome<Held, DeadEnd>> {
    return this.limit.find(address, () =>
      this.held(token, (tx, { alertId, membershipId }) => AcknowledgeAlert.within(tx, alertId, membershipId)),
    );
  }

  private async held(
    token: string,
    act: (tx: Parameters<typeof findAlert>[0], link: Link) => Promise<void>,
  ): Promise<Held | undefined> {
    const [link] = await this.dataSource.query<Link[]>(FIND, [hashOfAlertToken(token)]);
    if (!link) return undefined;
    const { practiceId, alertId, membershipId } = link;
    return this.unitOfWork.do({ kind: 'system', practiceId, name: 'alert-link' }, async (tx) => {
      await act(tx, link);
      return { ...(await findAlert(tx, alertId)), practiceId, membershipId };
    });
  }
}
