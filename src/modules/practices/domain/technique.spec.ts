import { RoomFeature } from './room-feature.js';
import { Soreness, Technique, TECHNIQUES, usualFeatures } from './technique.js';

const { TABLE, FLOOR_MAT, STONE_HEATER } = RoomFeature;

describe('the techniques', () => {
  it.each([
    [Technique.SWEDISH, '1-3', Soreness.LOW],
    [Technique.DEEP_TISSUE, '3-5', Soreness.HIGH],
    [Technique.TRIGGER_POINT, '3-5', Soreness.HIGH],
    [Technique.SPORTS, '2-5', Soreness.MEDIUM],
    [Technique.SHIATSU, '2-4', Soreness.MEDIUM],
    [Technique.MYOFASCIAL_RELEASE, '2-4', Soreness.MEDIUM],
    [Technique.HOT_STONE, '1-3', Soreness.LOW],
    [Technique.CONSULTATION, 'none', Soreness.NONE],
  ])('%s is given with pressure %s and leaves %s soreness', (technique, pressure, soreness) => {
    const guide = TECHNIQUES[technique];
    expect(guide.pressure ? `${guide.pressure.min}-${guide.pressure.max}` : 'none').toBe(pressure);
    expect(guide.soreness).toBe(soreness);
  });

  it('promise no cure', () => {
    const told = Object.values(TECHNIQUES).map(({ character }) => character);
    expect(told.filter((text) => /cure|heal|treats?\b|relie/i.test(text))).toEqual([]);
  });

  it.each([
    [Technique.SWEDISH, [TABLE]],
    [Technique.HOT_STONE, [TABLE, STONE_HEATER]],
    [Technique.SHIATSU, [FLOOR_MAT]],
    [Technique.CONSULTATION, []],
  ])('usually need, for %s, a room with %j', (technique, features) => {
    expect(usualFeatures(technique)).toEqual(features);
  });

  it('let shiatsu take place on a table too', () => {
    expect(TECHNIQUES[Technique.SHIATSU].roomNeeds).toEqual([[FLOOR_MAT, TABLE]]);
  });
});
