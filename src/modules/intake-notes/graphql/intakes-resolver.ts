import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CLINICAL,
  CurrentActor,
  idAfter,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { Intakes } from '../intakes.js';
import { ReadIntakeNotes } from '../read-intake-notes.js';
import { SaveIntakeAnswers } from '../save-intake-answers.js';
import { StartIntake } from '../start-intake.js';
import { SubmitIntake } from '../submit-intake.js';
import { fromAnswers } from './answer-types.js';
import {
  IntakeNotesArgs,
  SaveIntakeAnswersInput,
  SaveIntakeAnswersPayload,
  SaveIntakeAnswersResult,
  StartIntakePayload,
  SubmitIntakeInput,
  SubmitIntakePayload,
  SubmitIntakeResult,
  UnfinishedIntake,
} from './intake-results.js';
import { Intake, IntakeNote, IntakeNoteConnection, toIntake, toIntakeNote } from './intake-types.js';

@Resolver()
export class IntakesResolver {
  constructor(
    private readonly intakes: Intakes,
    private readonly notes: ReadIntakeNotes,
    private readonly startUseCase: StartIntake,
    private readonly saveUseCase: SaveIntakeAnswers,
    private readonly submitUseCase: SubmitIntake,
  ) {}

  @Allow(CLINICAL)
  @Query(() => Intake, { description: 'A form that staff are filling in with the client.' })
  async intake(@Context() { reads }: GraphqlContext, @Args('id', { type: () => ID }) id: string): Promise<Intake> {
    return toIntake(await reads.run((tx) => this.intakes.find(tx, id)));
  }

  @Allow(CLINICAL)
  @Query(() => IntakeNoteConnection, { description: 'All that a client has submitted, the latest first.' })
  async intakeNotes(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, first, after }: IntakeNotesArgs,
  ): Promise<Connection<IntakeNote>> {
    const page = { clientId, after: idAfter(after), limit: first + 1 };
    const notes = await reads.run((tx) => this.notes.ofClient(tx, page));
    return toConnection(notes, first, toIntakeNote, ({ note }) => [note.id]);
  }

  @Allow(CLINICAL)
  @Query(() => IntakeNote)
  async intakeNote(
    @Context() { reads }: GraphqlContext,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<IntakeNote> {
    return toIntakeNote(await reads.run((tx) => this.notes.one(tx, id)));
  }

  @Allow(CLINICAL)
  @Mutation(() => StartIntakePayload, {
    description: 'Begins to fill in the form with the client, or goes on with what was begun.',
  })
  async startIntake(
    @CurrentActor() actor: StaffActor,
    @Args('clientId', { type: () => ID }) clientId: string,
  ): Promise<StartIntakePayload> {
    const outcome = await this.startUseCase.execute(actor, { clientId });
    if (outcome.ok) return StartIntakePayload.of(outcome.value);
    throw new Error('Staff fill in a form without a link, and so without one that is used up.');
  }

  @Allow(CLINICAL)
  @Mutation(() => SaveIntakeAnswersResult)
  async saveIntakeAnswers(
    @CurrentActor() actor: StaffActor,
    @Args('input') { intakeId, version, answers }: SaveIntakeAnswersInput,
  ): Promise<typeof SaveIntakeAnswersResult> {
    const outcome = await this.saveUseCase.execute(actor, { intakeId, version, answers: fromAnswers(answers) });
    return outcome.ok ? SaveIntakeAnswersPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(CLINICAL)
  @Mutation(() => SubmitIntakeResult, {
    description: 'Makes the signed answers a note, which never changes, and screens the client by it.',
  })
  async submitIntake(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SubmitIntakeInput,
  ): Promise<typeof SubmitIntakeResult> {
    const outcome = await this.submitUseCase.execute(actor, input);
    if (outcome.ok) return SubmitIntakePayload.of(outcome.value);
    const { refusal } = outcome;
    return refusal.kind === 'unfinished' ? UnfinishedIntake.of(refusal) : VersionConflict.of(refusal);
  }
}
