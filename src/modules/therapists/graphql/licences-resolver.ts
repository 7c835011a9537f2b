import {
  Args,
  ArgsType,
  Context,
  Field,
  ID,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { IsISO8601 } from 'class-validator';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CurrentActor,
  dateAfter,
  LocalDate,
  MANAGEMENT,
  PageArgs,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { AddLicence } from '../add-licence.js';
import { EditLicence } from '../edit-licence.js';
import { licencesEnding } from '../storage/licences.js';
import { VerifyLicence } from '../verify-licence.js';
import {
  AddLicenceInput,
  EditLicenceInput,
  EditLicenceResult,
  Licence,
  LicenceConnection,
  LicencePayload,
  toLicence,
} from './licence-types.js';
import { therapistLoader } from './loaders.js';
import { Therapist, toTherapist } from './therapist-types.js';

@ArgsType()
class LicencesEndingArgs extends PageArgs {
  @Field(() => LocalDate)
  @IsISO8601({ strict: true })
  before: string;
}

@Resolver(() => Licence)
export class LicencesResolver {
  constructor(
    private readonly addLicenceUseCase: AddLicence,
    private readonly editLicenceUseCase: EditLicence,
    private readonly verifyLicenceUseCase: VerifyLicence,
  ) {}

  @Allow(MANAGEMENT)
  @Query(() => LicenceConnection, {
    description:
      'Active licences of therapists at work whose last valid date is before a date, the earliest first, also where it has passed. Without those that a later one of the same type outlasts.',
  })
  async licencesEnding(
    @Context() { reads }: GraphqlContext,
    @Args() { before, first, after }: LicencesEndingArgs,
  ): Promise<Connection<Licence>> {
    const query = { before, first, after: dateAfter(after) };
    const rows = await reads.run((tx) => licencesEnding(tx, query));
    return toConnection(rows, first, toLicence, ({ expiresOn, id }) => [expiresOn!, id]);
  }

  @ResolveField(() => Therapist)
  async therapist(@Parent() { therapistId }: Licence, @Context() context: GraphqlContext): Promise<Therapist> {
    return toTherapist((await therapistLoader(context).load(therapistId))!);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => LicencePayload, { description: 'The licence counts once it is verified.' })
  async addLicence(
    @CurrentActor() actor: StaffActor,
    @Args('input') { expiresOn = null, ...rest }: AddLicenceInput,
  ): Promise<LicencePayload> {
    return LicencePayload.of(await this.addLicenceUseCase.execute(actor, { ...rest, expiresOn }));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditLicenceResult, { description: 'Visits that were booked stay, and are listed as affected.' })
  async editLicence(
    @CurrentActor() actor: StaffActor,
    @Args('input') { id, version, ...changes }: EditLicenceInput,
  ): Promise<typeof EditLicenceResult> {
    const outcome = await this.editLicenceUseCase.execute(actor, { id, version, changes });
    return outcome.ok ? LicencePayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditLicenceResult, {
    description: 'Records that one has compared it with the document or the register.',
  })
  async verifyLicence(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditLicenceResult> {
    const outcome = await this.verifyLicenceUseCase.execute(actor, { id, version });
    return outcome.ok ? LicencePayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
