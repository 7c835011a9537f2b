import { dateWords, mondayOf, weekWords } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/choice.js';
import type { ColumnsBy } from './board-data.js';
import { DaySteps } from './day-steps.js';

export type View = ColumnsBy | 'week' | 'list';
export const VIEWS = [
  { id: 'therapist', name: 'By therapist' },
  { id: 'room', name: 'By room' },
  { id: 'week', name: 'Week' },
  { id: 'list', name: 'List' },
] as const satisfies { id: View; name: string }[];

const EVERYBODY = { id: 'all', name: 'Everybody' };

interface Named {
  readonly id: string;
  readonly name: string;
}

interface DayBarProps {
  readonly clinics: readonly Named[];
  readonly clinic: Named & { readonly timeZone: string };
  readonly date: string;
  readonly today: string;
  readonly view: View;
  /** Whose week it can be; empty where nobody is to be chosen. */
  readonly therapists: readonly Named[];
  readonly therapistId: string | null;
  readonly isReading: boolean;
  readonly onGo: (to: Record<string, string>) => void;
  /** Left out: nothing can be booked here. */
  readonly onBook?: (() => void) | undefined;
}

/** What is shown, and the ways to what else can be. Steps are as long as what is shown: a day, or a week. */
export function DayBar(props: DayBarProps) {
  const { clinics, clinic, date, today, view, therapists, therapistId, isReading, onGo, onBook } = props;
  return (
    <div className="day-bar">
      <h1>{view === 'week' ? weekWords(mondayOf(date)) : dateWords(date)}</h1>
      <DaySteps {...{ date, today }} isWeek={view === 'week'} onGo={(to) => onGo({ date: to })} />
      {onBook && (
        <Button kind="primary" aria-keyshortcuts="B" onPress={onBook}>
          Book (B)
        </Button>
      )}
      {clinics.length > 1 && (
        <Choice label="Clinic" items={clinics} chosen={clinic.id} onChoose={(id) => onGo({ clinic: id })} />
      )}
      <Choice label="Layout" items={VIEWS} chosen={view} onChoose={(id) => onGo({ view: id })} />
      {therapists.length > 1 && (
        <Choice
          label="Therapist"
          items={[EVERYBODY, ...therapists]}
          chosen={therapistId ?? EVERYBODY.id}
          onChoose={(id) => onGo({ therapist: id })}
        />
      )}
      <span className="quiet-text">
        {clinic.timeZone}
        {isReading && ' · reading'}
      </span>
    </div>
  );
}
