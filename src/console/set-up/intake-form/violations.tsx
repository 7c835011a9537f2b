import type { Ref } from 'react';
import type { DraftStateFragment } from '../../api/generated/graphql.js';
import { inLanguage } from '../../record/answer-words.js';
import { nameOf, RULE } from './form-words.js';
import type { Form } from './form.js';

export type FormViolations = DraftStateFragment['violations'];

interface ViolationsProps {
  readonly violations: FormViolations;
  readonly form: Form;
  readonly ref: Ref<HTMLElement>;
}

/** Where something stands on the page: a section may have the id of a question. */
export const placeOf = (what: 'section' | 'question', id: string): string => `${what}-${id}`;

/** What keeps the draft, as it is saved, from being published, with the way to each place. */
export function Violations({ violations, form, ref }: ViolationsProps) {
  if (violations.length === 0) return null;
  const places = [
    ...form.sections.flatMap(({ questions }) =>
      questions.map((question) => ({
        id: question.id,
        place: placeOf('question', question.id),
        name: nameOf(question),
      })),
    ),
    ...form.sections.map(({ id, title }) => ({ id, place: placeOf('section', id), name: inLanguage(title) })),
  ];
  return (
    <section ref={ref} tabIndex={-1} aria-labelledby="violations">
      <h3 id="violations">What keeps it from being published</h3>
      <ul>
        {violations.map(({ at, rule }) => {
          const about = places.find(({ id }) => id === at);
          return (
            <li key={`${at} ${rule}`}>
              {about && <a href={`#${about.place}`}>{about.name}</a>}
              {about && ': '}
              {RULE[rule]}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What is wrong at one place. */
export function ViolationsAt({ violations, id }: { violations: FormViolations; id: string }) {
  return violations
    .filter(({ at }) => at === id)
    .map(({ rule }) => (
      <p key={rule} className="refusal">
        ! {RULE[rule]}
      </p>
    ));
}
