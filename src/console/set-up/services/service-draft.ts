import type {
  Consultation,
  EditServiceInput,
  PressureRangeInput,
  RoomFeature,
  ServiceChoicesQuery,
  ServiceRecordFragment,
  Technique,
} from '../../api/generated/graphql.js';
import type { Refusal } from '../../api/answer.js';
import { minorOf, priceWords } from './price.js';

/** What is typed of a service, by the paths of the API's input. */
export interface ServiceDraft {
  readonly name: string;
  readonly technique: Technique | null;
  readonly durationMinutes: number | null;
  /** As people type it: 65.00. */
  readonly priceMinor: string;
  readonly bufferBeforeMinutes: number | null;
  readonly bufferAfterMinutes: number | null;
  readonly 'pressure.min': number | null;
  readonly 'pressure.max': number | null;
  readonly consultation: Consultation | null;
  readonly requiredFeatures: RoomFeature[];
}

export const NO_SERVICE: ServiceDraft = {
  name: '',
  technique: null,
  durationMinutes: null,
  priceMinor: '',
  bufferBeforeMinutes: null,
  bufferAfterMinutes: null,
  'pressure.min': null,
  'pressure.max': null,
  consultation: null,
  requiredFeatures: [],
};

export function draftOf(service: ServiceRecordFragment): ServiceDraft {
  const { name, technique, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, consultation } = service;
  const { pressure, price, requiredFeatures } = service;
  return {
    ...{ name, technique, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, consultation, requiredFeatures },
    priceMinor: priceWords(price.amountMinor, price.currency),
    'pressure.min': pressure?.min ?? null,
    'pressure.max': pressure?.max ?? null,
  };
}

type Guide = ServiceChoicesQuery['techniques'][number];

/** What is usual for a technique, to begin with: all of its pressure, and of each group of features that a room needs the first. */
export const usualOf = ({ pressure, roomNeeds }: Guide) => ({
  'pressure.min': pressure?.min ?? null,
  'pressure.max': pressure?.max ?? null,
  requiredFeatures: roomNeeds.flatMap(([usual]) => usual ?? []),
});

export interface ServiceInput {
  readonly technique: Technique | null;
  readonly changes: Omit<EditServiceInput, 'id' | 'version'>;
}

/** What goes to the API of it, or why it cannot go as it is typed. */
export function inputOf(draft: ServiceDraft, currency: string): ServiceInput | Refusal {
  const { technique, 'pressure.min': min, 'pressure.max': max, priceMinor: typed, ...rest } = draft;
  const priceMinor = minorOf(typed, currency);
  if (priceMinor === null) {
    const refusal = `Write the price as an amount in ${currency}: ${priceWords(6500, currency)}`;
    return { refusal, fields: { priceMinor: refusal } };
  }
  // One without the other goes as it is: the API says which is missing.
  const pressure = min === null && max === null ? null : ({ min, max } as PressureRangeInput);
  return { technique, changes: { ...rest, pressure, priceMinor } };
}
