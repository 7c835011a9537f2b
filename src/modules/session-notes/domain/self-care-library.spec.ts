import { createHash } from 'node:crypto';
import { SELF_CARE_LIBRARY, SelfCareKind } from './self-care-library.js';
import type { SelfCareItem } from './self-care-library.js';

const items: [string, SelfCareItem][] = Object.entries(SELF_CARE_LIBRARY);
const digestOf = (item: SelfCareItem): string =>
  createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 12);

describe('the self-care library', () => {
  it('has something of every kind', () => {
    expect(new Set(items.map(([, { kind }]) => kind))).toEqual(new Set(Object.values(SelfCareKind)));
  });

  it.each(items)(
    '%s promises nothing, names no illness it would heal, and says who should not and when to stop',
    (_, item) => {
      expect(item.mayHelp).toMatch(/^May help /);
      const words = [item.title, item.mayHelp, ...item.steps, item.howOften, item.notFor, item.stopWhen].join(' ');
      expect(words).not.toMatch(/\b(cures?|heals?|guarantee|always helps?|will help|detox|toxins?|treats?)\b/i);
      expect(words).not.toMatch(/\b(bi-?weekly|bi-?monthly)\b/i);
      expect(item.steps.length).toBeGreaterThanOrEqual(3);
      expect(item.notFor.length).toBeGreaterThan(20);
      expect(item.stopWhen.length).toBeGreaterThan(20);
    },
  );

  // Signed notes name an item by its id: its words are part of the record. Better words get an id of their own.
  it('never changes the words of an item', () => {
    expect(Object.fromEntries(items.map(([id, item]) => [id, digestOf(item)]))).toMatchInlineSnapshot(`
     {
       "belly_breathing": "62d2c4d1c867",
       "calf_wall_stretch": "45514bd24027",
       "chest_doorway_stretch": "17f6cd6c58e2",
       "desk_posture": "942ab547eacc",
       "drink_to_thirst": "2560d95eb27d",
       "low_back_knees_to_chest": "d1b04315ae45",
       "mindful_attention": "0da11d670afb",
       "muscle_relaxation": "add1c6127c07",
       "neck_side_stretch": "2339d99bc7de",
       "quiet_pause": "65ec7a53a935",
       "side_lying_rest": "108d028fd641",
       "warm_bath": "59c4c6bc4242",
     }
    `);
  });
});
