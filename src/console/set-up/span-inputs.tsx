import { instantIn } from '../time/clock-field.js';
import { Choice } from '../ui/choice.js';
import type { useDraft } from '../ui/draft.js';
import { TextInput } from '../ui/text-input.js';

const LENGTHS = [
  { id: 'days', name: 'Whole days' },
  { id: 'times', name: 'From one time to another' },
] as const;

/** A span of time as people give it. */
export interface SpanDraft {
  readonly by: (typeof LENGTHS)[number]['id'];
  readonly firstDay: string;
  readonly lastDay: string;
  /** On the clock of a clinic: 2026-03-09T14:00. */
  readonly startsAt: string;
  readonly endsAt: string;
}

export const NO_SPAN: SpanDraft = { by: 'days', firstDay: '', lastDay: '', startsAt: '', endsAt: '' };

interface SpanInputsProps extends ReturnType<typeof useDraft<SpanDraft>> {
  readonly zone: string;
  /** What the end of it is: "Open again". */
  readonly end: string;
}

export function SpanInputs({ draft, field, choice, zone, end }: SpanInputsProps) {
  return (
    <>
      <Choice label="How long" items={LENGTHS} {...choice('by')} />
      {draft.by === 'days' ? (
        <>
          <TextInput label="First day" type="date" {...field('firstDay')} />
          <TextInput label="Last day" type="date" hint="Left empty: the first day alone." {...field('lastDay')} />
        </>
      ) : (
        <>
          <TextInput label="From" type="datetime-local" hint={`In ${zone}`} {...field('startsAt')} />
          <TextInput label={end} type="datetime-local" hint={`In ${zone}`} {...field('endsAt')} />
        </>
      )}
    </>
  );
}

/** As the API takes it: days, or instants. What is empty it says itself. */
export function spanOf({ by, firstDay, lastDay, startsAt, endsAt }: SpanDraft, zone: string) {
  if (by === 'days') return { firstDay: firstDay || null, lastDay: lastDay || null };
  const instant = (typed: string): string | null => (typed ? instantIn(zone, ...splitAt(typed)) : null);
  return { startsAt: instant(startsAt), endsAt: instant(endsAt) };
}

const splitAt = (typed: string): [date: string, time: string] => [typed.slice(0, 10), typed.slice(11)];
