import type { Technique } from '../../api/generated/graphql.js';
import { Checks } from '../../ui/checks.js';
import { NumberInput } from '../../ui/number-input.js';
import { TECHNIQUE } from '../words.js';

export interface Experience {
  readonly technique: Technique;
  /** Null: nothing is typed, about which the API has its say. */
  readonly years: number | null;
}

const TECHNIQUES = (Object.keys(TECHNIQUE) as Technique[]).map((id) => ({ id, name: TECHNIQUE[id] }));

interface TechniquesInputProps {
  readonly value: readonly Experience[];
  readonly onChange: (value: Experience[]) => void;
  readonly hint?: string;
}

/** What somebody is qualified in, each with its years. */
export function TechniquesInput({ value, onChange, hint }: TechniquesInputProps) {
  const yearsOf = (id: Technique): number | null => value.find(({ technique }) => technique === id)?.years ?? 0;
  return (
    <>
      <Checks
        label="Qualified in"
        name="techniques"
        items={TECHNIQUES}
        chosen={value.map(({ technique }) => technique)}
        onChange={(ids) => onChange(ids.map((technique) => ({ technique, years: yearsOf(technique) })))}
        {...(hint === undefined ? {} : { hint })}
      />
      {value.map(({ technique, years }, index) => (
        <NumberInput
          key={technique}
          label={`Years of ${TECHNIQUE[technique].toLowerCase()}`}
          name={`techniques.${index}.years`}
          value={years}
          onChange={(typed) => onChange(value.with(index, { technique, years: typed }))}
        />
      ))}
    </>
  );
}

export const experienceWords = (value: readonly Experience[]): string =>
  value.map(({ technique, years }) => `${TECHNIQUE[technique]} ${years ?? '?'}`).join(', ');
