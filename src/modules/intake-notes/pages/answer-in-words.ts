import type { Language } from '../../../platform/pages/index.js';
import type { BodySite } from '../../practices/domain/index.js';
import { chosenOptions } from '../domain/answers.js';
import { answerTo, QuestionKind, textIn } from '../domain/index.js';
import type { Answer, Answers, Question } from '../domain/index.js';
import type { IntakeMessages } from './messages.js';

export interface Words {
  readonly text: string;
  /** Whether somebody said it; else it says that nobody did. */
  readonly said: boolean;
  /** Whether an answer is still needed. */
  readonly missing: boolean;
}

/** What was said to a question, as a person reads it. */
export function inWords(question: Question, answers: Answers, { language, messages }: Wording): Words {
  const answer = answerTo(answers, question.id);
  if (!answer) {
    const { missing, none } = messages.answer;
    return { text: question.required ? missing : none, said: false, missing: question.required };
  }
  if (answer.kind === 'refused') return { text: messages.answer.refused, said: false, missing: false };
  return { text: said(question, answer, { language, messages }), said: true, missing: false };
}

interface Wording {
  readonly language: Language;
  readonly messages: IntakeMessages;
}

function said(
  question: Question,
  answer: Exclude<Answer, { kind: 'refused' }>,
  { language, messages }: Wording,
): string {
  switch (answer.kind) {
    case QuestionKind.TEXT:
      return answer.text;
    case QuestionKind.SIGNATURE:
      return answer.name;
    case QuestionKind.SCALE:
      return question.kind === QuestionKind.SCALE ? `${answer.value} / ${question.max}` : String(answer.value);
    case QuestionKind.DATE:
      return dateInWords(answer.date, language);
    case QuestionKind.YES_NO:
      return [answer.yes ? messages.yes : messages.no, answer.detail].filter(Boolean).join(': ');
    case QuestionKind.BODY_MAP:
      return answer.sites.map((site) => placeInWords(site, messages)).join('\n');
    case QuestionKind.CHOICE:
    case QuestionKind.MULTI_CHOICE: {
      const chosen = chosenOptions(answer);
      const options = 'options' in question ? question.options.filter(({ id }) => chosen.includes(id)) : [];
      return options.map(({ label }) => textIn(label, language)).join('\n');
    }
  }
}

const placeInWords = ({ region, side }: BodySite, { body }: IntakeMessages): string =>
  `${body.regions[region]}: ${body.sides[side].toLowerCase()}`;

/** A local date, YYYY-MM-DD. */
export const dateInWords = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
