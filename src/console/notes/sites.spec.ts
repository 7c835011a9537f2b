import type { BodySiteInput } from '../api/generated/graphql.js';
import { toggleSite } from './sites.js';

const LEFT: BodySiteInput = { region: 'NECK', side: 'LEFT' };
const RIGHT: BodySiteInput = { region: 'NECK', side: 'RIGHT' };
const BOTH: BodySiteInput = { region: 'NECK', side: 'BOTH' };
const KNEE: BodySiteInput = { region: 'KNEE', side: 'LEFT' };

describe('a place of the map that is picked', () => {
  it('is added, and taken off when it is picked again', () => {
    expect(toggleSite([KNEE], LEFT)).toEqual([KNEE, LEFT]);
    expect(toggleSite([KNEE, LEFT], LEFT)).toEqual([KNEE]);
  });
  it('leaves the other side where it was on both', () => {
    expect(toggleSite([BOTH, KNEE], LEFT)).toEqual([KNEE, RIGHT]);
  });
  it('leaves the other side where each was picked by itself', () => {
    expect(toggleSite([LEFT, RIGHT], RIGHT)).toEqual([LEFT]);
  });
  it('takes off what was said of the whole of it', () => {
    expect(toggleSite([{ region: 'HEAD', side: 'LEFT' }], { region: 'HEAD', side: 'CENTRE' })).toEqual([]);
    expect(toggleSite([{ region: 'NECK', side: 'CENTRE' }], LEFT)).toEqual([]);
  });
});
