import type { ReactNode } from 'react';
import type { NoteVisitQuery } from '../api/generated/graphql.js';
import { TextInput } from '../ui/text-input.js';
import { Consent } from './consent.js';
import { Findings } from './findings.js';
import { useNoteGuides } from './note-guides.js';
import { NoteSection } from './note-section.js';
import type { Problem, SectionName } from './note-section.js';
import type { Note } from './note.js';
import { Recommendation } from './recommendation.js';
import { Scores } from './scores.js';
import { SelfCare } from './self-care.js';
import { Techniques } from './techniques.js';

interface NoteFormProps {
  readonly note: Note;
  readonly visit: NoteVisitQuery['appointment'];
  readonly problems: readonly Problem[];
  readonly onChange: (changed: Partial<Note>) => void;
}

/** All fields of a note, in the order of a visit. `onChange` stays the same: a part is drawn again only where it has changed. */
export function NoteForm({ note, visit, problems, onChange }: NoteFormProps) {
  const guides = useNoteGuides();
  const section = (name: SectionName, content: ReactNode) => (
    <NoteSection name={name} problems={problems}>
      {content}
    </NoteSection>
  );
  const text = (name: 'subjective' | 'objective' | 'reaction' | 'assessment' | 'plan', label: string) =>
    section(
      name,
      <TextInput label={label} lines={4} value={note[name]} onChange={(value) => onChange({ [name]: value })} />,
    );
  return (
    <div className="note-form">
      <div>
        {text('subjective', 'What the client tells')}
        {section(
          'consent',
          <Consent
            consent={note.consent}
            startsAt={visit.startsAt}
            zone={visit.clinic.timeZone}
            onChange={(consent) => onChange({ consent })}
          />,
        )}
        {text('objective', 'What you see and feel')}
      </div>
      <div>{section('findings', <Findings findings={note.findings} onChange={onChange} />)}</div>
      <div>
        {section(
          'techniques',
          <Techniques
            techniques={note.techniques}
            guides={guides.techniques}
            booked={visit.service.technique}
            onChange={onChange}
          />,
        )}
        {text('reaction', 'How the client took the session')}
        {text('assessment', 'What you make of it')}
      </div>
      <div>
        {section(
          'scores',
          <Scores
            scoresBefore={note.scoresBefore}
            scoresAfter={note.scoresAfter}
            guides={guides}
            onChange={onChange}
          />,
        )}
      </div>
      <div>
        {text('plan', 'What comes next')}
        {section(
          'recommendation',
          <Recommendation
            recommendation={note.recommendation}
            onChange={(recommendation) => onChange({ recommendation })}
          />,
        )}
      </div>
      <div>
        {section('selfCare', <SelfCare given={note.selfCare} library={guides.selfCareLibrary} onChange={onChange} />)}
      </div>
    </div>
  );
}
