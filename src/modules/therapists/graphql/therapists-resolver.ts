import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { findOne } from '../../../platform/database/index.js';
import {
  Allow,
  CurrentActor,
  MANAGEMENT,
  nameAfter,
  STAFF,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { AddTherapist } from '../add-therapist.js';
import { ArchiveTherapist } from '../archive-therapist.js';
import { EditTherapist } from '../edit-therapist.js';
import { SetTherapistClinics } from '../set-therapist-clinics.js';
import { SetTherapistTechniques } from '../set-therapist-techniques.js';
import { Therapist as TherapistRow } from '../storage/therapist.entity.js';
import { therapistsPage } from '../storage/therapists.js';
import {
  AddTherapistInput,
  AddTherapistResult,
  ChangeTherapistResult,
  EditTherapistInput,
  EditTherapistResult,
  MembershipTaken,
  SetTherapistClinicsInput,
  SetTherapistTechniquesInput,
  Therapist,
  TherapistConnection,
  TherapistPayload,
  toTherapist,
} from './therapist-types.js';
import { TherapistsArgs } from './therapists-args.js';

@Resolver()
export class TherapistsResolver {
  constructor(
    private readonly addTherapistUseCase: AddTherapist,
    private readonly editTherapistUseCase: EditTherapist,
    private readonly setTechniquesUseCase: SetTherapistTechniques,
    private readonly setClinicsUseCase: SetTherapistClinics,
    private readonly archiveTherapistUseCase: ArchiveTherapist,
  ) {}

  @Allow(STAFF)
  @Query(() => TherapistConnection, { description: 'The therapists of the practice, by name.' })
  async therapists(@Context() { reads }: GraphqlContext, @Args() args: TherapistsArgs): Promise<Connection<Therapist>> {
    const query = { ...args, after: nameAfter(args.after) };
    const rows = await reads.run((tx) => therapistsPage(tx, query));
    return toConnection(rows, args.first, toTherapist, ({ name, id }) => [name, id]);
  }

  @Allow(STAFF)
  @Query(() => Therapist)
  async therapist(
    @Context() { reads }: GraphqlContext,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Therapist> {
    return toTherapist(await reads.run((tx) => findOne(tx, TherapistRow, 'therapist', id)));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => AddTherapistResult)
  async addTherapist(
    @CurrentActor() actor: StaffActor,
    @Args('input') draft: AddTherapistInput,
  ): Promise<typeof AddTherapistResult> {
    const outcome = await this.addTherapistUseCase.execute(actor, draft);
    return outcome.ok ? TherapistPayload.of(outcome.value) : MembershipTaken.of();
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditTherapistResult)
  async editTherapist(
    @CurrentActor() actor: StaffActor,
    @Args('input') { id, version, ...changes }: EditTherapistInput,
  ): Promise<typeof EditTherapistResult> {
    const outcome = await this.editTherapistUseCase.execute(actor, { id, version, changes });
    if (outcome.ok) return TherapistPayload.of(outcome.value);
    const { refusal } = outcome;
    return refusal.kind === 'membership_taken' ? MembershipTaken.of() : VersionConflict.of(refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ChangeTherapistResult, { description: 'Visits that were booked stay, and are listed as affected.' })
  async setTherapistTechniques(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SetTherapistTechniquesInput,
  ): Promise<typeof ChangeTherapistResult> {
    const outcome = await this.setTechniquesUseCase.execute(actor, input);
    return outcome.ok ? TherapistPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ChangeTherapistResult, { description: 'Visits that were booked stay, and are listed as affected.' })
  async setTherapistClinics(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SetTherapistClinicsInput,
  ): Promise<typeof ChangeTherapistResult> {
    const outcome = await this.setClinicsUseCase.execute(actor, input);
    return outcome.ok ? TherapistPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ChangeTherapistResult, { description: 'Ends bookings with them; those that stand stay as they are.' })
  async archiveTherapist(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof ChangeTherapistResult> {
    const outcome = await this.archiveTherapistUseCase.execute(actor, { id, version, archived: true });
    return outcome.ok ? TherapistPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ChangeTherapistResult)
  async restoreTherapist(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof ChangeTherapistResult> {
    const outcome = await this.archiveTherapistUseCase.execute(actor, { id, version, archived: false });
    return outcome.ok ? TherapistPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
