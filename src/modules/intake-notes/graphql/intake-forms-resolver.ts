import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { InvalidInput } from '../../../kernel/index.js';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CLINICAL,
  CurrentActor,
  decodeCursor,
  MANAGEMENT,
  PageArgs,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { DiscardIntakeForm } from '../discard-intake-form.js';
import { DraftIntakeForm } from '../draft-intake-form.js';
import { EditIntakeForm } from '../edit-intake-form.js';
import { PublishIntakeForm } from '../publish-intake-form.js';
import { currentFormVersion, findFormDraft, formVersionsPage } from '../storage/intake-forms.js';
import { fromForm } from './form-mapping.js';
import {
  DiscardIntakeFormPayload,
  DiscardIntakeFormResult,
  EditIntakeFormInput,
  EditIntakeFormResult,
  IntakeFormDraft,
  IntakeFormDraftPayload,
  IntakeFormVersion,
  IntakeFormVersionConnection,
  PublishIntakeFormPayload,
  PublishIntakeFormResult,
  toFormDraft,
  toFormVersion,
  UnfitIntakeForm,
} from './intake-form-types.js';

@Resolver()
export class IntakeFormsResolver {
  constructor(
    private readonly draftUseCase: DraftIntakeForm,
    private readonly editUseCase: EditIntakeForm,
    private readonly publishUseCase: PublishIntakeForm,
    private readonly discardUseCase: DiscardIntakeForm,
  ) {}

  @Allow(CLINICAL)
  @Query(() => IntakeFormVersion, { description: 'The intake form that is asked today.' })
  async intakeForm(@Context() { reads }: GraphqlContext): Promise<IntakeFormVersion> {
    return toFormVersion(await reads.run((tx) => currentFormVersion(tx)));
  }

  @Allow(CLINICAL)
  @Query(() => IntakeFormVersionConnection, { description: 'All that were ever published, the latest first.' })
  async intakeFormVersions(
    @Context() { reads }: GraphqlContext,
    @Args() { first, after }: PageArgs,
  ): Promise<Connection<IntakeFormVersion>> {
    const page = { before: after ? numberOf(after) : null, limit: first + 1 };
    const rows = await reads.run((tx) => formVersionsPage(tx, page));
    return toConnection(rows, first, toFormVersion, ({ number }) => [number]);
  }

  @Allow(MANAGEMENT)
  @Query(() => IntakeFormDraft, { nullable: true, description: 'The next version, where somebody works on one.' })
  async intakeFormDraft(@Context() { reads }: GraphqlContext): Promise<IntakeFormDraft | null> {
    const draft = await reads.run((tx) => findFormDraft(tx));
    return draft ? toFormDraft(draft) : null;
  }

  @Allow(MANAGEMENT)
  @Mutation(() => IntakeFormDraftPayload, {
    description: 'Begins the next version as a copy of the present one, or goes on with what was begun.',
  })
  async draftIntakeForm(@CurrentActor() actor: StaffActor): Promise<IntakeFormDraftPayload> {
    return IntakeFormDraftPayload.of(await this.draftUseCase.execute(actor));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditIntakeFormResult)
  async editIntakeForm(
    @CurrentActor() actor: StaffActor,
    @Args('input') { version, form }: EditIntakeFormInput,
  ): Promise<typeof EditIntakeFormResult> {
    const outcome = await this.editUseCase.execute(actor, { version, form: fromForm(form) });
    return outcome.ok ? IntakeFormDraftPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => PublishIntakeFormResult, {
    description:
      'Makes the draft the form that is asked from now on. Notes, and forms that are being filled in, keep theirs.',
  })
  async publishIntakeForm(
    @CurrentActor() actor: StaffActor,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof PublishIntakeFormResult> {
    const outcome = await this.publishUseCase.execute(actor, version);
    if (outcome.ok) return PublishIntakeFormPayload.of(outcome.value);
    const { refusal } = outcome;
    return refusal.kind === 'unfit_form' ? UnfitIntakeForm.of(refusal) : VersionConflict.of(refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => DiscardIntakeFormResult, { description: 'Throws the draft away. What was published stays.' })
  async discardIntakeForm(
    @CurrentActor() actor: StaffActor,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof DiscardIntakeFormResult> {
    const outcome = await this.discardUseCase.execute(actor, version);
    return outcome.ok ? DiscardIntakeFormPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}

/** After which version a page begins. */
function numberOf(cursor: string): number {
  const [number] = decodeCursor(cursor, 1);
  if (typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 2 ** 31) return number;
  throw InvalidInput.of('after', 'cursor', 'The cursor is not one that this list has given.');
}
