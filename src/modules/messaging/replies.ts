import type { Tx } from '../../platform/database/index.js';
import type { MessageKind } from './domain/index.js';

/** A message that a text may be an answer to. */
export interface AnsweredMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly subjectId: string;
  readonly version: string;
}

/** What a person is to look at: a no, a CANCEL that may mean the appointment, or what nobody else understands. */
export type ReplyTask = 'sms_no' | 'sms_cancel' | 'sms_reply';

/** Declares what becomes of answers by SMS. The modules that know what messages are about, and tasks for people, provide it. */
export abstract class Replies {
  /** The kinds of messages that ask for a yes or no. */
  abstract readonly kinds: readonly MessageKind[];

  /** Does what a yes of this client asks for. False where it cannot be done any more, or not by this client. */
  abstract confirm(tx: Tx, message: AnsweredMessage, clientId: string): Promise<boolean>;

  /** Leaves it to the desk. Without a client where it is not known who of several has written. */
  abstract leaveToDesk(
    tx: Tx,
    task: ReplyTask,
    about: { message: AnsweredMessage; clientId: string | null },
  ): Promise<void>;
}
