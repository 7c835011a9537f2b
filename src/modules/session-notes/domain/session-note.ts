import type { Score } from '../../outcomes/domain/index.js';
import type { BodyRegion, BodySite, Technique } from '../../practices/domain/index.js';
import type { SelfCareItemId } from './self-care-library.js';

/** What a hand or an eye finds at a place of the body map: an observation, and never a diagnosis. */
export enum FindingKind {
  TENSION = 'tension',
  TRIGGER_POINT = 'trigger_point',
  ADHESION = 'adhesion',
  SWELLING = 'swelling',
  TENDERNESS = 'tenderness',
  RESTRICTED_MOTION = 'restricted_motion',
  NUMBNESS = 'numbness',
  OTHER = 'other',
}

export interface Finding extends BodySite {
  readonly kind: FindingKind;
  /** 0 (barely there) to 10 (the strongest imaginable). */
  readonly intensity: number;
  /** Required of a finding of another kind. */
  readonly remark: string | null;
}

/** A technique as it was given, which may be lighter or deeper than the service says: a record tells what was done. */
export interface TechniqueUsed {
  readonly technique: Technique;
  /** Walton's scale, 1 (lightest) to 5 (deepest); null where nothing was pressed. */
  readonly pressure: number | null;
  readonly sites: readonly BodySite[];
  readonly minutes: number | null;
}

/** Asked before assessing and treating, and withdrawn whenever the client says so (DOMAIN.md, Records, consent, licences). */
export enum TreatmentConsent {
  GIVEN = 'given',
  DECLINED = 'declined',
  WITHDRAWN = 'withdrawn',
}

/** A consent that the client, or the guardian, signed for a sensitive area in this one session. */
export interface WrittenConsent {
  readonly region: BodyRegion;
  /** Who signed. */
  readonly signedBy: string;
  /** Epoch ms. */
  readonly signedAt: number;
}

export interface Consent {
  readonly treatment: TreatmentConsent;
  /** Of a consent that was declined or withdrawn: what the client said, and what was left off. */
  readonly remark: string | null;
  readonly written: readonly WrittenConsent[];
}

export interface SelfCareGiven {
  readonly item: SelfCareItemId;
  readonly remark: string | null;
}

export interface Recommendation {
  /** When to come again: an ISO 8601 duration such as P14D, never a word. */
  readonly interval: string | null;
  readonly followUp: string | null;
}

/** The therapist's record of one visit: subjective, objective, assessment, plan, and what was done. */
export interface SessionNote {
  /** What the client tells. */
  readonly subjective: string;
  /** What the therapist sees and feels. */
  readonly objective: string;
  /** What the therapist makes of it, within their scope. */
  readonly assessment: string;
  readonly plan: string;
  readonly findings: readonly Finding[];
  readonly techniques: readonly TechniqueUsed[];
  /** Null until somebody has asked. */
  readonly consent: Consent | null;
  /** As module outcomes measures, before and after the session. */
  readonly scoresBefore: readonly Score[];
  readonly scoresAfter: readonly Score[];
  /** How the client took the session. */
  readonly reaction: string;
  readonly selfCare: readonly SelfCareGiven[];
  readonly recommendation: Recommendation;
}

/** The shape of a `SessionNote` as it is kept. A signed note keeps the one that it was signed with. */
export const NOTE_SCHEMA_VERSION = 1;

export const EMPTY_NOTE: SessionNote = {
  subjective: '',
  objective: '',
  assessment: '',
  plan: '',
  findings: [],
  techniques: [],
  consent: null,
  scoresBefore: [],
  scoresAfter: [],
  reaction: '',
  selfCare: [],
  recommendation: { interval: null, followUp: null },
};
