import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '../../database/index.js';

/** A mail or an SMS that would have gone out. */
export interface Letter {
  /** Of an SMS its idempotency key. */
  readonly messageId: string;
  readonly kind: 'email' | 'sms';
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly body: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly calendar: string | null;
}

export interface KeptLetter extends Letter {
  /** Rises with each letter. */
  readonly number: string;
  readonly at: Date;
}

type Row = Omit<KeptLetter, 'messageId'> & { readonly message_id: string };

/** What a start without a mail server keeps instead of sending it: the newest thousand letters, one for each Message-ID. */
@Injectable()
export class Mailbox {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
  ) {}

  async put({ messageId, ...letter }: Letter): Promise<void> {
    const row = { ...letter, message_id: messageId, at: this.clock.correct(new Date()) };
    await this.dataSource.query('SELECT gate.put_into_mailbox($1)', [JSON.stringify(row)]);
  }

  /** The newest first, or those before one. */
  list(most: number, before: string | null = null): Promise<KeptLetter[]> {
    return this.read('SELECT * FROM gate.mailbox_before($1, $2)', [before, most]);
  }

  async find(number: string): Promise<KeptLetter | undefined> {
    const [letter] = await this.read('SELECT * FROM gate.mail_of_mailbox($1)', [number]);
    return letter;
  }

  private async read(text: string, values: readonly unknown[]): Promise<KeptLetter[]> {
    const rows = await this.dataSource.query<Row[]>(text, [...values]);
    return rows.map(({ message_id: messageId, ...row }) => ({ ...row, messageId }));
  }
}
