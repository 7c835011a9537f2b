import { h } from '../../../platform/pages/index.js';
import type { Content, Html, Language } from '../../../platform/pages/index.js';
import { QuestionKind, textIn } from '../domain/index.js';
import type { ChoiceQuestion, Question, ScaleQuestion, YesNoQuestion } from '../domain/index.js';
import { bodyMapField } from './body-map-field.js';
import { detailOf, fieldOf, firstOf, REFUSE } from './field-names.js';
import type { LineQuestion } from './line-field.js';
import type { IntakeMessages } from './messages.js';
import { option } from './option.js';
import type { Entry } from './read-answers.js';

interface Wording {
  readonly language: Language;
  readonly messages: IntakeMessages;
}

/** The fields of a question that is answered by choosing. */
export function choiceField(question: Exclude<Question, LineQuestion>, entry: Entry, wording: Wording): Content {
  switch (question.kind) {
    case QuestionKind.YES_NO:
      return yesNoField(question, entry, wording);
    case QuestionKind.SCALE:
      return scaleField(question, entry, wording);
    case QuestionKind.CHOICE:
    case QuestionKind.MULTI_CHOICE:
      return optionsField(question, entry, wording);
    case QuestionKind.BODY_MAP: {
      const sites = entry.answer?.kind === QuestionKind.BODY_MAP ? entry.answer.sites : [];
      return bodyMapField(question, sites, wording.messages);
    }
  }
}

function optionsField(question: ChoiceQuestion, entry: Entry, { language, messages }: Wording): Html {
  const labels = question.options.map(({ id, label }) => [id, textIn(label, language)] as const);
  const { answer } = entry;
  if (question.kind === QuestionKind.MULTI_CHOICE) {
    const chosen = answer?.kind === QuestionKind.MULTI_CHOICE ? answer.options : [];
    return h('div', { class: 'options' }, inputs('checkbox', question, { labels, chosen }));
  }
  const chosen = answer?.kind === QuestionKind.CHOICE ? [answer.option] : [];
  return h('div', { class: 'options' }, [
    ...inputs('radio', question, { labels, chosen }),
    ...instead(question, entry, messages),
  ]);
}

function yesNoField(question: YesNoQuestion, entry: Entry, { language, messages }: Wording): Content {
  const answer = entry.answer?.kind === QuestionKind.YES_NO ? entry.answer : undefined;
  const chosen = answer ? [answer.yes ? 'yes' : 'no'] : [];
  const labels = [['yes', messages.yes] as const, ['no', messages.no] as const];
  const { id, detail } = question;
  const more = { type: 'text', id: `d-${id}`, name: detailOf(id), dir: 'auto', maxLength: 500 } as const;
  return [
    h('div', { class: 'options pair' }, [
      ...inputs('radio', question, { labels, chosen }),
      ...instead(question, entry, messages),
    ]),
    detail &&
      h('div', { class: 'detail' }, [
        h('label', { for: more.id }, textIn(detail, language)),
        h('input', { ...more, value: answer?.detail ?? '' }),
      ]),
  ];
}

function scaleField(question: ScaleQuestion, entry: Entry, { language, messages }: Wording): Content {
  const { min, max, minLabel, maxLabel } = question;
  const labels = Array.from({ length: max - min + 1 }, (_, step) => [String(min + step), String(min + step)] as const);
  const chosen = entry.answer?.kind === QuestionKind.SCALE ? [String(entry.answer.value)] : [];
  return [
    h('p', { class: 'ends' }, [
      h('span', null, `${min}: ${textIn(minLabel, language)}`),
      h('span', null, `${max}: ${textIn(maxLabel, language)}`),
    ]),
    h('div', { class: 'options scale' }, inputs('radio', question, { labels, chosen })),
    h('div', { class: 'options alone' }, instead(question, entry, messages)),
  ];
}

interface Options {
  readonly labels: readonly (readonly [value: string, label: string])[];
  readonly chosen: readonly string[];
}

function inputs(type: 'radio' | 'checkbox', { id }: Question, { labels, chosen }: Options): Html[] {
  return labels.map(([value, label], place) => {
    const input = { type, name: fieldOf(id), value, checked: chosen.includes(value) };
    return option(
      { ...input, ...(place === 0 && { id: firstOf(id) }), ...(value === 'yes' && { class: 'yes' }) },
      label,
    );
  });
}

/** What can be chosen instead of an answer: refusing it or, since a radio button cannot be taken back, skipping it. */
function instead({ id, refusable, required }: Question, { refused }: Entry, { refuse, skip }: IntakeMessages): Html[] {
  const radio = (value: string, label: string, checked: boolean): Html =>
    option({ type: 'radio', name: fieldOf(id), value, checked }, label, 'refuse');
  return [...(refusable ? [radio(REFUSE, refuse, refused)] : []), ...(required ? [] : [radio('', skip, false)])];
}
