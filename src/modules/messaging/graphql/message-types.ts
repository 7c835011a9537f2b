import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayNotEmpty, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { Allow, ANYONE, connectionOf, DESK, PageArgs, Refusal, resultUnion } from '../../../platform/graphql/index.js';
import { Channel } from '../../clients/index.js';
import { MESSAGE_KINDS, MESSAGE_STATES } from '../domain/index.js';
import { reasonText } from '../reason-text.js';
import type { NotResent } from '../resend-message.js';
import type { MessageFigures as FiguresRow } from '../storage/figures.js';
import type { MessageEventRow, MessageRow } from '../storage/ledger.js';

const enumOf = <T extends string>(values: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(values.map((value) => [value.toUpperCase(), value]));

export const MessageKindEnum = enumOf(Object.keys(MESSAGE_KINDS) as MessageRow['kind'][]);
registerEnumType(MessageKindEnum, { name: 'MessageKind', description: 'What a message is about.' });

export const MessageStateEnum = enumOf(MESSAGE_STATES);
registerEnumType(MessageStateEnum, {
  name: 'MessageState',
  description: 'How far a message has come: sent is what a provider has taken, dropped what was not to be sent.',
});

@Allow(DESK)
@ObjectType({ description: 'One step in the life of a message.' })
export class MessageEvent {
  @Field()
  at: Date;

  @Field(() => MessageStateEnum)
  state: string;

  @Field(() => Int, { description: 'How often it had been tried by then.' })
  attempt: number;

  @Field(() => String, { nullable: true })
  reason: string | null;

  static of({ at, state, attempt, reason }: MessageEventRow): MessageEvent {
    return Object.assign(new MessageEvent(), { at, state, attempt, reason: reason && reasonText(reason) });
  }
}

@Allow(DESK)
@ObjectType({
  description: 'A message to a client or to staff: whether it went out, and why not. Its text is not kept.',
})
export class Message {
  @Field(() => ID)
  id: string;

  @Field(() => MessageKindEnum)
  kind: string;

  @Field({ description: 'Which of several about the same, as 48h.' })
  step: string;

  @Field(() => Channel)
  channel: string;

  @Field(() => ID, { description: 'The appointment, plan, check-in or task that it is about.' })
  subjectId: string;

  @Field(() => MessageStateEnum)
  state: string;

  @Field(() => String, { nullable: true, description: 'A code: why it was not sent, or not yet.' })
  reason: string | null;

  @Field(() => String, { nullable: true, description: 'The same as a sentence.' })
  why: string | null;

  @Field()
  dueAt: Date;

  @Field(() => Date, { nullable: true, description: 'While it is planned: when it is tried next at the earliest.' })
  nextAt: Date | null;

  @Field(() => Date, { nullable: true })
  sentAt: Date | null;

  @Field(() => Int)
  attempts: number;

  readonly clientId: string | null;
}

export function toMessage(row: MessageRow): Message {
  const { id, kind, step, channel, subjectId, state, reason, dueAt, sentAt, attempts, clientId } = row;
  const known = { id, kind, step, channel, subjectId, state, reason, dueAt, sentAt, attempts, clientId };
  const nextAt = state === 'planned' ? row.readyAt : null;
  return Object.assign(new Message(), known, { why: reason && reasonText(reason), nextAt });
}

@Allow(DESK)
@ObjectType({ description: 'How many messages of a kind came to what.' })
export class MessageFigures {
  @Field(() => MessageKindEnum)
  kind: string;

  @Field(() => Int, { description: 'Their time has come, and they are to go out yet.' })
  due: number;

  @Field(() => Int, { description: 'Of those the ones that should have gone out five minutes ago.' })
  late: number;

  @Field(() => Int)
  sent: number;

  @Field(() => Int)
  failed: number;

  @Field(() => Int)
  dropped: number;

  static of({ kind, due, late, sent, failed, dropped }: FiguresRow): MessageFigures {
    return Object.assign(new MessageFigures(), { kind, due, late, sent, failed, dropped });
  }
}

export const MessageConnection = connectionOf(Message, 'Message');

@Allow(DESK)
@ObjectType()
export class ResendMessagePayload {
  @Field(() => Message, { description: 'The new one.' })
  copy: Message;

  static of(row: MessageRow): ResendMessagePayload {
    return Object.assign(new ResendMessagePayload(), { copy: toMessage(row) });
  }
}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'It is on its way, or would be of no use any more.' })
export class MessageNotResent extends Refusal {
  static of({ kind }: NotResent): MessageNotResent {
    const message =
      kind === 'still_open'
        ? 'This message is still to go out by itself.'
        : 'This message would come too late to be of use.';
    return Object.assign(new MessageNotResent(), { message });
  }
}

export const ResendMessageResult = resultUnion('ResendMessageResult', [ResendMessagePayload, MessageNotResent]);

@ArgsType()
export class MessagesArgs extends PageArgs {
  @Field(() => [MessageStateEnum], { nullable: true, description: 'All unless told.' })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(MESSAGE_STATES.length)
  @IsEnum(MessageStateEnum, { each: true })
  states?: MessageRow['state'][] | null;

  @Field(() => [MessageKindEnum], { nullable: true })
  @IsOptional()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsEnum(MessageKindEnum, { each: true })
  kinds?: MessageRow['kind'][] | null;

  @Field(() => ID, { nullable: true, description: 'Also those to records that were merged with this one.' })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The appointment, plan or check-in that they are about.' })
  @IsOptional()
  @IsUUID()
  subjectId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;
}
