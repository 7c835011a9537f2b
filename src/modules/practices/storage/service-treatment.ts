import type { Treatment } from '../domain/treatment.js';
import type { Service } from './service.entity.js';

type TreatmentColumns = Pick<
  Service,
  'technique' | 'pressureMin' | 'pressureMax' | 'consultation' | 'requiredFeatures'
>;

export function fromColumns({ pressureMin, pressureMax, ...rest }: TreatmentColumns): Treatment {
  const { technique, consultation, requiredFeatures } = rest;
  const pressure = pressureMin === null || pressureMax === null ? null : { min: pressureMin, max: pressureMax };
  return { technique, consultation, requiredFeatures, pressure };
}

export const toColumns = ({ pressure, ...rest }: Treatment): TreatmentColumns => ({
  ...rest,
  pressureMin: pressure?.min ?? null,
  pressureMax: pressure?.max ?? null,
});
