import type { Violation } from '../../../kernel/index.js';
import { Technique } from '../../practices/domain/index.js';
import { draftViolations } from './draft-violations.js';
import { sensitiveAreasTreated } from './sensitive-areas.js';
import { FindingKind, TreatmentConsent } from './session-note.js';
import type { Consent, SessionNote, TechniqueUsed } from './session-note.js';

/** The visit that a note is of, and the moment of its signature. All epoch ms. */
export interface VisitToSign {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly now: number;
}

/** A consent of this very session: signed at most a day before it, so not for the visit before, and not when it is long over. */
const BEFORE_START_MS = 24 * 3_600_000;
const AFTER_END_MS = 2 * 3_600_000;

/**
 * Why a note cannot be signed: which field, which rule, and a sentence for the therapist; none where it can. Beside what
 * every draft must keep to, a signed note says what was told and planned, that the client consented and, where they were
 * treated, how, where and with what pressure; a sensitive area has a consent in writing of this very session (DOMAIN.md,
 * Records, consent, licences).
 */
export function signViolations(note: SessionNote, visit: VisitToSign): Violation[] {
  return [
    ...draftViolations(note),
    ...blank(note, ['subjective', 'plan']),
    ...consentToSign(note),
    ...(note.consent?.treatment === TreatmentConsent.DECLINED ? [] : blank(note, ['objective', 'assessment'])),
    ...note.techniques.flatMap((used, i) => techniqueToSign(used, `techniques.${i}`)),
    ...note.findings.flatMap(({ kind, remark }, i) =>
      kind === FindingKind.OTHER && !remark?.trim()
        ? [broken(`findings.${i}.remark`, 'required', 'Say what the other finding is.')]
        : [],
    ),
    ...writtenConsentToSign(note, visit),
  ];
}

const broken = (field: string, rule: string, message: string): Violation => ({ field, rule, message });

function blank(
  note: SessionNote,
  fields: readonly ('subjective' | 'objective' | 'assessment' | 'plan')[],
): Violation[] {
  return fields
    .filter((field) => note[field].trim() === '')
    .map((field) => broken(field, 'required', `Fill in ${field} before you sign.`));
}

function consentToSign({ consent, techniques, findings }: SessionNote): Violation[] {
  if (!consent) return [broken('consent', 'required', 'Say whether the client consented to treatment.')];
  const { treatment, remark } = consent;
  if (treatment === TreatmentConsent.GIVEN)
    return techniques.length > 0 ? [] : [broken('techniques', 'required', 'Say which techniques were used.')];
  const unexplained = remark?.trim() ? [] : [broken('consent.remark', 'required', explain(treatment))];
  if (treatment === TreatmentConsent.WITHDRAWN) return unexplained;
  const done = [techniques.length > 0 && 'techniques', findings.length > 0 && 'findings'].filter(
    (field) => field !== false,
  );
  const message = 'The client declined: nothing can have been treated or felt for.';
  return [...unexplained, ...done.map((field) => broken(field, 'consented', message))];
}

const explain = (treatment: TreatmentConsent): string =>
  `Say what the client ${treatment === TreatmentConsent.DECLINED ? 'declined' : 'withdrew'}, and what was left off.`;

function techniqueToSign({ technique, pressure, sites }: TechniqueUsed, field: string): Violation[] {
  if (technique === Technique.CONSULTATION) {
    const pressed = pressure !== null || sites.length > 0;
    return pressed
      ? [broken(field, 'noPressure', 'In a consultation nothing is pressed: leave out pressure and sites.')]
      : [];
  }
  return [
    ...(pressure === null ? [broken(`${field}.pressure`, 'required', 'Say with what pressure, 1 to 5.')] : []),
    ...(sites.length === 0 ? [broken(`${field}.sites`, 'required', 'Say where.')] : []),
  ];
}

function writtenConsentToSign({ consent, ...note }: SessionNote, { startsAt, endsAt, now }: VisitToSign): Violation[] {
  const written: Consent['written'] = consent?.written ?? [];
  const missing = sensitiveAreasTreated(note)
    .filter((region) => !written.some((one) => one.region === region))
    .map((region) =>
      broken(
        'consent.written',
        'sensitiveArea',
        `Treating this area needs a consent in writing for this session: ${region}.`,
      ),
    );
  const ofThisSession = (signedAt: number): boolean =>
    signedAt >= startsAt - BEFORE_START_MS && signedAt <= Math.min(now, endsAt + AFTER_END_MS);
  const elsewhen = written.flatMap(({ signedAt }, i) =>
    ofThisSession(signedAt)
      ? []
      : [broken(`consent.written.${i}.signedAt`, 'thisSession', 'The consent must have been signed for this session.')],
  );
  return [...missing, ...elsewhen];
}
