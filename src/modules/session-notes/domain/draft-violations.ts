import type { Violation } from '../../../kernel/index.js';
import { scoresViolations } from '../../outcomes/domain/index.js';
import type { Score } from '../../outcomes/domain/index.js';
import { isInterval } from './interval.js';
import type { BodySite } from '../../practices/domain/index.js';
import { SELF_CARE_LIBRARY } from './self-care-library.js';
import type { Consent, SessionNote } from './session-note.js';

/** What a note may hold at most. Lengths are in UTF-16 units, as JavaScript counts them. */
export const NOTE_LIMITS = {
  text: 10_000,
  reaction: 4_000,
  remark: 1_000,
  name: 200,
  findings: 60,
  techniques: 20,
  sites: 30,
  minutes: 480,
} as const;

/**
 * What keeps a note from being a note at all: too long, out of range, or said twice. A draft may be as empty as it likes, and
 * is never kept with one of these.
 */
export function draftViolations(note: SessionNote): Violation[] {
  return [
    ...textViolations(note),
    ...findingViolations(note),
    ...techniqueViolations(note),
    ...consentViolations(note.consent),
    ...scoreViolations('scoresBefore', note.scoresBefore),
    ...scoreViolations('scoresAfter', note.scoresAfter),
    ...selfCareViolations(note),
    ...recommendationViolations(note),
  ];
}

function textViolations(note: SessionNote): Violation[] {
  const { text, reaction } = NOTE_LIMITS;
  const texts = ['subjective', 'objective', 'assessment', 'plan'] as const;
  return [
    ...texts.flatMap((field) => tooLong(field, note[field], text)),
    ...tooLong('reaction', note.reaction, reaction),
  ];
}

function findingViolations({ findings }: SessionNote): Violation[] {
  return [
    ...tooMany('findings', findings, NOTE_LIMITS.findings),
    ...saidTwice('findings', findings, ({ region, side, kind }) => `${region} ${side} ${kind}`),
    ...findings.flatMap(({ intensity, remark }, i) => [
      ...outOfRange(`findings.${i}.intensity`, intensity, { min: 0, max: 10 }),
      ...tooLong(`findings.${i}.remark`, remark, NOTE_LIMITS.remark),
    ]),
  ];
}

function techniqueViolations({ techniques }: SessionNote): Violation[] {
  const key = ({ region, side }: BodySite): string => `${region} ${side}`;
  return [
    ...tooMany('techniques', techniques, NOTE_LIMITS.techniques),
    ...techniques.flatMap(({ pressure, minutes, sites }, i) => [
      ...outOfRange(`techniques.${i}.pressure`, pressure, { min: 1, max: 5 }),
      ...outOfRange(`techniques.${i}.minutes`, minutes, { min: 1, max: NOTE_LIMITS.minutes }),
      ...tooMany(`techniques.${i}.sites`, sites, NOTE_LIMITS.sites),
      ...saidTwice(`techniques.${i}.sites`, sites, key),
    ]),
  ];
}

function consentViolations(consent: Consent | null): Violation[] {
  if (!consent) return [];
  return [
    ...tooLong('consent.remark', consent.remark, NOTE_LIMITS.remark),
    ...saidTwice('consent.written', consent.written, ({ region }) => region),
    ...consent.written.flatMap(({ signedBy }, i) => [
      ...tooLong(`consent.written.${i}.signedBy`, signedBy, NOTE_LIMITS.name),
      ...(signedBy.trim() === ''
        ? [violation(`consent.written.${i}.signedBy`, 'required', 'must name who signed')]
        : []),
    ]),
  ];
}

/** The rules of module outcomes, told under the name that the scores have here. */
function scoreViolations(field: 'scoresBefore' | 'scoresAfter', scores: readonly Score[]): Violation[] {
  return scoresViolations(scores).map((broken) => ({
    ...broken,
    field: broken.field.replace(/^scores/, field),
    message: broken.message.replace(/^scores/, field),
  }));
}

function selfCareViolations({ selfCare }: SessionNote): Violation[] {
  return [
    ...saidTwice('selfCare', selfCare, ({ item }) => item),
    ...selfCare.flatMap(({ item, remark }, i) => [
      ...(Object.hasOwn(SELF_CARE_LIBRARY, item)
        ? []
        : [violation(`selfCare.${i}.item`, 'known', 'must be an item of the self-care library')]),
      ...tooLong(`selfCare.${i}.remark`, remark, NOTE_LIMITS.remark),
    ]),
  ];
}

function recommendationViolations({ recommendation: { interval, followUp } }: SessionNote): Violation[] {
  const field = 'recommendation.interval';
  return [
    ...(interval === null || isInterval(interval)
      ? []
      : [violation(field, 'interval', 'must be an ISO 8601 duration of 1 to 730 days, such as P14D or P1M')]),
    ...tooLong('recommendation.followUp', followUp, NOTE_LIMITS.remark),
  ];
}

const violation = (field: string, rule: string, what: string): Violation => ({
  field,
  rule,
  message: `${field} ${what}`,
});

const tooLong = (field: string, text: string | null, max: number): Violation[] =>
  (text?.length ?? 0) > max ? [violation(field, 'maxLength', `must be at most ${max} characters long`)] : [];

const tooMany = (field: string, list: readonly unknown[], max: number): Violation[] =>
  list.length > max ? [violation(field, 'maxCount', `must have at most ${max} entries`)] : [];

function outOfRange(field: string, value: number | null, { min, max }: { min: number; max: number }): Violation[] {
  if (value === null || (Number.isInteger(value) && value >= min && value <= max)) return [];
  return [violation(field, 'range', `must be a whole number from ${min} to ${max}`)];
}

function saidTwice<T>(field: string, list: readonly T[], keyOf: (one: T) => string): Violation[] {
  const keys = list.map(keyOf);
  return keys.flatMap((key, i) =>
    keys.indexOf(key) === i ? [] : [violation(`${field}.${i}`, 'unique', 'is there already, further up')],
  );
}
