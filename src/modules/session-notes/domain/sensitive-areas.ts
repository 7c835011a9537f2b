import { SENSITIVE_REGIONS } from '../../practices/domain/index.js';
import type { BodyRegion } from '../../practices/domain/index.js';
import type { SessionNote } from './session-note.js';

/** The sensitive areas that a note says were treated, in the order of `SENSITIVE_REGIONS`. */
export function sensitiveAreasTreated({ techniques }: Pick<SessionNote, 'techniques'>): BodyRegion[] {
  const treated = new Set(techniques.flatMap(({ sites }) => sites.map(({ region }) => region)));
  return SENSITIVE_REGIONS.filter((region) => treated.has(region));
}
