import { Technique } from '../../practices/domain/index.js';
import { bookedTreatment, expectedSoreness, sorestTreatment } from './expected-soreness.js';

const { SWEDISH, DEEP_TISSUE, TRIGGER_POINT, SPORTS, SHIATSU, MYOFASCIAL_RELEASE, HOT_STONE, CONSULTATION } = Technique;
const later = { isFirst: false };

describe('the soreness that is to be expected', () => {
  it.each([
    [SWEDISH, 1, 'low'],
    [SWEDISH, 3, 'low'],
    [SWEDISH, 4, 'high'],
    [SWEDISH, 5, 'high'],
    [DEEP_TISSUE, 3, 'high'],
    [DEEP_TISSUE, 1, 'high'],
    [TRIGGER_POINT, 3, 'high'],
    [SPORTS, 2, 'medium'],
    [SPORTS, 3, 'medium'],
    [SPORTS, 4, 'high'],
    [SHIATSU, 3, 'medium'],
    [SHIATSU, 4, 'high'],
    [MYOFASCIAL_RELEASE, 3, 'medium'],
    [MYOFASCIAL_RELEASE, 4, 'high'],
    [HOT_STONE, 3, 'low'],
    [HOT_STONE, 4, 'high'],
    [CONSULTATION, null, 'none'],
    [SWEDISH, null, 'low'],
  ])('after %s at pressure %s is %s', (technique, pressure, level) => {
    expect(expectedSoreness([{ technique, pressure }], later)).toBe(level);
  });

  it.each([
    [SWEDISH, 2, 'medium'],
    [HOT_STONE, 1, 'medium'],
    [SPORTS, 2, 'medium'],
    [DEEP_TISSUE, 3, 'high'],
    [CONSULTATION, null, 'none'],
  ])('after a first treatment of %s at pressure %s is %s', (technique, pressure, level) => {
    expect(expectedSoreness([{ technique, pressure }], { isFirst: true })).toBe(level);
  });

  it('is that of the sorest of several techniques, and none where nothing was done', () => {
    const both = [
      { technique: SWEDISH, pressure: 2 },
      { technique: SPORTS, pressure: 3 },
    ];
    expect(expectedSoreness(both, later)).toBe('medium');
    expect(expectedSoreness([], { isFirst: true })).toBe('none');
    expect(sorestTreatment(both)).toEqual(both[1]);
    expect(sorestTreatment([])).toBeNull();
  });

  it('goes by the pressure of several deep ones', () => {
    const [deep, deeper] = [
      { technique: DEEP_TISSUE, pressure: 3 },
      { technique: TRIGGER_POINT, pressure: 5 },
    ];
    expect(sorestTreatment([deep, deeper])).toBe(deeper);
  });

  it('of what is booked goes by the pressure that is certain', () => {
    expect(bookedTreatment(SPORTS, { min: 2, max: 5 })).toEqual({ technique: SPORTS, pressure: 2 });
    expect(bookedTreatment(CONSULTATION, null)).toEqual({ technique: CONSULTATION, pressure: null });
  });
});
