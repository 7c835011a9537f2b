import { isQualified, yearsWith } from './qualification.js';

const therapist = {
  techniques: [
    { technique: 'swedish', years: 3 },
    { technique: 'shiatsu', years: 11 },
  ],
};

describe('qualification', () => {
  it('is the service’s technique among the therapist’s', () => {
    expect(isQualified(therapist, 'shiatsu')).toBe(true);
    expect(isQualified(therapist, 'hot_stone')).toBe(false);
  });

  it('lets every therapist give a consultation', () => {
    expect(isQualified({ techniques: [] }, 'consultation')).toBe(true);
  });

  it('counts the years with that technique only', () => {
    expect(yearsWith(therapist, 'shiatsu')).toBe(11);
    expect(yearsWith(therapist, 'hot_stone')).toBe(0);
  });
});
