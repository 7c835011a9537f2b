import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsEnum, IsInt, IsOptional, Length, Matches, Min } from 'class-validator';
import {
  Allow,
  ANYONE,
  MANAGEMENT,
  Refusal,
  resultUnion,
  Trimmed,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import { Channel } from '../../clients/index.js';
import type { TextRefusal } from '../check-text.js';
import { TEXT_KEYS, VARIABLES } from '../default-texts.js';
import type { TextKey } from '../default-texts.js';
import type { Preview, TextInUse } from '../message-texts.js';

export const MessageTextKey = Object.fromEntries(TEXT_KEYS.map((key) => [key.toUpperCase(), key]));
registerEnumType(MessageTextKey, {
  name: 'MessageTextKey',
  description: 'Which text: a kind of message, or one of several of a kind.',
});

@Allow(MANAGEMENT)
@ObjectType({ description: 'The words of one message on one channel in one language.' })
export class MessageText {
  @Field(() => MessageTextKey)
  key: string;

  @Field(() => Channel)
  channel: string;

  @Field({ description: 'Two letters (ISO 639-1).' })
  language: string;

  @Field(() => String, { nullable: true, description: 'Of an e-mail.' })
  subject: string | null;

  @Field()
  body: string;

  @Field({ description: 'Whether the practice wrote it; else it is the one that ships.' })
  isOwn: boolean;

  @Field(() => Int, { description: '0 where the practice has never had one of its own.' })
  version: number;

  @Field(() => [String], { description: 'What may stand between double braces.' })
  variables: readonly string[];

  static of({ key, channel, language, subject, body, isOwn, version }: TextInUse): MessageText {
    const text = { key, channel, language, subject, body, isOwn, version };
    return Object.assign(new MessageText(), text, { variables: VARIABLES });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class MessageTextPayload {
  @Field(() => MessageText)
  text: MessageText;

  static of(text: TextInUse): MessageTextPayload {
    return Object.assign(new MessageTextPayload(), { text: MessageText.of(text) });
  }
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'How a message reads, with an invented client and visit.' })
export class MessagePreview {
  @Field(() => String, { nullable: true })
  subject: string | null;

  @Field()
  text: string;

  static of({ subject, text }: Preview): MessagePreview {
    return Object.assign(new MessagePreview(), { subject, text });
  }
}

@Allow(ANYONE)
@ObjectType({ implements: () => [Refusal], description: 'A text that must not be sent as it is.' })
export class MessageTextRefused extends Refusal {
  @Field({ description: 'subject or body.' })
  field: string;

  @Field({ description: 'not_plain, unknown_variable, clinical_word, link_missing, subject_missing or no_subject.' })
  rule: string;

  static of({ field, rule, message }: TextRefusal): MessageTextRefused {
    return Object.assign(new MessageTextRefused(), { field, rule, message });
  }
}

export const SetMessageTextResult = resultUnion('SetMessageTextResult', [
  MessageTextPayload,
  MessageTextRefused,
  VersionConflict,
]);
export const PreviewMessageTextResult = resultUnion('PreviewMessageTextResult', [MessagePreview, MessageTextRefused]);

@InputType()
class MessageTextPlace {
  @Field(() => MessageTextKey)
  @IsEnum(MessageTextKey)
  key: TextKey;

  @Field(() => Channel)
  @IsEnum(Channel)
  channel: Channel;

  @Field({ defaultValue: 'en', description: 'Two letters (ISO 639-1).' })
  @Matches(/^[a-z]{2}$/, { message: 'language must be two letters, as de' })
  language: string = 'en';
}

@InputType()
export class MessageTextInput extends MessageTextPlace {
  @Field(() => String, { nullable: true, description: 'Of an e-mail: one line.' })
  @IsOptional()
  @Trimmed()
  @Length(1, 150)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'subject must be one line' })
  subject?: string | null;

  @Field({ description: 'Plain words with {{ first_name }} and the like; a paragraph ends with an empty line.' })
  @Trimmed()
  @Length(1, 2_000)
  @Matches(/^(?:[^\p{Cc}]|\r?\n)*$/u, { message: 'body must not have control characters' })
  body: string;
}

@InputType()
export class SetMessageTextInput extends MessageTextInput {
  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  @Min(0)
  version: number;
}

@InputType()
export class ResetMessageTextInput extends MessageTextPlace {
  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  @Min(0)
  version: number;
}
