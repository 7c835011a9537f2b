import fc from 'fast-check';
import { signViolations } from './sign-violations.js';
import { anyNote } from './session-note.arbitraries.js';
import { startFromLast } from './start-from-last.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100);

describe('a note that starts from the last one', () => {
  it('takes over what is looked at again, and nothing that belongs to one session alone', () => {
    fc.assert(
      fc.property(anyNote, (last) => {
        const next = startFromLast(last);
        const { findings, techniques, assessment, plan, selfCare, recommendation } = last;
        expect(next).toEqual({
          ...{ findings, techniques, assessment, plan, selfCare, recommendation },
          ...{ subjective: '', objective: '', reaction: '', consent: null },
          ...{ scoresBefore: [], scoresAfter: [] },
        });
      }),
      { numRuns },
    );
  });

  it('can never be signed as it stands: nobody has consented to today’s session', () => {
    fc.assert(
      fc.property(anyNote, (last) => {
        const found = signViolations(startFromLast(last), { startsAt: 0, endsAt: 1, now: 2 });
        expect(found.map(({ field }) => field)).toContain('consent');
      }),
      { numRuns },
    );
  });
});
