import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Outcome, StaffActor } from '../../../kernel/index.js';
import type { StaleVersion } from '../../../platform/database/index.js';
import { Allow, CurrentActor, MANAGEMENT, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import type { TextRefusal } from '../check-text.js';
import { MessageTexts, textAt } from '../message-texts.js';
import { SetMessageText } from '../set-message-text.js';
import type { OwnText } from '../storage/message-templates.js';
import {
  MessagePreview,
  MessageText,
  MessageTextInput,
  MessageTextPayload,
  MessageTextRefused,
  PreviewMessageTextResult,
  ResetMessageTextInput,
  SetMessageTextInput,
  SetMessageTextResult,
} from './message-text-types.js';

@Resolver()
export class MessageTextsResolver {
  constructor(
    private readonly texts: MessageTexts,
    private readonly setText: SetMessageText,
  ) {}

  @Allow(MANAGEMENT)
  @Query(() => [MessageText], {
    description: 'What messages say: the texts that ship, or the practice’s own in their place.',
  })
  async messageTexts(@Context() { reads }: GraphqlContext): Promise<MessageText[]> {
    return (await reads.run((tx) => this.texts.all(tx))).map((text) => MessageText.of(text));
  }

  @Allow(MANAGEMENT)
  @Query(() => PreviewMessageTextResult)
  previewMessageText(@Args('input') { subject = null, ...wish }: MessageTextInput): typeof PreviewMessageTextResult {
    const preview = this.texts.preview({ ...wish, subject });
    return 'kind' in preview ? MessageTextRefused.of(preview) : MessagePreview.of(preview);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => SetMessageTextResult)
  async setMessageText(
    @CurrentActor() actor: StaffActor,
    @Args('input') { subject = null, body, ...place }: SetMessageTextInput,
  ): Promise<typeof SetMessageTextResult> {
    return resultOf(await this.setText.execute(actor, { ...place, text: { subject, body } }));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => SetMessageTextResult, { description: 'From now on the text that ships is sent.' })
  async resetMessageText(
    @CurrentActor() actor: StaffActor,
    @Args('input') place: ResetMessageTextInput,
  ): Promise<typeof SetMessageTextResult> {
    return resultOf(await this.setText.execute(actor, { ...place, text: null }));
  }
}

function resultOf(outcome: Outcome<OwnText, TextRefusal | StaleVersion>): typeof SetMessageTextResult {
  if (outcome.ok) return MessageTextPayload.of(textAt(outcome.value));
  const { refusal } = outcome;
  return refusal.kind === 'stale_version' ? VersionConflict.of(refusal) : MessageTextRefused.of(refusal);
}
