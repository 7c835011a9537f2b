import fc from 'fast-check';
import { labelOf, printOf } from './print-of.js';

describe('what is set on paper', () => {
  it('is short values as facts, long texts under their names, and things as tables', () => {
    const long = 'tight from the neck to the shoulder blades, more on the left, since the move last month';
    const data = {
      subjective: long,
      pressure: 3,
      technique: 'deep_tissue',
      consent: { treatment: 'given', remark: null },
      sites: ['neck', 'shoulder'],
      findings: [
        { region: 'neck', intensity: 7, remark: null },
        { region: 'upper_back', intensity: 4, remark: 'warm' },
      ],
      left: [],
      reaction: '',
      written: false,
    };
    expect(printOf(data)).toEqual([
      {
        kind: 'facts',
        facts: [
          ['Pressure', '3'],
          ['Technique', 'deep tissue'],
          ['Sites', 'neck, shoulder'],
          ['Written', 'no'],
        ],
      },
      { kind: 'text', label: 'Subjective', text: long },
      { kind: 'facts', facts: [['Consent: treatment', 'given']] },
      { kind: 'text', label: 'Findings', text: '' },
      {
        kind: 'table',
        columns: ['Region', 'Intensity', 'Remark'],
        rows: [
          ['neck', '7', ''],
          ['upper back', '4', 'warm'],
        ],
      },
    ]);
  });

  it('holds every word and number of the data', () => {
    const scalar = fc.oneof(fc.integer(), fc.stringMatching(/^[A-Z][a-z]{3,12}$/));
    const data = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(scalar, fc.array(scalar), fc.array(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), scalar))),
    );
    fc.assert(
      fc.property(data, (given) => {
        const printed = JSON.stringify(printOf(given));
        for (const word of JSON.stringify(given).match(/[A-Z][a-z]{3,12}|-?\d+/g) ?? [])
          expect(printed).toContain(word);
      }),
    );
  });
});

it.each([
  ['scoresBefore', 'Scores before'],
  ['deep_tissue', 'Deep tissue'],
  ['plan', 'Plan'],
])('%s is read as %s', (key, label) => {
  expect(labelOf(key)).toBe(label);
});
