import { memo } from 'react';
import { AskFirst } from '../../ui/ask-first.js';
import { Button } from '../../ui/button.js';
import { nameOf, risksWords } from './form-words.js';
import { risksOf, withoutQuestion, withQuestion, withQuestionMoved } from './form.js';
import type { Form, Question, Section } from './form.js';
import { QuestionFields } from './question-fields.js';
import { QuestionReading } from './question-reading.js';
import { placeOf } from './violations.js';

interface QuestionEditorProps {
  readonly change: (of: (form: Form) => Form) => void;
  readonly question: Question;
  readonly shownIf: string | null;
  /** The section that it is edited in; null: it is not. */
  readonly section: Section | null;
  /** The question that stands beside it. */
  readonly besideId: string | null;
  readonly language: string;
  readonly onOpen: (place: string | null) => void;
  readonly focusOn: (id: string) => void;
}

/** One question of the draft: read or edited, moved and removed. Drawn again only where it has changed itself: there are many. */
export const QuestionEditor = memo(function QuestionEditor(props: QuestionEditorProps) {
  const { change, question, shownIf, section, besideId, language, onOpen, focusOn } = props;
  const { id } = question;
  const name = nameOf(question);
  const place = placeOf('question', id);
  const move = (by: -1 | 1): void => {
    change((before) => withQuestionMoved(before, id, by));
    focusOn(`${place}-${by}`);
  };
  const remove = (): void => {
    change((before) => withoutQuestion(before, id));
    if (besideId !== null) focusOn(placeOf('question', besideId));
  };
  return (
    <>
      {section ? (
        <QuestionFields
          {...{ question, section, language }}
          onChange={(changed) => change((before) => withQuestion(before, changed))}
        />
      ) : (
        <QuestionReading {...{ question, shownIf }} />
      )}
      <div className="actions">
        <Button aria-label={`${section ? 'Close' : 'Edit'} “${name}”`} onPress={() => onOpen(section ? null : place)}>
          {section ? 'Close' : 'Edit'}
        </Button>
        <Button id={`${place}--1`} aria-label={`“${name}” up`} onPress={() => move(-1)}>
          ↑
        </Button>
        <Button id={`${place}-1`} aria-label={`“${name}” down`} onPress={() => move(1)}>
          ↓
        </Button>
        <Removal question={question} name={name} onRemove={remove} />
      </div>
    </>
  );
});

/** Asks first where screening goes by the question. */
function Removal({ question, name, onRemove }: { question: Question; name: string; onRemove: () => void }) {
  const risks = risksOf(question);
  if (risks.length === 0) {
    return (
      <Button aria-label={`Remove “${name}”`} onPress={onRemove}>
        Remove
      </Button>
    );
  }
  return (
    <AskFirst
      label="Remove …"
      name={`Remove “${name}” …`}
      question={`Remove “${name}”?`}
      confirm="Remove"
      onConfirm={onRemove}
    >
      {`It tells screening of: ${risksWords(risks)}. Whoever is asked for them by no other question stays “not screened”.`}
    </AskFirst>
  );
}
