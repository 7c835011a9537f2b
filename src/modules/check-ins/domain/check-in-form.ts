import { answerTo, AskedAt, QuestionKind, RED_FLAG_OPTIONS } from '../../intake-notes/domain/index.js';
import type {
  Answer,
  Answers,
  ChoiceQuestion,
  Form,
  Option,
  Question,
  Texts,
} from '../../intake-notes/domain/index.js';
import { RED_FLAGS } from '../../screening/domain/index.js';
import { Trend } from './answer.js';
import type { CheckInAnswer, RedFlag } from './answer.js';

const en = (text: string): Texts => ({ en: text });
const must = { required: true, refusable: false } as const;
const may = { required: false, refusable: false } as const;
const option = (id: string, label: string): Option => ({ id, label: en(label) });
const LONGEST_REMARK = 2_000;
const [OTHER, NONE, CALL] = ['other', 'none', 'call'];

const scale = (
  id: string,
  label: string,
  [low, high]: [string, string],
  needed: typeof must | typeof may,
): Question => ({
  ...{ id, kind: QuestionKind.SCALE, label: en(label), ...needed, min: 0, max: 10 },
  ...{ minLabel: en(low), maxLabel: en(high) },
});

const UNUSUAL: ChoiceQuestion = {
  ...{ id: 'unusual', kind: QuestionKind.MULTI_CHOICE, ...must },
  label: en('Have you noticed any of these since your visit?'),
  help: en('Choose only what is new or has become worse.'),
  options: [
    ...RED_FLAG_OPTIONS,
    option(OTHER!, 'Something else that is unusual for you: please say what in the last field'),
    { ...option(NONE!, 'None of these'), exclusive: true },
  ],
};

const ASKED: readonly Question[] = [
  scale('soreness', 'How sore are you now?', ['Not sore at all', 'As sore as I can imagine'], must),
  UNUSUAL,
  {
    ...{ id: 'trend', kind: QuestionKind.CHOICE, label: en('How is it compared with yesterday?'), ...must },
    options: [
      option(Trend.BETTER, 'Better'),
      option(Trend.SAME, 'The same, or nothing was sore'),
      option(Trend.WORSE, 'Worse'),
    ],
  },
  { ...{ id: 'bruising', kind: QuestionKind.YES_NO, label: en('Do you have bruises from the visit?'), ...must } },
  { ...{ id: 'sites', kind: QuestionKind.BODY_MAP, label: en('Where are you sore?'), ...may } },
];
const IN_THE_LAST: readonly Question[] = [
  scale('pain', 'How strong is your pain, if you have any?', ['No pain', 'The worst I can imagine'], may),
  scale('sleep', 'How well did you sleep last night?', ['Very badly', 'Very well'], may),
  scale('mood', 'How is your mood?', ['Very low', 'Very good'], may),
];
const AT_THE_END: readonly Question[] = [
  {
    ...{ id: 'call', kind: QuestionKind.MULTI_CHOICE, label: en('Would you like to talk to your therapist?'), ...may },
    options: [option(CALL!, 'Yes, please call me')],
  },
  {
    ...{
      id: 'remark',
      kind: QuestionKind.TEXT,
      label: en('Is there anything else you want to tell your therapist?'),
      ...may,
    },
    ...{ maxLength: LONGEST_REMARK, long: true },
  },
];

/** What a check-in asks (DOMAIN.md), on one page; pain, sleep and mood in the last one only. */
export function checkInForm({ isLast }: { readonly isLast: boolean }): Form {
  const questions = [...ASKED, ...(isLast ? IN_THE_LAST : []), ...AT_THE_END];
  return {
    sections: [{ id: 'check_in', title: en('How are you after your visit?'), asked: AskedAt.EVERY_VISIT, questions }],
  };
}

/** All that any check-in asks: what an answer is held to, whichever page it was given on. */
export const CHECK_IN_FORM = checkInForm({ isLast: true });

const isFlag = (risk: string | undefined): risk is RedFlag => RED_FLAGS.some((flag) => flag === risk);

/**
 * The answers of somebody who has chosen a red flag, whatever else they have left out or said at once: null for everybody else.
 * "None of these" beside a red flag does not count.
 */
export function urgentAnswers(answers: Answers): Answers | null {
  const options = RED_FLAG_OPTIONS.filter(({ id }) => chosen(answers, 'unusual').includes(id)).map(({ id }) => id);
  return options.length === 0 ? null : { ...answers, unusual: { kind: QuestionKind.MULTI_CHOICE, options } };
}

/** What the client said, of answers that the form has nothing against. */
export function checkInAnswer(answers: Answers): CheckInAnswer {
  const unusual = chosen(answers, 'unusual');
  return {
    soreness: scored(answers, 'soreness'),
    sites: said(answers, 'sites', QuestionKind.BODY_MAP)?.sites ?? [],
    trend: (said(answers, 'trend', QuestionKind.CHOICE)?.option ?? null) as Trend | null,
    bruising: said(answers, 'bruising', QuestionKind.YES_NO)?.yes ?? null,
    redFlags: RED_FLAG_OPTIONS.filter(({ id }) => unusual.includes(id)).flatMap(({ risk }) =>
      isFlag(risk) ? [risk] : [],
    ),
    otherSymptom: unusual.includes(OTHER!),
    remark: said(answers, 'remark', QuestionKind.TEXT)?.text ?? '',
    wantsCall: chosen(answers, 'call').includes(CALL!),
    ...{ pain: scored(answers, 'pain'), sleep: scored(answers, 'sleep'), mood: scored(answers, 'mood') },
  };
}

/** The same as answers to the form, to be read back. */
export function answersIn(answer: CheckInAnswer): Answers {
  const { soreness, sites, trend, bruising, redFlags, otherSymptom, remark, wantsCall, pain, sleep, mood } = answer;
  const flags = RED_FLAG_OPTIONS.filter(({ risk }) => isFlag(risk) && redFlags.includes(risk)).map(({ id }) => id);
  const unusual = [...flags, ...(otherSymptom ? [OTHER!] : [])];
  const scores = Object.entries({ soreness, pain, sleep, mood }).flatMap(([id, value]): [string, Answer][] =>
    value === null ? [] : [[id, { kind: QuestionKind.SCALE, value }]],
  );
  return {
    ...Object.fromEntries(scores),
    unusual: { kind: QuestionKind.MULTI_CHOICE, options: unusual.length > 0 ? unusual : [NONE!] },
    ...(trend !== null && { trend: { kind: QuestionKind.CHOICE, option: trend } }),
    ...(bruising !== null && { bruising: { kind: QuestionKind.YES_NO, yes: bruising } }),
    ...(sites.length > 0 && { sites: { kind: QuestionKind.BODY_MAP, sites } }),
    ...(wantsCall && { call: { kind: QuestionKind.MULTI_CHOICE, options: [CALL!] } }),
    ...(remark !== '' && { remark: { kind: QuestionKind.TEXT, text: remark } }),
  };
}

function said<K extends Answer['kind']>(
  answers: Answers,
  id: string,
  kind: K,
): Extract<Answer, { kind: K }> | undefined {
  const answer = answerTo(answers, id);
  return answer?.kind === kind ? (answer as Extract<Answer, { kind: K }>) : undefined;
}

const scored = (answers: Answers, id: string): number | null => said(answers, id, QuestionKind.SCALE)?.value ?? null;

const chosen = (answers: Answers, id: string): readonly string[] =>
  said(answers, id, QuestionKind.MULTI_CHOICE)?.options ?? [];
