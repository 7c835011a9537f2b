import fc from 'fast-check';
import { RiskCode } from '../../screening/domain/index.js';
import type { Answers } from './answers.js';
import { QuestionKind, questionsOf } from './form.js';
import type { Form } from './form.js';
import { answersTo, form } from './form.arbitraries.js';
import { isRedFlag, risksOf } from './risks-of.js';
import { validateAnswers } from './validate-answers.js';
import { visibleQuestions } from './visible-questions.js';

const TODAY = '2026-11-26';
const RUNS = { numRuns: 500 };
const filled = form.chain((asked) => fc.tuple(fc.constant(asked), answersTo(asked)));
const codes = (asked: Form, answers: Answers) => risksOf(asked, answers, TODAY).present.map(({ risk }) => risk);

test('whatever is answered, each risk is there, unknown, or asked for and denied', () => {
  fc.assert(
    fc.property(filled, ([asked, answers]) => {
      const { present, unknown } = risksOf(asked, answers, TODAY);
      const askedFor = new Set(JSON.stringify(asked).match(/"risk":"\w+"/g));
      const settled = new Set([...present.map(({ risk }) => risk), ...unknown]);
      for (const risk of Object.values(RiskCode)) {
        if (!askedFor.has(`"risk":"${risk}"`)) expect(settled).toContain(risk);
      }
    }),
    RUNS,
  );
});

test('the order of the answers, and of what was chosen and marked, does not matter', () => {
  fc.assert(
    fc.property(filled, ([asked, answers]) => {
      const turned = Object.fromEntries(
        Object.entries(answers)
          .reverse()
          .map(([id, said]) => {
            if (said.kind === QuestionKind.MULTI_CHOICE) return [id, { ...said, options: [...said.options].reverse() }];
            return [id, said.kind === QuestionKind.BODY_MAP ? { ...said, sites: [...said.sites].reverse() } : said];
          }),
      );
      expect(risksOf(asked, turned, TODAY)).toEqual(risksOf(asked, answers, TODAY));
      expect(isRedFlag(asked, turned)).toBe(isRedFlag(asked, answers));
    }),
    RUNS,
  );
});

test('a hidden question never counts', () => {
  fc.assert(
    fc.property(filled, ([asked, answers]) => {
      const seen = visibleQuestions(asked, answers).map(({ id }) => id);
      const shownOnly = Object.fromEntries(Object.entries(answers).filter(([id]) => seen.includes(id)));
      expect(risksOf(asked, shownOnly, TODAY)).toEqual(risksOf(asked, answers, TODAY));
      expect(Object.keys(validateAnswers(asked, answers, { final: true, today: TODAY }).answers)).toEqual(
        seen.filter((id) => id in validateAnswers(asked, shownOnly, { final: true, today: TODAY }).answers),
      );
    }),
    RUNS,
  );
});

test('one more answer, or one more thing chosen, never takes a risk away', () => {
  const added = filled.chain(([asked, answers]) =>
    fc.tuple(fc.constant(asked), fc.constant(answers), answersTo(asked), fc.constantFrom('a', 'b', 'c')),
  );
  fc.assert(
    fc.property(added, ([asked, answers, others, option]) => {
      for (const { id } of questionsOf(asked)) {
        const said = answers[id];
        const more: Answers =
          said?.kind === QuestionKind.MULTI_CHOICE
            ? { ...answers, [id]: { ...said, options: [...said.options, option] } }
            : { ...others, ...answers };
        expect(codes(asked, more)).toEqual(expect.arrayContaining(codes(asked, answers)));
        if (isRedFlag(asked, answers)) expect(isRedFlag(asked, more)).toBe(true);
      }
    }),
    RUNS,
  );
});

test('a yes in place of a no never takes a risk away', () => {
  fc.assert(
    fc.property(filled, ([asked, answers]) => {
      for (const [id, said] of Object.entries(answers)) {
        if (said.kind !== QuestionKind.YES_NO || said.yes) continue;
        const more: Answers = { ...answers, [id]: { ...said, yes: true } };
        expect(codes(asked, more)).toEqual(expect.arrayContaining(codes(asked, answers)));
      }
    }),
    RUNS,
  );
});

test('answers without a fault stay as they are when they are looked at again, and so do their risks', () => {
  fc.assert(
    fc.property(filled, ([asked, answers]) => {
      const first = validateAnswers(asked, answers, { final: false, today: TODAY });
      const again = validateAnswers(asked, first.answers, { final: false, today: TODAY });
      if (first.violations.length > 0) return;
      expect(again).toEqual(first);
      expect(risksOf(asked, again.answers, TODAY).present.map(({ risk }) => risk)).toEqual(codes(asked, answers));
    }),
    RUNS,
  );
});
