import type { Service } from '../practices/index.js';
import type { Treatment } from './domain/index.js';

/** What of a service screening looks at. */
export function treatmentOf({ technique, pressureMin, pressureMax }: Service): Treatment {
  const pressure = pressureMin === null || pressureMax === null ? null : { min: pressureMin, max: pressureMax };
  return { technique, pressure };
}
