import type { VerdictFragment } from '../api/generated/graphql.js';
import { siteWords } from '../notes/note-words.js';
import { LIFTED, VERDICT } from './verdict-words.js';
import './screening.css';

/** What screening says of a visit: the verdict, how the session must differ, and why. */
export function Verdict({ verdict: { level, decided, reasons, adaptations } }: { verdict: VerdictFragment }) {
  return (
    <div className="verdict">
      <p>
        <strong className={level === 'CLEAR' ? '' : 'to-note'}>
          {VERDICT[level].sign} {VERDICT[level].word}
        </strong>
        {decided && ' · decided for this visit'}
      </p>
      {adaptations.length > 0 && (
        <ul aria-label="How the session must differ">
          {adaptations.map(({ ruleId, code, text, sites }) => (
            <li key={`${ruleId} ${code}`}>
              {text}
              {sites.length > 0 && ` Where: ${sites.map(siteWords).join('; ')}.`}
            </li>
          ))}
        </ul>
      )}
      {reasons.length > 0 && (
        <ul aria-label="Why" className="quiet-text">
          {reasons.map(({ ruleId, level: of, lifted, text, source }) => (
            <li key={`${ruleId} ${of}`} title={source}>
              {text} ({[VERDICT[of].word, lifted && LIFTED[lifted]].filter(Boolean).join(', ')})
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
