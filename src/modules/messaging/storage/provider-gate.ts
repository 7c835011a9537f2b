import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MessageKind } from '../domain/index.js';

export interface SentMessage {
  readonly practiceId: string;
  readonly id: string;
  readonly kind: MessageKind;
  readonly sentAt: Date;
}

/** What is asked before a practice is known, because a provider asks: each method calls one narrow function of the schema `gate`. */
@Injectable()
export class ProviderGate {
  constructor(private readonly dataSource: DataSource) {}

  async messageAtProvider(sid: string): Promise<{ readonly practiceId: string; readonly id: string } | undefined> {
    const [found] = await this.dataSource.query<{ practiceId: string; id: string }[]>(
      'SELECT practice_id AS "practiceId", id FROM gate.message_at_provider($1)',
      [sid],
    );
    return found;
  }

  /** Of every practice and kind the latest that went to this number, the newest first. */
  messagesToNumber(numberKey: Buffer): Promise<SentMessage[]> {
    return this.dataSource.query<SentMessage[]>(
      `SELECT practice_id AS "practiceId", id, kind, sent_at AS "sentAt" FROM gate.messages_to_number($1) ORDER BY sent_at DESC, id DESC`,
      [numberKey],
    );
  }
}
