import fc from 'fast-check';
import { QuestionKind, questionsOf, RED_FLAG_OPTIONS, validateAnswers } from '../../intake-notes/domain/index.js';
import { RED_FLAGS } from '../../screening/domain/index.js';
import { anAnswer, WELL } from './answer.arbitraries.js';
import { answersIn, CHECK_IN_FORM, checkInAnswer, checkInForm, urgentAnswers } from './check-in-form.js';

const today = '2026-11-24';
const idsOf = (form: typeof CHECK_IN_FORM): string[] => questionsOf(form).map(({ id }) => id);

describe('what a check-in asks', () => {
  it('is soreness, the red flags, the trend, bruises, places, a call and a remark; in the last one pain, sleep and mood too', () => {
    expect(idsOf(checkInForm({ isLast: false }))).toEqual([
      ...['soreness', 'unusual', 'trend', 'bruising', 'sites', 'call', 'remark'],
    ]);
    expect(idsOf(CHECK_IN_FORM)).toEqual(expect.arrayContaining(['pain', 'sleep', 'mood']));
    expect(idsOf(CHECK_IN_FORM)).toHaveLength(10);
  });

  it('has every red flag of the one list', () => {
    expect(RED_FLAG_OPTIONS.map(({ risk }) => risk).sort()).toEqual([...RED_FLAGS].sort());
  });

  it('promises nothing, and names no illness', () => {
    const texts = JSON.stringify(CHECK_IN_FORM);
    expect(texts).not.toMatch(/cure|heal|treats|diagnos|guarantee/i);
  });

  it('needs four answers, and takes nobody’s silence for "none of these"', () => {
    const { violations } = validateAnswers(CHECK_IN_FORM, {}, { final: true, today });
    expect(violations.map(({ questionId }) => questionId)).toEqual(['soreness', 'unusual', 'trend', 'bruising']);
  });

  it('takes a red flag whatever else was left out, and beside "none of these"', () => {
    const multi = (...options: string[]) => ({ unusual: { kind: QuestionKind.MULTI_CHOICE as const, options } });
    expect(urgentAnswers(multi('none'))).toBeNull();
    expect(urgentAnswers(multi('other'))).toBeNull();
    expect(urgentAnswers({})).toBeNull();
    const urgent = urgentAnswers({
      ...multi('chest_pain', 'none', 'tail'),
      soreness: { kind: QuestionKind.SCALE, value: 11 },
    })!;
    const { answers } = validateAnswers(CHECK_IN_FORM, urgent, { final: false, today });
    expect(checkInAnswer(answers)).toMatchObject({
      redFlags: ['chest_pain'],
      soreness: null,
      trend: null,
      bruising: null,
    });
  });

  it('reads back what was said', () => {
    // Both sides are marked as the two that they are; a text is kept without the space around it.
    fc.assert(
      fc.property(anAnswer, (answer) => {
        const told = { ...answer, sites: [], remark: answer.remark.replace(/[^ -~]/g, '').trim() };
        const { answers, violations } = validateAnswers(CHECK_IN_FORM, answersIn(told), { final: true, today });
        expect(violations).toEqual([]);
        const redFlags = RED_FLAGS.filter((flag) => told.redFlags.includes(flag));
        expect(checkInAnswer(answers)).toEqual({ ...told, redFlags: expect.arrayContaining(redFlags) as unknown });
        expect(checkInAnswer(answers).redFlags).toHaveLength(redFlags.length);
      }),
    );
    expect(checkInAnswer(answersIn(WELL))).toEqual(WELL);
  });
});
