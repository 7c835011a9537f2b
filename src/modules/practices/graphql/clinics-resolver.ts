import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { findOne } from '../../../platform/database/index.js';
import { Allow, CurrentActor, MANAGEMENT, STAFF, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AddClinic } from '../add-clinic.js';
import { ArchiveClinic } from '../archive-clinic.js';
import { EditClinic } from '../edit-clinic.js';
import { Clinic as ClinicRow } from '../storage/clinic.entity.js';
import { clinicsOfPractice } from '../storage/clinics.js';
import { AddClinicInput, Clinic, ClinicPayload, EditClinicInput, EditClinicResult, toClinic } from './clinic-types.js';
import { roomsOfClinicLoader } from './loaders.js';
import { Room, toRoom } from './room-types.js';

@Resolver(() => Clinic)
export class ClinicsResolver {
  constructor(
    private readonly addClinicUseCase: AddClinic,
    private readonly editClinicUseCase: EditClinic,
    private readonly archiveClinicUseCase: ArchiveClinic,
  ) {}

  @Allow(STAFF)
  @Query(() => [Clinic], { description: 'The clinics of the practice, by name.' })
  async clinics(
    @Context() { reads }: GraphqlContext,
    @Args('includeArchived', { defaultValue: false }) includeArchived: boolean,
  ): Promise<Clinic[]> {
    return (await reads.run((tx) => clinicsOfPractice(tx, { includeArchived }))).map(toClinic);
  }

  @Allow(STAFF)
  @Query(() => Clinic)
  async clinic(@Context() { reads }: GraphqlContext, @Args('id', { type: () => ID }) id: string): Promise<Clinic> {
    return toClinic(await reads.run((tx) => findOne(tx, ClinicRow, 'clinic', id)));
  }

  @ResolveField(() => [Room], { description: 'By name, without archived ones.' })
  async rooms(@Parent() clinic: Clinic, @Context() context: GraphqlContext): Promise<Room[]> {
    return (await roomsOfClinicLoader(context).load(clinic.id))!.map(toRoom);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ClinicPayload)
  async addClinic(@CurrentActor() actor: StaffActor, @Args('input') draft: AddClinicInput): Promise<ClinicPayload> {
    return ClinicPayload.of(await this.addClinicUseCase.execute(actor, draft));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditClinicResult)
  async editClinic(
    @CurrentActor() actor: StaffActor,
    @Args('input') { id, version, ...changes }: EditClinicInput,
  ): Promise<typeof EditClinicResult> {
    const outcome = await this.editClinicUseCase.execute(actor, { id, version, changes });
    return outcome.ok ? ClinicPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditClinicResult, { description: 'Ends bookings at the clinic; those that stand stay as they are.' })
  async archiveClinic(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditClinicResult> {
    const outcome = await this.archiveClinicUseCase.execute(actor, { id, version, archived: true });
    return outcome.ok ? ClinicPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditClinicResult)
  async restoreClinic(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditClinicResult> {
    const outcome = await this.archiveClinicUseCase.execute(actor, { id, version, archived: false });
    return outcome.ok ? ClinicPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
