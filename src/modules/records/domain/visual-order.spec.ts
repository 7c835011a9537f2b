import fc from 'fast-check';
import { runsRightToLeft, visualOrder } from './visual-order.js';

/** The line as it is drawn from left to right, letter by letter. */
const drawn = (line: string, rightToLeft = runsRightToLeft(line)): string =>
  visualOrder(line, rightToLeft)
    .map((run) => (run.rightToLeft ? [...run.text].reverse().join('') : run.text))
    .join('');

describe('the order in which a line is drawn', () => {
  it.each([
    ['Latin as it is', 'Zoë, 3 visits (2026)', 'Zoë, 3 visits (2026)'],
    ['Greek and Cyrillic as they are', 'Ωμέγα Жуков', 'Ωμέγα Жуков'],
    ['Hebrew backwards', 'שלום עולם', 'םלוע םולש'],
    ['Hebrew in a Latin line, its words in their own order', 'Client שלום עולם today', 'Client םלוע םולש today'],
    ['a number in Hebrew forwards', 'שלום 123 עולם', 'םלוע 123 םולש'],
    ['a number in Hebrew within a Latin line', 'for שלום 12 עולם only', 'for םלוע 12 םולש only'],
    ['a decimal as one number', 'כאב 3.5 היום', 'םויה 3.5 באכ'],
    ['Latin in a Hebrew line', 'שלום Anna Bell עולם', 'םלוע Anna Bell םולש'],
    ['Arabic backwards', 'مرحبا بكم', 'مكب ابحرم'],
    ['a full stop after Hebrew in a Latin line at the right', 'see שלום.', 'see םולש.'],
    ['a full stop after Hebrew in a Hebrew line at the left', 'שלום.', '.םולש'],
    ['nothing', '', ''],
    ['only signs', '… 🙂', '… 🙂'],
  ])('%s', (_, line, seen) => {
    expect(drawn(line)).toBe(seen);
  });

  it('loses and adds nothing, whatever the line', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab שלמ ع 12.,()🙂') }), fc.boolean(), (line, rightToLeft) => {
        expect([...drawn(line, rightToLeft)].sort()).toEqual([...line].sort());
      }),
    );
  });
});
