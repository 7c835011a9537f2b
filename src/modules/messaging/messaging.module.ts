import { Module } from '@nestjs/common';
import { MessageTextsResolver } from './graphql/message-texts-resolver.js';
import { MessagesResolver } from './graphql/messages-resolver.js';
import { StoppedChannelsResolver } from './graphql/stopped-channels-resolver.js';
import { MessageTexts } from './message-texts.js';
import { ReadMessages } from './read-messages.js';
import { ResendMessage } from './resend-message.js';
import { SetMessageText } from './set-message-text.js';

/** What the API shows of messages, and does with them and their texts. */
@Module({
  providers: [
    MessagesResolver,
    MessageTextsResolver,
    StoppedChannelsResolver,
    MessageTexts,
    ReadMessages,
    ResendMessage,
    SetMessageText,
  ],
})
export class MessagingModule {}
