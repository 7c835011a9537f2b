import { EMPTY_NOTE } from './session-note.js';
import type { SessionNote } from './session-note.js';

/**
 * A draft that begins where the last note ended: its findings, techniques, assessment, plan, self-care and recommendation,
 * to be looked at again and changed. What belongs to one session alone is never carried over: what the client tells and
 * the therapist sees, consent of any kind, scores, and the reaction. Without a consent it cannot be signed as it stands.
 */
export function startFromLast(last: SessionNote): SessionNote {
  const { assessment, plan, findings, techniques, selfCare, recommendation } = last;
  return { ...EMPTY_NOTE, assessment, plan, findings, techniques, selfCare, recommendation };
}
