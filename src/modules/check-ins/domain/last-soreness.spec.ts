import { Technique } from '../../practices/domain/index.js';
import { lastSoreness } from './last-soreness.js';
import { Triage } from './triage.js';

const deep = { technique: Technique.DEEP_TISSUE, pressure: 4 };
const told = (soreness: number | null, hoursAfter: number, triage = Triage.EXPECTED) => ({
  soreness,
  hoursAfter,
  triage,
});

describe('what the next visit’s therapist is told', () => {
  it.each([
    [[told(6, 48, Triage.WATCH)], deep, 'Sore 6/10 at 48 h after deep tissue at pressure 4'],
    [[told(7, 24), told(2, 48)], deep, 'Sore 7/10 at 24 h after deep tissue at pressure 4'],
    [[told(3, 24), told(3, 48)], deep, 'Sore 3/10 at 48 h after deep tissue at pressure 4'],
    [[told(0, 25)], { technique: Technique.SWEDISH, pressure: null }, 'Not sore at 25 h after swedish'],
    [[told(null, 25, Triage.EMERGENCY)], deep, 'A red flag was told at 25 h after deep tissue at pressure 4'],
    [[told(4, 24)], null, 'Sore 4/10 at 24 h'],
  ])('of %j after %j is “%s”', (answers, treated, text) => {
    expect(lastSoreness(answers, treated)).toMatchObject({ text });
  });

  it('is the gravest that triage made of it, and whether less pressure is suggested', () => {
    const several = [told(8, 24, Triage.FOLLOW_UP), told(1, 80, Triage.FOLLOW_UP), told(2, 170, Triage.REFER)];
    expect(lastSoreness(several, deep)).toMatchObject({
      soreness: 8,
      triage: Triage.REFER,
      suggestsLessPressure: true,
    });
    expect(lastSoreness([told(5, 24, Triage.WATCH)], deep)).toMatchObject({ suggestsLessPressure: false });
  });

  it('is nothing where nobody answered', () => {
    expect(lastSoreness([], deep)).toBeNull();
  });
});
