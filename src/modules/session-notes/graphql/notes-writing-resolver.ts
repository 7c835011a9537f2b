import { Args, ArgsType, Field, ID, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { IsInt, IsString, IsUUID, Min } from 'class-validator';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CLINICAL, CurrentActor } from '../../../platform/graphql/index.js';
import { AddAddendum } from '../add-addendum.js';
import { SaveDraft } from '../save-draft.js';
import { SignNote } from '../sign-note.js';
import { StartFromLastNote } from '../start-from-last-note.js';
import { SaveSessionNoteDraftInput, toNote } from './note-inputs.js';
import {
  SaveSessionNoteDraftResult,
  SessionNoteDraftPayload,
  SessionNotePayload,
  SignSessionNoteResult,
  StartFromLastNoteResult,
  toSaveRefusal,
  toSignRefusal,
  toStartRefusal,
} from './session-note-results.js';

@ArgsType()
class SignArgs {
  @Field(() => ID, { description: 'The draft.' })
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that you have read and sign.' })
  @IsInt()
  @Min(1)
  version: number;
}

@InputType()
export class AddAddendumInput {
  @Field(() => ID)
  @IsUUID()
  noteId: string;

  @Field({ description: 'Why the note needs it, at most 500 characters.' })
  @IsString()
  reason: string;

  @Field({ description: 'At most 10,000 characters.' })
  @IsString()
  text: string;
}

@Resolver()
export class NotesWritingResolver {
  constructor(
    private readonly saveDraft: SaveDraft,
    private readonly startFromLast: StartFromLastNote,
    private readonly signNote: SignNote,
    private readonly addAddendumUseCase: AddAddendum,
  ) {}

  @Allow(CLINICAL)
  @Mutation(() => SaveSessionNoteDraftResult, {
    description: 'Begins or saves the note of a visit of your own, from its arrival on.',
  })
  async saveSessionNoteDraft(
    @CurrentActor() actor: StaffActor,
    @Args('input') { appointmentId, version = null, note }: SaveSessionNoteDraftInput,
  ): Promise<typeof SaveSessionNoteDraftResult> {
    const outcome = await this.saveDraft.execute(actor, { appointmentId, version, note: toNote(note) });
    return outcome.ok ? SessionNoteDraftPayload.of(outcome.value) : toSaveRefusal(outcome.refusal);
  }

  @Allow(CLINICAL)
  @Mutation(() => StartFromLastNoteResult, {
    description:
      'Begins the note of a visit with what the last one leaves to look at again: no consent, score or reaction.',
  })
  async startFromLastNote(
    @CurrentActor() actor: StaffActor,
    @Args('appointmentId', { type: () => ID }) appointmentId: string,
  ): Promise<typeof StartFromLastNoteResult> {
    const outcome = await this.startFromLast.execute(actor, appointmentId);
    return outcome.ok ? SessionNoteDraftPayload.of(outcome.value) : toStartRefusal(outcome.refusal);
  }

  @Allow(CLINICAL)
  @Mutation(() => SignSessionNoteResult, { description: 'Signs what you have written. It never changes after.' })
  async signSessionNote(
    @CurrentActor() actor: StaffActor,
    @Args() { id, version }: SignArgs,
  ): Promise<typeof SignSessionNoteResult> {
    const outcome = await this.signNote.execute(actor, { id, version });
    return outcome.ok ? SessionNotePayload.of(outcome.value) : toSignRefusal(outcome.refusal);
  }

  @Allow(CLINICAL)
  @Mutation(() => SessionNotePayload, {
    description: 'Corrects or completes a signed note, dated and in your name. The note itself stays as it is.',
  })
  async addAddendum(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: AddAddendumInput,
  ): Promise<SessionNotePayload> {
    return SessionNotePayload.of(await this.addAddendumUseCase.execute(actor, input));
  }
}
