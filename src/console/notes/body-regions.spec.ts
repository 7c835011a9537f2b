import { readFileSync } from 'node:fs';
import { BODY_HEIGHT, BODY_WIDTH, isAt, placeBeside, PLACES, siteKey } from './body-regions.js';
import type { BodyView } from './body-regions.js';

const VIEWS: BodyView[] = ['front', 'back'];
const at = (view: BodyView, key: string) => PLACES[view].find(({ site }) => siteKey(site) === key)!;

describe('the body map', () => {
  it('has every region of the schema', () => {
    const [, values] = /enum BodyRegion \{([^}]*)\}/.exec(readFileSync('schema.graphql', 'utf8'))!;
    const shown = new Set(VIEWS.flatMap((view) => PLACES[view].map(({ site }) => site.region)));
    expect([...shown].sort()).toEqual(values!.trim().split(/\s+/).sort());
  });

  it.each(VIEWS)('names no place of the %s twice, and draws each within the picture', (view) => {
    const keys = PLACES[view].map(({ site }) => siteKey(site));
    expect(keys).toEqual([...new Set(keys)]);
    for (const { path, middle } of PLACES[view]) {
      expect(path).not.toMatch(/NaN/);
      expect(middle[0]).toBeGreaterThan(0);
      expect(middle[0]).toBeLessThan(BODY_WIDTH);
      expect(middle[1]).toBeGreaterThan(0);
      expect(middle[1]).toBeLessThan(BODY_HEIGHT);
    }
  });

  it('has the person’s left at the right of who looks them in the face, and at the left from behind', () => {
    expect(at('front', 'KNEE LEFT').middle[0]).toBeGreaterThan(BODY_WIDTH / 2);
    expect(at('back', 'KNEE LEFT').middle[0]).toBeLessThan(BODY_WIDTH / 2);
  });

  it.each([
    ['front', 'NECK RIGHT', 'ArrowRight', 'NECK LEFT'],
    ['front', 'KNEE LEFT', 'ArrowDown', 'LOWER_LEG LEFT'],
    ['front', 'WRIST RIGHT', 'ArrowUp', 'FOREARM RIGHT'],
    ['back', 'GLUTEAL LEFT', 'ArrowUp', 'LOWER_BACK LEFT'],
  ] as const)('leads on the %s from %s by %s to %s', (view, from, key, to) => {
    expect(siteKey(placeBeside(at(view, from), key, PLACES[view])!.site)).toBe(to);
  });

  it('leads nowhere by another key, or past the edge', () => {
    expect(placeBeside(at('front', 'KNEE LEFT'), 'Tab', PLACES.front)).toBeUndefined();
    expect(placeBeside(at('front', 'FOOT LEFT'), 'ArrowDown', PLACES.front)).toBeUndefined();
  });

  it.each(VIEWS)('can be walked by arrow keys to every place of the %s', (view) => {
    const places = PLACES[view];
    const reached = new Set([places[0]!]);
    for (const place of reached) {
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
        const next = placeBeside(place, key, places);
        if (next) reached.add(next);
      }
    }
    expect(places.filter((place) => !reached.has(place)).map(({ site }) => siteKey(site))).toEqual([]);
  });

  it('shows on each side what is said of both', () => {
    expect(isAt({ region: 'NECK', side: 'BOTH' }, { region: 'NECK', side: 'LEFT' })).toBe(true);
    expect(isAt({ region: 'NECK', side: 'RIGHT' }, { region: 'NECK', side: 'LEFT' })).toBe(false);
    expect(isAt({ region: 'KNEE', side: 'BOTH' }, { region: 'NECK', side: 'LEFT' })).toBe(false);
  });
});
