import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { findOne } from '../../../platform/database/index.js';
import { Allow, CurrentActor, MANAGEMENT, STAFF, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AddService } from '../add-service.js';
import { ArchiveService } from '../archive-service.js';
import { EditService } from '../edit-service.js';
import { Technique } from '../domain/technique.js';
import { Service as ServiceRow } from '../storage/service.entity.js';
import { servicesOfPractice } from '../storage/services.js';
import { practiceLoader } from './loaders.js';
import { Money } from './money.js';
import {
  AddServiceInput,
  Service,
  ServicePayload,
  EditServiceInput,
  EditServiceResult,
  toService,
} from './service-types.js';

@Resolver(() => Service)
export class ServicesResolver {
  constructor(
    private readonly addServiceUseCase: AddService,
    private readonly editServiceUseCase: EditService,
    private readonly archiveServiceUseCase: ArchiveService,
  ) {}

  @Allow(STAFF)
  @Query(() => [Service], { description: 'What the practice offers, by name.' })
  async services(
    @Context() { reads }: GraphqlContext,
    @Args('technique', { type: () => Technique, nullable: true }) technique: Technique | null,
    @Args('includeArchived', { defaultValue: false }) includeArchived: boolean,
  ): Promise<Service[]> {
    return (await reads.run((tx) => servicesOfPractice(tx, { technique, includeArchived }))).map(toService);
  }

  @Allow(STAFF)
  @Query(() => Service)
  async service(@Context() { reads }: GraphqlContext, @Args('id', { type: () => ID }) id: string): Promise<Service> {
    return toService(await reads.run((tx) => findOne(tx, ServiceRow, 'service', id)));
  }

  @ResolveField(() => Money)
  async price(
    @Parent() { priceMinor }: Service,
    @CurrentActor() actor: StaffActor,
    @Context() context: GraphqlContext,
  ): Promise<Money> {
    const practice = await practiceLoader(context).load(actor.practiceId);
    return Object.assign(new Money(), { amountMinor: priceMinor, currency: practice!.currency });
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ServicePayload)
  async addService(@CurrentActor() actor: StaffActor, @Args('input') draft: AddServiceInput): Promise<ServicePayload> {
    return ServicePayload.of(await this.addServiceUseCase.execute(actor, draft));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditServiceResult)
  async editService(
    @CurrentActor() actor: StaffActor,
    @Args('input') { id, version, ...changes }: EditServiceInput,
  ): Promise<typeof EditServiceResult> {
    const outcome = await this.editServiceUseCase.execute(actor, { id, version, changes });
    return outcome.ok ? ServicePayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditServiceResult, {
    description: 'Ends bookings of the service; those that stand stay as they are.',
  })
  async archiveService(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditServiceResult> {
    const outcome = await this.archiveServiceUseCase.execute(actor, { id, version, archived: true });
    return outcome.ok ? ServicePayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditServiceResult)
  async restoreService(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditServiceResult> {
    const outcome = await this.archiveServiceUseCase.execute(actor, { id, version, archived: false });
    return outcome.ok ? ServicePayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
