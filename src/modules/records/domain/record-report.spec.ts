import { CONTACT_DATA, erasureReport, mayGo } from './record-report.js';
import type { PartExtent } from './record-report.js';
import { DEFAULT_RETENTION } from './retention.js';
import type { Retention } from './retention.js';

const NOTES: PartExtent = { part: 'sessionNotes', entries: 3, firstOn: '2020-01-01', lastOn: '2026-11-26' };
const UNTIL_2036: Retention = {
  endsOn: '2036-11-26',
  jurisdiction: 'DE',
  rule: DEFAULT_RETENTION,
  countedFrom: '2026-11-26',
  because: 'last_visit',
};

describe('the report of an erasure', () => {
  it('says that the clinical record is kept, until when and why, while its retention lasts', () => {
    for (const today of ['2026-11-26', '2036-11-25']) {
      expect(erasureReport('erasure', [NOTES], { retention: UNTIL_2036, today })).toEqual({
        cause: 'erasure',
        removed: CONTACT_DATA,
        kept: [NOTES],
        retention: UNTIL_2036,
        refused: null,
      });
    }
  });

  it('says that everything is gone once the retention has ended', () => {
    expect(erasureReport('retention_ended', [NOTES], { retention: UNTIL_2036, today: '2036-11-26' })).toEqual({
      cause: 'retention_ended',
      removed: [...CONTACT_DATA, 'clinical_record'],
      kept: [],
      retention: null,
      refused: null,
    });
  });

  it('names no clinical record where there never was one', () => {
    const report = erasureReport('erasure', [], { retention: null, today: '2026-11-26' });
    expect(report).toMatchObject({ removed: CONTACT_DATA, kept: [], retention: null });
  });
});

it.each([
  [null, '1970-01-01', true],
  [UNTIL_2036, '2036-11-25', false],
  [UNTIL_2036, '2036-11-26', true],
  [UNTIL_2036, '2036-11-27', true],
])('a record kept by %j may go on %s: %s', (retention, today, may) => {
  expect(mayGo(retention, today)).toBe(may);
});
