import { memo } from 'react';
import { Checkbox } from 'react-aria-components';
import type { SelfCareKind } from '../api/generated/graphql.js';
import { TextInput } from '../ui/text-input.js';
import { wordsOf } from '../ui/words.js';
import type { NoteGuides } from './note-guides.js';
import type { Note } from './note.js';
import { capital } from './note-words.js';

type Library = NoteGuides['selfCareLibrary'];

interface SelfCareProps {
  readonly given: Note['selfCare'];
  readonly library: Library;
  readonly onChange: (changed: Pick<Note, 'selfCare'>) => void;
}

/** What the client is given to do at home, out of the library. */
export const SelfCare = memo(function SelfCare({ given, library, onChange }: SelfCareProps) {
  const kinds = [...new Set(library.map(({ kind }) => kind))];
  return (
    <div className="self-care">
      {kinds.map((kind) => (
        <Kind
          key={kind}
          kind={kind}
          items={library.filter((item) => item.kind === kind)}
          given={given}
          onChange={onChange}
        />
      ))}
    </div>
  );
});

interface KindProps extends Omit<SelfCareProps, 'library'> {
  readonly kind: SelfCareKind;
  readonly items: Library;
}

/** Folded where nothing of it was given. */
function Kind({ kind, items, given, onChange }: KindProps) {
  const entryOf = (id: string) => given.find(({ item }) => item === id);
  const chosen = items.filter(({ id }) => entryOf(id)).length;
  const choose = (id: string, isChosen: boolean): void => {
    const others = given.filter(({ item }) => item !== id);
    onChange({ selfCare: isChosen ? [...others, { item: id, remark: null }] : others });
  };
  const remark = (id: string, text: string): void =>
    onChange({ selfCare: given.map((one) => (one.item === id ? { ...one, remark: text || null } : one)) });
  return (
    <details>
      <summary>
        {capital(wordsOf(kind))} {chosen > 0 && <strong>✓ {chosen}</strong>}
      </summary>
      {items.map((item) => (
        <div key={item.id} className="self-care-item">
          <Checkbox isSelected={entryOf(item.id) !== undefined} onChange={(isChosen) => choose(item.id, isChosen)}>
            {item.title}
          </Checkbox>
          {entryOf(item.id) && (
            <TextInput
              label={`Remark on ${item.title}`}
              value={entryOf(item.id)?.remark ?? ''}
              onChange={(text) => remark(item.id, text)}
            />
          )}
          <HowTo item={item} />
        </div>
      ))}
    </details>
  );
}

function HowTo({ item: { title, mayHelp, steps, howOften, notFor, stopWhen } }: { item: Library[number] }) {
  return (
    <details className="quiet-text">
      <summary>How: {title}</summary>
      <p>{mayHelp}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{howOften}</p>
      <p>{notFor}</p>
      <p>{stopWhen}</p>
    </details>
  );
}
