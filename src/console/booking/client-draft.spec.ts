import { draftFrom, inputOf } from './client-draft.js';

const nobody = { givenName: '', familyName: '', phone: '', email: '' };

describe('what was typed to find a client', () => {
  it.each([
    ['Ada Berg', { ...nobody, givenName: 'Ada', familyName: 'Berg' }],
    ['  Ada  Maria Berg ', { ...nobody, givenName: 'Ada Maria', familyName: 'Berg' }],
    ['Ada', { ...nobody, givenName: 'Ada' }],
    ['ada@berg.example', { ...nobody, email: 'ada@berg.example' }],
    ['+49 (30) 12 34-5', { ...nobody, phone: '+49 (30) 12 34-5' }],
    ['', nobody],
  ])('%j is where it belongs', (typed, expected) => {
    expect(draftFrom(typed)).toEqual(expected);
  });

  it('is sent without what is not known', () => {
    expect(inputOf({ givenName: 'Ada', familyName: 'Berg', phone: ' ', email: ' ada@berg.example ' })).toEqual({
      ...{ givenName: 'Ada', familyName: 'Berg', phone: null, email: 'ada@berg.example' },
    });
  });
});
