import { inLanguage } from '../../record/answer-words.js';
import { ASKED, shownIfWords } from './form-words.js';
import type { Form } from './form.js';
import { QuestionReading } from './question-reading.js';

/** A form to be read, section by section. */
export function FormReading({ form }: { form: Form }) {
  const questions = form.sections.flatMap((section) => section.questions);
  return form.sections.map(({ id, title, intro, asked, questions: own }) => (
    <section key={id} className="form-section">
      <h3>{inLanguage(title)}</h3>
      {intro && <p>{inLanguage(intro)}</p>}
      <p className="quiet-text">{ASKED[asked]}.</p>
      <ol>
        {own.map((question) => (
          <li key={question.id}>
            <QuestionReading question={question} shownIf={shownIfWords(question, questions)} />
          </li>
        ))}
      </ol>
    </section>
  ));
}
