import { memo, useState } from 'react';
import { Choice } from '../ui/choice.js';
import type { NoteGuides } from './note-guides.js';
import type { Note } from './note.js';
import { measuredKey, measuredWords, movementWords } from './note-words.js';
import { NumberText } from './number-text.js';

type Moment = 'scoresBefore' | 'scoresAfter';
type Score = Note[Moment][number];
type Measured = Omit<Score, 'value'>;

const MOMENTS: readonly { readonly id: Moment; readonly name: string }[] = [
  { id: 'scoresBefore', name: 'before' },
  { id: 'scoresAfter', name: 'after' },
];

interface ScoresProps extends Readonly<Pick<Note, Moment>> {
  readonly guides: NoteGuides;
  readonly onChange: (changed: Partial<Pick<Note, Moment>>) => void;
}

/** Each instrument with its score before and after; movements of joints as they are added. */
export const Scores = memo(function Scores({ guides, onChange, ...scores }: ScoresProps) {
  const [added, setAdded] = useState<readonly Measured[]>([]);
  const movements = measurable(guides);
  const moved = [...scores.scoresBefore, ...scores.scoresAfter, ...added].filter(({ movement }) => movement);
  const rows: Measured[] = [
    ...guides.instruments
      .filter((guide) => !isOfMovements(guide))
      .map(({ instrument }) => ({ instrument, movement: null })),
    ...new Map(
      moved.map(({ instrument, movement }) => [measuredKey({ instrument, movement }), { instrument, movement }]),
    ).values(),
  ];
  const set = (moment: Moment, measured: Measured, value: number | null): void => {
    const others = scores[moment].filter((score) => measuredKey(score) !== measuredKey(measured));
    onChange({ [moment]: value === null ? others : [...others, { ...measured, value }] });
  };
  return (
    <div className="stack">
      <table className="scores-edit">
        <thead>
          <tr>
            <th scope="col">Measured</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((measured) => (
            <tr key={measuredKey(measured)}>
              <th scope="row">
                {measuredWords(measured, guides.instruments)}{' '}
                <span className="quiet-text">{rangeOf(measured, guides)}</span>
              </th>
              {MOMENTS.map(({ id, name }) => (
                <td key={id}>
                  <NumberText
                    label={`${measuredWords(measured, guides.instruments)}, ${name}`}
                    value={scores[id].find((score) => measuredKey(score) === measuredKey(measured))?.value ?? null}
                    onChange={(value) => set(id, measured, value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Choice
        label="Range of motion of …"
        items={movements.map((one) => ({ id: measuredKey(one), name: movementWords(one.movement!) }))}
        chosen={null}
        onChoose={(key) => setAdded([...added, movements.find((one) => measuredKey(one) === key)!])}
      />
    </div>
  );
});

/** Every movement that a joint can be measured in, by its side where it has two. */
function measurable({ instruments, movements }: NoteGuides): Measured[] {
  const instrument = instruments.find(isOfMovements)?.instrument;
  if (!instrument) return [];
  return movements.flatMap(({ joint, movement, hasSide }) =>
    (hasSide ? (['LEFT', 'RIGHT'] as const) : [null]).map((side) => ({
      instrument,
      movement: { joint, movement, side },
    })),
  );
}

const isOfMovements = ({ unit }: NoteGuides['instruments'][number]): boolean => unit === 'DEGREES';

/** `0–10`. */
function rangeOf({ instrument, movement }: Measured, { instruments, movements }: NoteGuides): string {
  const guide = instruments.find((one) => one.instrument === instrument);
  const range = movements.find((one) => one.joint === movement?.joint && one.movement === movement.movement);
  if (range) return `to ${range.mostDegrees}°`;
  return guide ? `${guide.min} to ${guide.max}${guide.unit === 'PERCENT' ? ' %' : ''}` : '';
}
