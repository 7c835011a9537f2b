import { languageOf } from './language.js';

describe('the language of a page', () => {
  it.each([undefined, '', 'en', 'en-GB,en;q=0.9', 'xx', 'de;q=0.9, en;q=0.1', 'de', ';;;q=,', 'en;q=0', '*'])(
    'is one that we have, whatever a browser asks for: %s',
    (header) => {
      expect(languageOf(header)).toBe('en');
    },
  );
});
