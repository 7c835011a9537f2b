import { minorOf, priceWords } from './price.js';

it('reads a price as people type it, in the smallest unit of the currency', () => {
  const typed = ['65', '65.00', '65,5', ' 0.05 ', '-3', '1200'];
  expect(typed.map((text) => minorOf(text, 'EUR'))).toEqual([6500, 6500, 6550, 5, -300, 120_000]);
  expect(minorOf('1200', 'JPY')).toBe(1200);
});

it('takes nothing for a price that could mean another one', () => {
  const typed = ['', 'free', '1.200,00', '65.000', '6 5', '65 EUR'];
  expect(typed.map((text) => minorOf(text, 'EUR'))).toEqual(typed.map(() => null));
  expect(minorOf('12.50', 'JPY')).toBeNull();
});

it('writes a price as it would be typed', () => {
  expect([priceWords(6500, 'EUR'), priceWords(5, 'EUR'), priceWords(1200, 'JPY')]).toEqual(['65.00', '0.05', '1200']);
});
