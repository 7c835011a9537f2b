import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, ValidateNested } from 'class-validator';
import {
  Allow,
  CLINICAL,
  connectionOf,
  MANAGEMENT,
  Refusal,
  resultUnion,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import { RiskCode } from '../../screening/domain/index.js';
import { checkForm, FormRule, uncoveredRisks } from '../domain/index.js';
import type { FormViolation } from '../domain/index.js';
import type { UnfitForm } from '../refusals.js';
import type { FormDraft, FormVersion } from '../storage/intake-forms.js';
import { toForm } from './form-mapping.js';
import { IntakeForm } from './form-types.js';

registerEnumType(FormRule, { name: 'IntakeFormRule', description: 'What keeps an intake form from being published.' });

const UNCOVERED = 'Risks that no question asks for: whoever fills it in stays `NOT_SCREENED`.';

@Allow(CLINICAL)
@ObjectType({ description: 'An intake form as it was published. It never changes.' })
export class IntakeFormVersion {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { description: 'From 1 on. The last one is asked.' })
  number: number;

  @Field(() => Date)
  publishedAt: Date;

  @Field(() => ID, { nullable: true, description: 'The membership of who published it; null for the shipped form.' })
  publishedById: string | null;

  @Field(() => IntakeForm)
  form: IntakeForm;

  @Field(() => [RiskCode], { description: UNCOVERED })
  uncoveredRisks: RiskCode[];
}

export function toFormVersion({ id, number, publishedAt, publishedBy, form }: FormVersion): IntakeFormVersion {
  const known = { id, number, publishedAt, publishedById: publishedBy };
  return Object.assign(new IntakeFormVersion(), known, { form: toForm(form), uncoveredRisks: uncoveredRisks(form) });
}

export const IntakeFormVersionConnection = connectionOf(IntakeFormVersion, 'IntakeFormVersion');

@Allow(MANAGEMENT)
@ObjectType()
export class IntakeFormViolation {
  @Field(() => String, { nullable: true, description: 'The id of the section or question; null for the whole form.' })
  at: string | null;

  @Field(() => FormRule)
  rule: FormRule;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'The next version of the intake form, while it is worked on.' })
export class IntakeFormDraft {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  version: number;

  @Field(() => Date)
  updatedAt: Date;

  @Field(() => IntakeForm)
  form: IntakeForm;

  @Field(() => [IntakeFormViolation], { description: 'What keeps it from being published.' })
  violations: readonly FormViolation[];

  @Field(() => [RiskCode], { description: UNCOVERED })
  uncoveredRisks: RiskCode[];
}

export function toFormDraft({ id, version, updatedAt, form }: FormDraft): IntakeFormDraft {
  const found = { violations: checkForm(form), uncoveredRisks: uncoveredRisks(form) };
  return Object.assign(new IntakeFormDraft(), { id, version, updatedAt, form: toForm(form), ...found });
}

@Allow(MANAGEMENT)
@ObjectType()
export class IntakeFormDraftPayload {
  @Field(() => IntakeFormDraft)
  draft: IntakeFormDraft;

  static of(draft: FormDraft): IntakeFormDraftPayload {
    return Object.assign(new IntakeFormDraftPayload(), { draft: toFormDraft(draft) });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class PublishIntakeFormPayload {
  @Field(() => IntakeFormVersion)
  version: IntakeFormVersion;

  static of(version: FormVersion): PublishIntakeFormPayload {
    return Object.assign(new PublishIntakeFormPayload(), { version: toFormVersion(version) });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class DiscardIntakeFormPayload {
  @Field(() => ID)
  draftId: string;

  static of(draftId: string): DiscardIntakeFormPayload {
    return Object.assign(new DiscardIntakeFormPayload(), { draftId });
  }
}

@Allow(MANAGEMENT)
@ObjectType({ implements: () => [Refusal], description: 'The form breaks rules, so nobody could be asked it.' })
export class UnfitIntakeForm extends Refusal {
  @Field(() => [IntakeFormViolation])
  violations: readonly FormViolation[];

  static of({ violations }: UnfitForm): UnfitIntakeForm {
    const message = 'The form cannot be published yet. Mend what is listed first.';
    return Object.assign(new UnfitIntakeForm(), { message, violations });
  }
}

export const EditIntakeFormResult = resultUnion('EditIntakeFormResult', [IntakeFormDraftPayload, VersionConflict]);
export const DiscardIntakeFormResult = resultUnion('DiscardIntakeFormResult', [
  DiscardIntakeFormPayload,
  VersionConflict,
]);
export const PublishIntakeFormResult = resultUnion('PublishIntakeFormResult', [
  PublishIntakeFormPayload,
  VersionConflict,
  UnfitIntakeForm,
]);

@InputType()
export class EditIntakeFormInput {
  @Field(() => Int, { description: 'The version of the draft that was read.' })
  @IsInt()
  version: number;

  @Field(() => IntakeForm, { description: 'All of it: what is left out is gone.' })
  @ValidateNested()
  @Type(() => IntakeForm)
  form: IntakeForm;
}
