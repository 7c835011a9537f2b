import type { BodySiteInput } from '../api/generated/graphql.js';
import { isAt } from './body-regions.js';

const OPPOSITE: Partial<Record<BodySiteInput['side'], BodySiteInput['side']>> = { LEFT: 'RIGHT', RIGHT: 'LEFT' };

/** Adds a place, or takes it off; of what was on both sides the other one stays. */
export function toggleSite(sites: readonly BodySiteInput[], place: BodySiteInput): BodySiteInput[] {
  const there = sites.filter((site) => isAt(site, place));
  if (there.length === 0) return [...sites, place];
  const rest = sites.filter((site) => !there.includes(site));
  const opposite = OPPOSITE[place.side];
  const wasOnBoth = there.some(({ side }) => side === 'BOTH');
  return wasOnBoth && opposite ? [...rest, { ...place, side: opposite }] : rest;
}
