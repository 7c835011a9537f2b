import { dependsOnCountry, readClientQuery } from './client-query.js';

const read = (text: string) => readClientQuery(text, 'DE');

describe('what a search for a client means', () => {
  it.each(['Anna@Example.COM', ' anna @ example.com ', 'ANNA@EXAMPLE.COM\t'])('%j is an e-mail address', (text) => {
    expect(read(text)).toEqual({ kind: 'email', beginning: 'anna@example.com' });
  });

  it('the beginning of an address is enough', () => {
    expect(read('anna@ex')).toEqual({ kind: 'email', beginning: 'anna@ex' });
  });

  it.each(['030 123456', '(030) 12-34-56', '030/123456'])('%j is a whole number of the country', (text) => {
    expect(read(text)).toEqual({ kind: 'phone', endings: ['030123456', '4930123456'], whole: '4930123456' });
  });

  it.each(['+49 30 123456', '+4930123456', '+49–30–123456'])('%j is a whole number of any country', (text) => {
    expect(read(text)).toEqual({ kind: 'phone', endings: ['4930123456', '4930123456'], whole: '4930123456' });
  });

  it('the last digits of a number are enough', () => {
    expect(read('456')).toEqual({ kind: 'phone', endings: ['456', '456'], whole: null });
    expect(read('4 56')).toEqual({ kind: 'phone', endings: ['456', '456'], whole: null });
  });

  it('last digits that might be a whole number are both', () => {
    expect(read('30123456')).toEqual({ kind: 'phone', endings: ['30123456', '30123456'], whole: '4930123456' });
  });

  it.each(['12', 'Anna', "O'Brien", '%', '_', '=cmd()', 'כהן', '🦄', 'Anna 3', '+'])('%j is a name', (text) => {
    expect(read(text)).toEqual({ kind: 'name', text });
  });

  it.each([
    ['030 123456', true],
    ['456', true],
    ['+49 30 123456', false],
    ['tel:+4930123456', false],
    ['Anna', false],
    ['123@example.com', false],
  ])('%j depends on the country: %s', (text, depends) => {
    expect(dependsOnCountry(text)).toBe(depends);
    if (!depends) expect(readClientQuery(text, '')).toEqual(readClientQuery(text, 'US'));
  });
});
