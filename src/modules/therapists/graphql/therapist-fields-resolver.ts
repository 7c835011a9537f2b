import { Args, Context, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { isId, NotFound } from '../../../kernel/index.js';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, LocalDate, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { clinicLoader, ClinicType, toClinic } from '../../practices/index.js';
import { isLicensed } from '../domain/licence.js';
import { Licence, LICENCE_READERS, toLicence } from './licence-types.js';
import { clinicIdsLoader, licencesLoader, techniquesLoader } from './loaders.js';
import { TechniqueExperience, Therapist } from './therapist-types.js';

@Resolver(() => Therapist)
export class TherapistFieldsResolver {
  @ResolveField(() => [TechniqueExperience], { description: 'What they are qualified in, most experience first.' })
  async techniques(@Parent() { id }: Therapist, @Context() context: GraphqlContext): Promise<TechniqueExperience[]> {
    const rows = (await techniquesLoader(context).load(id)) ?? [];
    return rows.map(({ technique, years }) => Object.assign(new TechniqueExperience(), { technique, years }));
  }

  @ResolveField(() => [ClinicType], { description: 'Where they work.' })
  async clinics(@Parent() { id }: Therapist, @Context() context: GraphqlContext): Promise<ClinicType[]> {
    const clinicIds = (await clinicIdsLoader(context).load(id)) ?? [];
    const clinics = await Promise.all(clinicIds.map((clinicId) => clinicLoader(context).load(clinicId)));
    return clinics.map((clinic) => toClinic(clinic!));
  }

  @Allow(LICENCE_READERS)
  @ResolveField(() => [Licence], {
    nullable: true,
    description:
      'Licences and certifications, whatever their status. Null where a therapist asks for those of another one.',
  })
  async licences(
    @Parent() { id, membershipId }: Therapist,
    @CurrentActor() actor: StaffActor,
    @Context() context: GraphqlContext,
  ): Promise<Licence[] | null> {
    if (actor.role === 'therapist' && actor.membershipId !== membershipId) return null;
    return ((await licencesLoader(context).load(id)) ?? []).map(toLicence);
  }

  @Allow(STAFF)
  @ResolveField(() => Boolean, {
    description: 'Whether they may be booked at the clinic on that date of its calendar, as far as licences go.',
  })
  async isLicensed(
    @Parent() { id }: Therapist,
    @Args('clinicId', { type: () => ID }) clinicId: string,
    @Args('on', { type: () => LocalDate }) on: string,
    @Context() context: GraphqlContext,
  ): Promise<boolean> {
    const clinic = isId(clinicId) ? await clinicLoader(context).load(clinicId) : null;
    if (!clinic) throw new NotFound('clinic', clinicId);
    return isLicensed((await licencesLoader(context).load(id)) ?? [], clinic, on);
  }
}
