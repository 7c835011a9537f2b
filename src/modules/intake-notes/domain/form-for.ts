import type { Filler, Form, Question, Section } from './form.js';

/** The form without what is for others, and without sections of which nothing is left. */
export function formFor({ sections }: Form, filler: Filler): Form {
  return { sections: sections.map((section) => only(section, filler)).filter(({ questions }) => questions.length > 0) };
}

const only = (section: Section, filler: Filler): Section => {
  const isFor = (question: Question): boolean => (question.filler ?? filler) === filler;
  return { ...section, questions: section.questions.filter(isFor) };
};
