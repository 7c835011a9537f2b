import fc from 'fast-check';
import { BodyRegion, BodySide, Technique } from '../../practices/domain/index.js';
import { noteDifferences } from './note-differences.js';
import { EMPTY_NOTE, FindingKind, TreatmentConsent } from './session-note.js';
import type { SessionNote } from './session-note.js';
import { anyNote } from './session-note.arbitraries.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100) * 3;
const NECK = { region: BodyRegion.NECK, side: BodySide.LEFT };
const KNOT = { ...NECK, kind: FindingKind.TRIGGER_POINT, intensity: 4, remark: null };

/** The same note with every list the other way round. */
const reversed = (note: SessionNote): SessionNote => ({
  ...note,
  findings: note.findings.toReversed(),
  techniques: note.techniques.toReversed().map((used) => ({ ...used, sites: used.sites.toReversed() })),
  consent: note.consent && { ...note.consent, written: note.consent.written.toReversed() },
  scoresBefore: note.scoresBefore.toReversed(),
  scoresAfter: note.scoresAfter.toReversed(),
  selfCare: note.selfCare.toReversed(),
});

describe('the differences between two drafts', () => {
  it('name what was added, changed and left out', () => {
    const kept = { ...EMPTY_NOTE, plan: 'Again in a week.', findings: [KNOT], reaction: 'Calm.' };
    const mine = {
      ...EMPTY_NOTE,
      plan: 'Again in a month.',
      findings: [{ ...KNOT, intensity: 2 }],
      subjective: 'Better.',
    };
    expect(noteDifferences(mine, kept)).toEqual([
      { field: 'subjective', change: 'added' },
      { field: 'plan', change: 'changed' },
      { field: 'findings.neck.left.trigger_point', change: 'changed' },
      { field: 'reaction', change: 'removed' },
    ]);
  });

  it('see a technique that was used twice with another pressure', () => {
    const used = { technique: Technique.SWEDISH, pressure: 2, sites: [NECK], minutes: 20 };
    const kept = { ...EMPTY_NOTE, techniques: [used, used] };
    const mine = { ...EMPTY_NOTE, techniques: [used, { ...used, pressure: 3 }] };
    expect(noteDifferences(mine, kept)).toEqual([{ field: 'techniques.swedish', change: 'changed' }]);
  });

  it('see a consent that was asked for meanwhile', () => {
    const consent = { treatment: TreatmentConsent.GIVEN, remark: null, written: [] };
    expect(noteDifferences({ ...EMPTY_NOTE, consent }, EMPTY_NOTE)).toEqual([
      { field: 'consent.treatment', change: 'added' },
    ]);
  });

  it('are none between a note and itself, in whatever order its lists are', () => {
    fc.assert(
      fc.property(anyNote, (note) => {
        expect(noteDifferences(note, reversed(note))).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('are the same fields from the other side, where added is removed', () => {
    const other = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    fc.assert(
      fc.property(anyNote, anyNote, (a, b) => {
        const seen = noteDifferences(a, b).map(({ field, change }) => ({ field, change: other[change] }));
        const byField = (x: { field: string }, y: { field: string }): number => (x.field < y.field ? -1 : 1);
        expect(noteDifferences(b, a).sort(byField)).toEqual(seen.sort(byField));
      }),
      { numRuns },
    );
  });

  it('miss no text, no finding and no technique', () => {
    fc.assert(
      fc.property(anyNote, anyNote, (a, b) => {
        const fields = noteDifferences(a, b).map(({ field }) => field);
        for (const field of ['subjective', 'objective', 'assessment', 'plan', 'reaction'] as const)
          expect(fields.includes(field)).toBe(a[field] !== b[field]);
        const alike = (one: SessionNote): unknown => [
          one.findings.map((f) => JSON.stringify([f.region, f.side, f.kind, f.intensity, f.remark])).sort(),
          one.techniques
            .map((t) => [t.technique, t.pressure, t.minutes, t.sites.map((s) => `${s.region} ${s.side}`).sort()])
            .map((t) => JSON.stringify(t))
            .sort(),
        ];
        const differs = fields.some((field) => /^(findings|techniques)\./.test(field));
        expect(differs).toBe(JSON.stringify(alike(a)) !== JSON.stringify(alike(b)));
      }),
      { numRuns },
    );
  });
});
