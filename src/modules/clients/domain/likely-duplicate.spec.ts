import { DuplicateReason, isProbablySame } from './likely-duplicate.js';

const { SAME_PHONE, SAME_EMAIL, SAME_BIRTH_DATE, SIMILAR_NAME } = DuplicateReason;

describe('a likely duplicate', () => {
  it.each([
    [[SAME_PHONE, SIMILAR_NAME], true],
    [[SAME_EMAIL, SIMILAR_NAME], true],
    [[SAME_BIRTH_DATE, SIMILAR_NAME], true],
    [[SAME_PHONE, SAME_EMAIL], false], // a family
    [[SIMILAR_NAME], false], // a namesake
    [[SAME_BIRTH_DATE], false],
  ])('by %j is probably the same person: %s', (reasons, same) => {
    expect(isProbablySame({ clientId: 'a', reasons })).toBe(same);
  });
});
