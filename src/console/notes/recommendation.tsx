import { useState } from 'react';
import { intervalWords } from '../clients/plan-words.js';
import { Choice } from '../ui/choice.js';
import { TextInput } from '../ui/text-input.js';
import type { Note } from './note.js';
import { NumberText } from './number-text.js';

const UNITS = [
  { id: 'D', name: 'days' },
  { id: 'W', name: 'weeks' },
  { id: 'M', name: 'months' },
] as const;
type Unit = (typeof UNITS)[number]['id'];

interface RecommendationProps {
  readonly recommendation: Note['recommendation'];
  readonly onChange: (recommendation: Note['recommendation']) => void;
}

/** When to come again, and what to ask then. */
export function Recommendation({ recommendation, onChange }: RecommendationProps) {
  const { interval, followUp } = recommendation;
  const [, count, unitOf] = /^P(-?[\d.]+)([DWM])$/.exec(interval ?? '') ?? [];
  const [chosen, setUnit] = useState<Unit>('W');
  const unit = (unitOf as Unit | undefined) ?? chosen;
  const set = (number: number | null, of: Unit): void =>
    onChange({ ...recommendation, interval: number === null ? null : `P${number}${of}` });
  return (
    <div className="stack">
      <div className="interval">
        <NumberText
          label="Come again every"
          value={count === undefined ? null : Number(count)}
          onChange={(number) => set(number, unit)}
        />
        <Choice
          label="Days, weeks or months"
          items={UNITS}
          chosen={unit}
          onChoose={(of) => {
            setUnit(of);
            if (count !== undefined) set(Number(count), of);
          }}
        />
      </div>
      {interval && <p className="quiet-text">{intervalWords(interval)}</p>}
      <TextInput
        label="What to ask or do then"
        lines={2}
        value={followUp ?? ''}
        onChange={(text) => onChange({ ...recommendation, followUp: text || null })}
      />
    </div>
  );
}
