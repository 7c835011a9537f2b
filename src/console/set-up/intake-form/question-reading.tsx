import { inLanguage } from '../../record/answer-words.js';
import type { Question } from './form.js';
import { answeringWords, KIND, nameOf, RANGE, risksWords } from './form-words.js';
import { risksOf } from './form.js';

interface QuestionReadingProps {
  readonly question: Question;
  /** By what it is shown, in words; null: always. */
  readonly shownIf: string | null;
}

/** A question to be read: what it asks, how it is answered, when it is shown and what screening learns by it. */
export function QuestionReading({ question, shownIf }: QuestionReadingProps) {
  const { kind, help, filler, options, min, max, minLabel, maxLabel, range, detail } = question;
  const risks = risksOf(question);
  return (
    <>
      <strong>{nameOf(question)}</strong>
      {help && <p>{inLanguage(help)}</p>}
      <p className="quiet-text">
        {KIND[kind]}
        {kind === 'SCALE' && `: ${min} (${inLanguage(minLabel ?? [])}) to ${max} (${inLanguage(maxLabel ?? [])})`}
        {kind === 'DATE' && range && `: ${RANGE[range].toLowerCase()}`}
        {options && `: ${options.map(({ label }) => inLanguage(label)).join(' · ')}`}
        {detail && `, and after a yes: ${inLanguage(detail)}`}
        {`; ${answeringWords(question)}`}
        {filler && (filler === 'ADULT' ? '; of clients themselves' : '; of guardians')}.
      </p>
      {shownIf !== null && <p className="quiet-text">↳ Shown if {shownIf}.</p>}
      {risks.length > 0 && <p className="quiet-text">△ Tells screening of: {risksWords(risks)}.</p>}
    </>
  );
}
