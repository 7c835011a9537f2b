import { useState } from 'react';
import { AskFirst } from '../../ui/ask-first.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/choice.js';
import { TextInput } from '../../ui/text-input.js';
import type { IntakeQuestionKind } from '../../api/generated/graphql.js';
import { inLanguage } from '../../record/answer-words.js';
import { ASKED, KIND, shownIfWords } from './form-words.js';
import {
  newQuestion,
  newSection,
  textIn,
  withAdded,
  withOptionalText,
  withoutSection,
  withSection,
  withSectionMoved,
  withText,
} from './form.js';
import type { Form, Question, Section } from './form.js';
import { QuestionEditor } from './question-editor.js';
import { useFocusOn } from './use-form-draft.js';
import { placeOf, ViolationsAt } from './violations.js';
import type { FormViolations } from './violations.js';

export interface Editing {
  readonly form: Form;
  readonly change: (of: (form: Form) => Form) => void;
  readonly language: string;
  readonly violations: FormViolations;
}

/** All of the draft: each question is read until somebody edits it, and one is edited at a time. */
export function SectionsEditor(editing: Editing) {
  const { form, change } = editing;
  const [open, setOpen] = useState<string | null>(null);
  const focusOn = useFocusOn();
  const questions = form.sections.flatMap((section) => section.questions);
  const besideOf = (question: Question): string | null => {
    const place = questions.indexOf(question);
    return (questions[place + 1] ?? questions[place - 1])?.id ?? null;
  };
  const add = (sectionId: string, kind: IntakeQuestionKind): void => {
    const question = newQuestion(kind);
    change((before) => withAdded(before, sectionId, question));
    setOpen(placeOf('question', question.id));
  };
  const addSection = (): void => {
    const section = newSection();
    change(({ sections }) => ({ sections: [...sections, section] }));
    setOpen(placeOf('section', section.id));
  };
  return (
    <>
      {form.sections.map((section, index) => (
        <section
          key={section.id}
          className="form-section"
          id={placeOf('section', section.id)}
          tabIndex={-1}
          aria-label={inLanguage(section.title) || 'A section without a title'}
        >
          <SectionHead
            {...{ ...editing, section, index, focusOn }}
            isOpen={open === placeOf('section', section.id)}
            onOpen={setOpen}
          />
          <ol>
            {section.questions.map((question) => (
              <li key={question.id} id={placeOf('question', question.id)} tabIndex={-1}>
                <ViolationsAt violations={editing.violations} id={question.id} />
                <QuestionEditor
                  {...{ change, question, focusOn }}
                  language={editing.language}
                  shownIf={shownIfWords(question, questions)}
                  section={open === placeOf('question', question.id) ? section : null}
                  besideId={besideOf(question)}
                  onOpen={setOpen}
                />
              </li>
            ))}
          </ol>
          <AddQuestion title={inLanguage(section.title)} onAdd={(kind) => add(section.id, kind)} />
        </section>
      ))}
      <Button onPress={addSection}>Add a section</Button>
    </>
  );
}

const KINDS = (Object.keys(KIND) as IntakeQuestionKind[]).map((id) => ({ id, name: KIND[id] }));
const ASKED_AT = (Object.keys(ASKED) as (keyof typeof ASKED)[]).map((id) => ({ id, name: ASKED[id] }));

function AddQuestion({ title, onAdd }: { title: string; onAdd: (kind: IntakeQuestionKind) => void }) {
  return <Choice label={`Add a question to “${title}”`} items={KINDS} chosen={null} onChoose={onAdd} />;
}

interface SectionHeadProps extends Editing {
  readonly section: Section;
  readonly index: number;
  readonly isOpen: boolean;
  readonly onOpen: (place: string | null) => void;
  readonly focusOn: (id: string) => void;
}

function SectionHead({
  form,
  change,
  language,
  violations,
  section,
  index,
  isOpen,
  onOpen,
  focusOn,
}: SectionHeadProps) {
  const { id, title, intro, asked } = section;
  const name = inLanguage(title) || 'A section without a title';
  const place = placeOf('section', id);
  // What is said of an id that both have is said of the question.
  const sharesId = form.sections.some(({ questions }) => questions.some((question) => question.id === id));
  const set = (part: Partial<Section>): void => change((before) => withSection(before, { ...section, ...part }));
  const move = (by: -1 | 1): void => {
    change((before) => withSectionMoved(before, id, by));
    focusOn(`${place}-${by}`);
  };
  const remove = (): void => {
    change((before) => withoutSection(before, id));
    const beside = form.sections[index - 1] ?? form.sections[index + 1];
    if (beside) focusOn(placeOf('section', beside.id));
  };
  return (
    <>
      <h3>{name}</h3>
      {!sharesId && <ViolationsAt {...{ violations, id }} />}
      {!isOpen && <p className="quiet-text">{ASKED[asked]}.</p>}
      {isOpen && (
        <div className="stack">
          <TextInput
            label={`Title (${language})`}
            autoFocus
            value={textIn(title, language)}
            onChange={(text) => set({ title: withText(title, language, text) })}
          />
          <TextInput
            label={`What stands above its questions (${language})`}
            lines={2}
            value={textIn(intro, language)}
            onChange={(text) => set({ intro: withOptionalText(intro, language, text) })}
          />
          <Choice label="Asked" items={ASKED_AT} chosen={asked} onChoose={(at) => set({ asked: at })} />
        </div>
      )}
      <div className="actions">
        <Button
          aria-label={`${isOpen ? 'Close' : 'Edit'} section “${name}”`}
          onPress={() => onOpen(isOpen ? null : place)}
        >
          {isOpen ? 'Close' : 'Edit'}
        </Button>
        <Button id={`${place}--1`} aria-label={`Section “${name}” up`} onPress={() => move(-1)}>
          ↑
        </Button>
        <Button id={`${place}-1`} aria-label={`Section “${name}” down`} onPress={() => move(1)}>
          ↓
        </Button>
        <AskFirst
          label="Remove …"
          name={`Remove section “${name}” …`}
          question={`Remove “${name}”?`}
          confirm="Remove"
          onConfirm={remove}
        >
          Its questions go with it.
        </AskFirst>
      </div>
    </>
  );
}
