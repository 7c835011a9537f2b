import fc from 'fast-check';
import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import { RiskCode } from '../../screening/domain/index.js';
import { REFUSED } from './answers.js';
import type { Answer, Answers } from './answers.js';
import { AskedAt, DateRange, QuestionKind, questionsOf } from './form.js';
import type { Condition, Form, Question } from './form.js';

const en = (text: string) => ({ en: text });
const risk = fc.option(fc.constantFrom(...Object.values(RiskCode)), { nil: undefined });
const site = fc.record({
  region: fc.constantFrom(...Object.values(BodyRegion)),
  side: fc.constantFrom(...Object.values(BodySide)),
});
const OPTIONS = ['a', 'b', 'c'];
const SOME = { minLength: 1, maxLength: 2 };

/** Conditions as `checkForm` lets them hang over risks: on earlier questions, and never on a no. */
function condition(before: number): fc.Arbitrary<Condition | undefined> {
  if (before === 0) return fc.constant(undefined);
  const built = fc.letrec<{ any: Condition; leaf: Condition }>((tie) => ({
    leaf: fc.integer({ min: 0, max: before - 1 }).chain((place) =>
      fc.oneof(
        fc.constant<Condition>({ question: `q${place}`, is: 'yes' }),
        fc.subarray(OPTIONS, { minLength: 1 }).map<Condition>((anyOf) => ({ question: `q${place}`, anyOf })),
        fc.integer({ min: 0, max: 10 }).map<Condition>((atLeast) => ({ question: `q${place}`, atLeast })),
      ),
    ),
    any: fc.oneof(
      { maxDepth: 2 },
      tie('leaf'),
      fc.array(tie('any'), SOME).map<Condition>((all) => ({ all })),
      fc.array(tie('any'), SOME).map<Condition>((any) => ({ any })),
    ),
  }));
  return fc.option(built.any, { nil: undefined });
}

function question(place: number): fc.Arbitrary<Question> {
  const asked = fc.record({ required: fc.boolean(), refusable: fc.boolean(), showIf: condition(place) });
  const told = fc.subarray(Object.values(RiskCode), { maxLength: 5 });
  const options = fc
    .tuple(risk, risk, risk)
    .map((risks) => OPTIONS.map((id, i) => ({ id, label: en(id), risk: risks[i] })));
  const base = asked.map((rest) => ({ id: `q${place}`, label: en('?'), ...rest }));
  const { TEXT, CHOICE, MULTI_CHOICE, SCALE, DATE, YES_NO, BODY_MAP } = QuestionKind;
  const scale = { kind: SCALE, min: 0, max: 10, minLabel: en('least'), maxLabel: en('most') } as const;
  return fc
    .tuple(base, told, options, risk)
    .chain(([rest, tellsAbout, choices, own]) =>
      fc.constantFrom<Question>(
        { ...rest, kind: TEXT, maxLength: 50, tellsAbout },
        { ...rest, kind: CHOICE, options: choices },
        { ...rest, kind: MULTI_CHOICE, options: choices },
        { ...rest, ...scale },
        { ...rest, kind: DATE, range: DateRange.PAST, tellsAbout },
        { ...rest, kind: YES_NO, risk: own, detail: en('more') },
        { ...rest, kind: BODY_MAP, risk: own, tellsAbout },
      ),
    );
}

export const form: fc.Arbitrary<Form> = fc
  .tuple(...Array.from({ length: 8 }, (_, place) => question(place)))
  .map((questions) => ({ sections: [{ id: 's', title: en('s'), asked: AskedAt.FIRST_VISIT, questions }] }));

/** Answers of every kind, whether they fit the question or not. */
const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.string({ maxLength: 60 }).map<Answer>((text) => ({ kind: QuestionKind.TEXT, text })),
  fc.constantFrom(...OPTIONS, 'x').map<Answer>((option) => ({ kind: QuestionKind.CHOICE, option })),
  fc.array(fc.constantFrom(...OPTIONS, 'x')).map<Answer>((options) => ({ kind: QuestionKind.MULTI_CHOICE, options })),
  fc.integer({ min: -1, max: 11 }).map<Answer>((value) => ({ kind: QuestionKind.SCALE, value })),
  fc
    .constantFrom('2026-01-31', '2026-02-30', '2026-11-30', 'soon')
    .map<Answer>((date) => ({ kind: QuestionKind.DATE, date })),
  fc.boolean().map<Answer>((yes) => ({ kind: QuestionKind.YES_NO, yes })),
  fc.array(site, { maxLength: 4 }).map<Answer>((sites) => ({ kind: QuestionKind.BODY_MAP, sites })),
  fc.constant(REFUSED),
);

/** Answers that fit their questions more often than not, to some of the questions, in any order. */
export const answersTo = (asked: Form): fc.Arbitrary<Answers> =>
  fc
    .tuple(
      ...questionsOf(asked).map(({ id, kind }) =>
        fc
          .option(
            fc.oneof(
              answer,
              answer.filter((one) => one.kind === kind),
            ),
            { freq: 5 },
          )
          .map((said) => ({ id, said })),
      ),
    )
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
    .map((all) => Object.fromEntries(all.flatMap(({ id, said }) => (said ? [[id, said]] : []))));
