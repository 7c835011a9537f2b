import type { Violation } from '../../../kernel/index.js';
import { Consultation } from './consultation.js';
import type { RoomFeature } from './room-feature.js';
import { Technique, TECHNIQUES, usualFeatures } from './technique.js';
import type { PressureRange } from './technique.js';

/** What of a service has to do with its technique. */
export interface Treatment {
  readonly technique: Technique;
  readonly pressure: PressureRange | null;
  readonly consultation: Consultation;
  readonly requiredFeatures: RoomFeature[];
}

/** A treatment of which all but the technique may be left to what is usual. */
export type TreatmentDraft = Pick<Treatment, 'technique'> & {
  readonly [K in Exclude<keyof Treatment, 'technique'>]?: Treatment[K] | null;
};

/** Fills in what was left out: the technique's whole range of pressure, its usual room, and no consultation beside a treatment. */
export function completeTreatment({ technique, pressure, consultation, requiredFeatures }: TreatmentDraft): Treatment {
  return {
    technique,
    pressure: pressure ?? TECHNIQUES[technique].pressure,
    consultation: consultation ?? (technique === Technique.CONSULTATION ? Consultation.ONLY : Consultation.NONE),
    requiredFeatures: requiredFeatures ?? usualFeatures(technique),
  };
}

/** Which rules of DOMAIN.md (Techniques, Session plan) a treatment breaks: none where it can be offered. */
export function treatmentViolations({ technique, pressure, consultation }: Treatment): Violation[] {
  return [...pressureViolations(technique, pressure), ...consultationViolations(technique, consultation)];
}

function pressureViolations(technique: Technique, pressure: PressureRange | null): Violation[] {
  const { pressure: allowed } = TECHNIQUES[technique];
  const broken = (rule: string, message: string): Violation[] => [{ field: 'pressure', rule, message }];
  if (!allowed)
    return pressure ? broken('noPressure', 'pressure must be left out: nothing is pressed in a consultation') : [];
  if (!pressure) return broken('required', `pressure must be given for ${technique}`);
  if (pressure.min > pressure.max) return broken('order', 'pressure.min must not be greater than pressure.max');
  if (pressure.min >= allowed.min && pressure.max <= allowed.max) return [];
  return broken('range', `pressure must be within ${allowed.min} to ${allowed.max} for ${technique}`);
}

function consultationViolations(technique: Technique, consultation: Consultation): Violation[] {
  if ((consultation === Consultation.ONLY) === (technique === Technique.CONSULTATION)) return [];
  const message =
    technique === Technique.CONSULTATION
      ? 'consultation must be ONLY where the technique is a consultation'
      : 'consultation must be NONE or INCLUDED where there is a treatment';
  return [{ field: 'consultation', rule: 'technique', message }];
}
