import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { ClientActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { askAnswered, CheckInState, isLastAsk } from './domain/index.js';
import type { CheckInAnswer, Triage } from './domain/index.js';
import { answerByLink, openAnswer } from './storage/answers.js';
import type { AnswerRow } from './storage/answers.js';
import { findCheckIn } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';

/** What the client has sent by this link. */
export interface SentAnswer {
  readonly answer: CheckInAnswer;
  readonly triage: Triage;
  readonly answeredAt: Date;
}

/** What stands behind a link: questions, or what was answered by it. */
export type CheckInByLink =
  { readonly state: 'to_answer'; readonly isLast: boolean } | { readonly state: 'answered'; readonly sent: SentAnswer };

/** What a client by this link is asked, or has said. */
@Injectable()
export class ReadCheckInForLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ClinicalAccess,
    private readonly vault: Vault,
  ) {}

  /** Throws `NotFound` where there is nothing to answer, or not for this client. */
  execute(actor: ClientActor, checkInId: string): Promise<CheckInByLink> {
    return this.unitOfWork.do(actor, async (tx): Promise<CheckInByLink> => {
      const checkIn = await findCheckIn(tx, checkInId);
      if (!checkIn) throw new NotFound('check-in', checkInId);
      await this.access.require(tx, checkIn.clientId);
      const row = await answerByLink(tx, actor.linkId);
      if (row) return { state: 'answered', sent: await this.sent(tx, checkIn, row) };
      if (checkIn.state === CheckInState.CALLED_OFF) throw new NotFound('check-in', checkInId);
      const { asks } = checkIn;
      return { state: 'to_answer', isLast: isLastAsk(asks, askAnswered(asks, tx.now.getTime())) };
    });
  }

  private async sent(tx: Tx, { id, clientId }: CheckIn, row: AnswerRow): Promise<SentAnswer> {
    const key = (await this.vault.keysOf(tx, [clientId])).get(clientId);
    if (!key || row.checkInId !== id) throw new NotFound('check-in', id);
    return { answer: openAnswer(key, row), triage: row.triage, answeredAt: row.answeredAt };
  }
}
