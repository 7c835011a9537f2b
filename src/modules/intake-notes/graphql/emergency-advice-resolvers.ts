import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { emergencyAdvice } from '../emergency-advice.js';
import { toTexts } from './form-mapping.js';
import { SubmitIntakePayload } from './intake-results.js';
import { EmergencyAdvice, Intake } from './intake-types.js';

const DESCRIPTION = 'To be shown to the client at once. Null where no answer is a red flag.';

@Resolver(() => Intake)
export class IntakeFieldsResolver {
  @ResolveField(() => EmergencyAdvice, { nullable: true, description: DESCRIPTION })
  emergencyAdvice(
    @Parent() { isRedFlag }: Intake,
    @Context() context: GraphqlContext,
  ): Promise<EmergencyAdvice | null> {
    return adviceWhere(isRedFlag, context);
  }
}

@Resolver(() => SubmitIntakePayload)
export class SubmitIntakeFieldsResolver {
  @ResolveField(() => EmergencyAdvice, { nullable: true, description: DESCRIPTION })
  emergencyAdvice(
    @Parent() { isRedFlag }: SubmitIntakePayload,
    @Context() context: GraphqlContext,
  ): Promise<EmergencyAdvice | null> {
    return adviceWhere(isRedFlag, context);
  }
}

async function adviceWhere(isRedFlag: boolean, { reads }: GraphqlContext): Promise<EmergencyAdvice | null> {
  if (!isRedFlag) return null;
  const { title, text, number } = await reads.run((tx) => emergencyAdvice(tx));
  return { title: toTexts(title), text: toTexts(text), number };
}
