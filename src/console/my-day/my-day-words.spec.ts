import { findingWords, preferenceWords } from './my-day-words.js';

describe('the words of my day', () => {
  it('say what a client likes, as far as it is known', () => {
    const nothing = {
      __typename: 'ClientPreferences' as const,
      pressure: null,
      music: null,
      aroma: null,
      draping: null,
    };
    expect(preferenceWords({ ...nothing, pressure: 2, music: 'rain' })).toBe('pressure 2, music: rain');
    expect(preferenceWords(nothing)).toBe('');
  });

  it('say of a finding where it is, what and how much', () => {
    const finding = { __typename: 'Finding' as const, kind: 'TRIGGER_POINT' as const, intensity: 6 };
    expect(findingWords({ ...finding, region: 'SHOULDER', side: 'LEFT', remark: 'after tennis' })).toBe(
      'Shoulder, left: trigger point, 6/10 (after tennis)',
    );
    expect(findingWords({ ...finding, region: 'NECK', side: 'CENTRE', remark: null })).toBe(
      'Neck, centre: trigger point, 6/10',
    );
    expect(findingWords({ ...finding, region: 'KNEE', side: 'BOTH', remark: null })).toBe(
      'Knee, both sides: trigger point, 6/10',
    );
  });
});
