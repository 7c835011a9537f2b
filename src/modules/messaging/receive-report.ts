import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { tellClientChanged } from '../clients/index.js';
import { stopKey } from './domain/index.js';
import { NumberKeys } from './number-keys.js';
import { clientsAtNumber } from './storage/inbound-messages.js';
import { ProviderGate } from './storage/provider-gate.js';
import { writeReport } from './storage/provider-reports.js';
import { stopAddress } from './storage/stopped-addresses.js';

/** What the provider tells of an SMS that it has taken. */
export interface DeliveryReport {
  /** The provider's id of the message. */
  readonly sid: string;
  /** E.164. */
  readonly to: string;
  readonly state: 'delivered' | 'failed';
  /** That the recipient has told the provider to send nothing more. */
  readonly optedOut: boolean;
}

/** Writes down whether a message has arrived. What is told of a message that nobody knows is forgotten. */
@Injectable()
export class ReceiveReport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: ProviderGate,
    private readonly numbers: NumberKeys,
  ) {}

  async execute({ sid, to, state, optedOut }: DeliveryReport): Promise<void> {
    const found = await this.gate.messageAtProvider(sid);
    if (!found) return;
    const { practiceId, id } = found;
    await this.unitOfWork.do({ kind: 'system', practiceId, name: 'sms-reports' }, (tx) => {
      writeReport(tx, id, state);
      return optedOut ? this.stop(tx, to) : Promise.resolve();
    });
  }

  private async stop(tx: Tx, address: string): Promise<void> {
    stopAddress(tx, { channel: 'sms', address }, 'provider');
    const clientIds = await clientsAtNumber(tx, stopKey('sms', address), this.numbers.of(address));
    for (const clientId of clientIds) tellClientChanged(tx, clientId);
  }
}
