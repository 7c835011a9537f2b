import { clinicalWordIn } from './clinical-words.js';

describe('a text about health', () => {
  it.each([
    ['Your deep tissue massage is tomorrow', 'deep tissue'],
    ['How is your PAIN?', 'PAIN'],
    ['Are you sore?', 'sore'],
    ['We are happy about your pregnancy', 'pregnancy'],
    ['Bring your medication list', 'medication'],
    ['Is the headache gone', 'headache'],
  ])('%j tells it by %j', (text, word) => {
    expect(clinicalWordIn(text)).toBe(word);
  });

  it.each(['Your appointment is tomorrow', 'Campaign', 'We look forward to your massage', 'Explore', ''])(
    '%j tells nothing',
    (text) => {
      expect(clinicalWordIn(text)).toBeNull();
    },
  );

  it('is refused rather once too often', () => {
    expect(clinicalWordIn('Painters’ Row 5')).toBe('Painters');
  });
});
