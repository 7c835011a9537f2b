import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
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
  ) {}

  async execute({ sid, to, state, optedOut }: DeliveryReport): Promise<void> {
    const found = await this.gate.messageAtProvider(sid);
    if (!found) return;
    const { practiceId, id } = found;
    await this.unitOfWork.do({ kind: 'system', practiceId, name: 'sms-reports' }, (tx) => {
      writeReport(tx, id, state);
      if (optedOut) stopAddress(tx, { channel: 'sms', address: to }, 'provider');
      return Promise.resolve();
    });
  }
}
