import { firstNameOf } from './first-name.js';

test.each([
  ['Sam', 'Sam'],
  ['Sam Oberhuber', 'Sam'],
  ['  Dr. med. Anna-Lena  Oberhuber', 'Anna-Lena'],
  ['Oberhuber, Dr. Anna', 'Anna'],
  ['Oberhuber,', 'Oberhuber'],
  ['Dr.', 'Dr.'],
])('of "%s" a message says "%s"', (name, first) => {
  expect(firstNameOf(name)).toBe(first);
});
