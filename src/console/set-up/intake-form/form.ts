import type {
  AskedFormFragment,
  IntakeConditionInput,
  IntakeFormInput,
  IntakeQuestionInput,
  IntakeQuestionKind,
  IntakeTextInput,
} from '../../api/generated/graphql.js';
import { plainOf } from '../../notes/note.js';

/** A form as the API takes it, which is as it gives it. Never changed in place. */
export type Form = IntakeFormInput;
export type Section = Form['sections'][number];
export type Question = IntakeQuestionInput;
export type Condition = IntakeConditionInput;
export type Words = readonly IntakeTextInput[] | null | undefined;

/** What the API asks to be there, whatever other languages there are. */
export const ENGLISH = 'en';

export const formOf = (given: AskedFormFragment): Form => plainOf(given) as Form;

/** In this very language; empty where there is none. */
export const textIn = (words: Words, language: string): string =>
  words?.find((each) => each.language === language)?.text ?? '';

export const languagesOf = ({ sections }: Form): string[] => [
  ...new Set([
    ENGLISH,
    ...sections.flatMap(({ title, questions }) =>
      [title, ...questions.map(({ label }) => label)].flatMap((words) => words.map(({ language }) => language)),
    ),
  ]),
];

/** With the text in one language; without that language where it is empty. English stays, though it be empty. */
export function withText(words: Words, language: string, text: string): IntakeTextInput[] {
  const written = { language, text };
  const others = (words ?? []).filter((each) => each.language !== language);
  if (language === ENGLISH) return [written, ...others];
  return text === '' ? others : [...others, written];
}

/** As `withText`, of words that need not be there: null where nothing is written in any language. */
export function withOptionalText(words: Words, language: string, text: string): IntakeTextInput[] | null {
  const written = withText(words, language, text);
  return written.some((each) => each.text !== '') ? written : null;
}

const withQuestions = (form: Form, change: (section: Section) => readonly Question[]): Form => ({
  sections: form.sections.map((section) => ({ ...section, questions: [...change(section)] })),
});

export const withQuestion = (form: Form, changed: Question): Form =>
  withQuestions(form, ({ questions }) => questions.map((each) => (each.id === changed.id ? changed : each)));

export const withoutQuestion = (form: Form, id: string): Form =>
  withQuestions(form, ({ questions }) => questions.filter((each) => each.id !== id));

export const withAdded = (form: Form, sectionId: string, added: Question): Form =>
  withQuestions(form, ({ id, questions }) => (id === sectionId ? [...questions, added] : questions));

export const withSection = ({ sections }: Form, changed: Section): Form => ({
  sections: sections.map((each) => (each.id === changed.id ? changed : each)),
});

export const withoutSection = ({ sections }: Form, id: string): Form => ({
  sections: sections.filter((each) => each.id !== id),
});

/** A question one place up or down; from the edge of its section into the next one. The same form where there is no place. */
export function withQuestionMoved(form: Form, id: string, by: -1 | 1): Form {
  const from = form.sections.findIndex(({ questions }) => questions.some((each) => each.id === id));
  const { questions } = form.sections[from]!;
  const place = questions.findIndex((each) => each.id === id);
  const question = questions[place]!;
  if (questions[place + by]) {
    const moved = questions.toSpliced(place, 1).toSpliced(place + by, 0, question);
    return withSection(form, { ...form.sections[from]!, questions: moved });
  }
  const next = form.sections[from + by];
  if (!next) return form;
  const beside = by === 1 ? [question, ...next.questions] : [...next.questions, question];
  return withSection(withoutQuestion(form, id), { ...next, questions: beside });
}

export function withSectionMoved({ sections }: Form, id: string, by: -1 | 1): Form {
  const place = sections.findIndex((each) => each.id === id);
  if (!sections[place + by]) return { sections };
  return { sections: sections.toSpliced(place, 1).toSpliced(place + by, 0, sections[place]!) };
}

/** An id that nothing has had: answers hold it for as long as the form lives. */
const newId = (what: string): string => `${what}_${crypto.randomUUID().replaceAll('-', '_')}`;

const NO_WORDS: IntakeTextInput[] = [{ language: ENGLISH, text: '' }];

export const newOption = () => ({ id: newId('option'), label: NO_WORDS });

export const newSection = (): Section => ({
  ...{ id: newId('section'), asked: 'FIRST_VISIT', title: NO_WORDS, questions: [] },
});

export const newQuestion = (kind: IntakeQuestionKind): Question => ({
  ...{ id: newId('question'), kind, label: NO_WORDS, required: true, refusable: kind !== 'SIGNATURE' },
  ...(kind === 'TEXT' && { maxLength: 500 }),
  ...((kind === 'CHOICE' || kind === 'MULTI_CHOICE') && { options: [newOption()] }),
  ...(kind === 'SCALE' && { min: 0, max: 10, minLabel: NO_WORDS, maxLabel: NO_WORDS }),
  ...(kind === 'DATE' && { range: 'ANY' as const }),
});

/** Which risks screening learns of by a question. */
export const risksOf = ({ risk, options, tellsAbout }: Question) => [
  ...new Set([
    ...(risk ? [risk] : []),
    ...(options ?? []).flatMap((option) => option.risk ?? []),
    ...(tellsAbout ?? []),
  ]),
];
