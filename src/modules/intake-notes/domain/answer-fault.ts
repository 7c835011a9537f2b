import { Temporal } from 'temporal-polyfill';
import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import type { BodySite } from '../../practices/domain/index.js';
import type { Answer } from './answers.js';
import { AnswerRule } from './answer-rules.js';
import { DateRange, QuestionKind } from './form.js';
import type { ChoiceQuestion, Question, ScaleQuestion, YesNoQuestion } from './form.js';

const LONGEST_DETAIL = 500;
const LONGEST_NAME = 120;
const SHORTEST_NAME = 2;
const MOST_SITES = 60;
/** Neither line breaks and tabs, which people type, nor the marks that scripts and emoji need are control characters here. */
const CONTROL = /(?![\n\r\t])\p{Cc}/u;
const REGIONS = new Set<string>(Object.values(BodyRegion));
const SIDES = new Set<string>(Object.values(BodySide));

/** The first rule that an answer breaks, or nothing. `today` is the local date of answering. */
export function faultOf(
  question: Question,
  answer: Exclude<Answer, { kind: 'refused' }>,
  today: string,
): AnswerRule | undefined {
  if (answer.kind !== question.kind) return AnswerRule.WRONG_KIND;
  switch (answer.kind) {
    case QuestionKind.TEXT:
      return wordsFault(answer.text, question.kind === QuestionKind.TEXT ? question.maxLength : 0);
    case QuestionKind.CHOICE:
      return optionsFault(question as ChoiceQuestion, [answer.option]);
    case QuestionKind.MULTI_CHOICE:
      return optionsFault(question as ChoiceQuestion, answer.options);
    case QuestionKind.SCALE:
      return scaleFault(question as ScaleQuestion, answer.value);
    case QuestionKind.DATE:
      return dateFault(answer.date, question.kind === QuestionKind.DATE ? question.range : DateRange.ANY, today);
    case QuestionKind.YES_NO:
      return detailFault(question as YesNoQuestion, answer.detail);
    case QuestionKind.BODY_MAP:
      return sitesFault(answer.sites);
    case QuestionKind.SIGNATURE:
      return answer.name.length < SHORTEST_NAME ? AnswerRule.NAME_TOO_SHORT : wordsFault(answer.name, LONGEST_NAME);
  }
}

function wordsFault(words: string, most: number): AnswerRule | undefined {
  if (words.length > most) return AnswerRule.TOO_LONG;
  return CONTROL.test(words) ? AnswerRule.CHARACTERS : undefined;
}

function detailFault({ detail: asked }: YesNoQuestion, detail = ''): AnswerRule | undefined {
  return detail !== '' && !asked ? AnswerRule.WRONG_KIND : wordsFault(detail, LONGEST_DETAIL);
}

function optionsFault({ options }: ChoiceQuestion, chosen: readonly string[]): AnswerRule | undefined {
  const known = options.filter(({ id }) => chosen.includes(id));
  if (new Set(chosen).size !== chosen.length) return AnswerRule.REPEATED;
  if (known.length !== chosen.length) return AnswerRule.UNKNOWN_OPTION;
  return known.length > 1 && known.some(({ exclusive }) => exclusive) ? AnswerRule.EXCLUSIVE : undefined;
}

const scaleFault = ({ min, max }: ScaleQuestion, value: number): AnswerRule | undefined =>
  Number.isInteger(value) && value >= min && value <= max ? undefined : AnswerRule.OUT_OF_RANGE;

function dateFault(date: string, range: DateRange, today: string): AnswerRule | undefined {
  if (!isDate(date)) return AnswerRule.NO_DATE;
  if (range === DateRange.PAST && date > today) return AnswerRule.NOT_IN_FUTURE;
  return range === DateRange.FUTURE && date < today ? AnswerRule.NOT_IN_PAST : undefined;
}

/** A day of the calendar between 1900 and 2199, as YYYY-MM-DD. */
function isDate(date: string): boolean {
  const parts = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)$/.exec(date);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return Temporal.PlainDate.from({ year, month: Math.max(month, 1), day: Math.max(day, 1) }).toString() === date;
}

function sitesFault(sites: readonly BodySite[]): AnswerRule | undefined {
  if (sites.length > MOST_SITES) return AnswerRule.TOO_MANY;
  if (!sites.every(({ region, side }) => REGIONS.has(region) && SIDES.has(side))) return AnswerRule.NO_SITE;
  const places = new Set(sites.map(({ region, side }) => `${region} ${side}`));
  return places.size === sites.length ? undefined : AnswerRule.REPEATED;
}
