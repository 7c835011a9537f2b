import type { ReactNode } from 'react';
import type { Note } from './note.js';

/** The parts of a note as they stand on the page, each with the fields that belong to it. */
const SECTIONS = {
  subjective: { title: 'Subjective', fields: ['subjective'] },
  consent: { title: 'Consent', fields: ['consent'] },
  objective: { title: 'Objective', fields: ['objective'] },
  findings: { title: 'Findings', fields: ['findings'] },
  techniques: { title: 'Techniques', fields: ['techniques'] },
  scores: { title: 'Scores', fields: ['scoresBefore', 'scoresAfter'] },
  reaction: { title: 'Reaction', fields: ['reaction'] },
  assessment: { title: 'Assessment', fields: ['assessment'] },
  plan: { title: 'Plan', fields: ['plan'] },
  selfCare: { title: 'Self-care', fields: ['selfCare'] },
  recommendation: { title: 'Recommendation', fields: ['recommendation'] },
} as const satisfies Record<string, { readonly title: string; readonly fields: readonly (keyof Note)[] }>;

export type SectionName = keyof typeof SECTIONS;

/** What stands against the note: which field, dotted, and the API's sentence for it. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

const headOf = ({ field }: Problem): string => field.split('.')[0]!;

const sectionOf = (problem: Problem): SectionName | undefined =>
  (Object.keys(SECTIONS) as SectionName[]).find((name) =>
    SECTIONS[name].fields.some((field) => field === headOf(problem)),
  );

/** Without those of fields that somebody has seen to since. */
export const besides = (problems: readonly Problem[], changed: Partial<Note>): Problem[] =>
  problems.filter((problem) => !Object.hasOwn(changed, headOf(problem)));

interface NoteSectionProps {
  readonly name: SectionName;
  readonly problems: readonly Problem[];
  readonly children: ReactNode;
}

export function NoteSection({ name, problems, children }: NoteSectionProps) {
  return (
    <section id={`note-${name}`} tabIndex={-1} aria-labelledby={`note-${name}-title`} className="note-section">
      <h2 id={`note-${name}-title`}>{SECTIONS[name].title}</h2>
      <Sentences problems={problems.filter((problem) => sectionOf(problem) === name)} />
      {children}
    </section>
  );
}

function Sentences({ problems }: { problems: readonly Problem[] }) {
  return problems.map(({ field, message }) => (
    <p key={field} className="refusal">
      <span aria-hidden>⚠ </span>
      {message}
    </p>
  ));
}

/** All that stands against the note, each with the way to where it is mended. */
export function ProblemList({ title, problems }: { title: string; problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <div role="alert" className="problems">
      <strong>{title}</strong>
      <ul>
        {problems.map((problem) => {
          const section = sectionOf(problem);
          return (
            <li key={`${problem.field} ${problem.message}`}>
              {section ? (
                <a href={`#note-${section}`}>
                  {SECTIONS[section].title}: {problem.message}
                </a>
              ) : (
                problem.message
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
