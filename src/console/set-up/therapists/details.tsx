import type { Condition, TherapistRecordFragment } from '../../api/generated/graphql.js';
import type { useRecordDraft } from '../../ui/draft.js';
import { Checks } from '../../ui/checks.js';
import { NumberInput } from '../../ui/number-input.js';
import { TextInput } from '../../ui/text-input.js';
import { CONDITION, CONDITIONS } from './condition-words.js';

export interface Details {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly backMassageYears: number | null;
  readonly conditions: Condition[];
}

export const NO_DETAILS: Details = { name: '', email: '', phone: '', backMassageYears: 0, conditions: [] };

export const detailsOf = (therapist: TherapistRecordFragment): Details => {
  const { name, email, phone, backMassageYears, conditions } = therapist;
  return { name, email: email ?? '', phone: phone ?? '', backMassageYears, conditions };
};

/** As the API takes them: without an address where none is typed. */
export const detailsInput = ({ email, phone, ...rest }: Details) => ({
  ...rest,
  email: email.trim() || null,
  phone: phone.trim() || null,
});

export function DetailInputs({ field, checks }: Pick<ReturnType<typeof useRecordDraft<Details>>, 'field' | 'checks'>) {
  return (
    <>
      <TextInput label="Name" {...field('name')} />
      <TextInput label="E-mail" {...field('email')} />
      <TextInput label="Telephone" {...field('phone')} />
      <NumberInput label="Years of back massage" {...field('backMassageYears')} />
      <Checks label="Has experience with" items={CONDITIONS} {...checks('conditions', conditionWords)} />
    </>
  );
}

const conditionWords = (conditions: readonly Condition[]): string =>
  conditions.map((condition) => CONDITION[condition]).join(', ');
