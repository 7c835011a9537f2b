import { lazy, Suspense, useState } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { ClinicsDocument } from '../api/generated/graphql.js';
import type { ClinicsQuery } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { useSignedIn } from '../session/session-gate.js';
import { addDays, dateWords, localDateIn } from '../time/clinic-time.js';
import { Choice } from '../ui/choice.js';
import { useShortcut } from '../ui/shortcut.js';
import { VisitDialog } from '../visit/visit-dialog.js';
import { useBoard, useCalendar } from './board-data.js';
import type { ColumnsBy } from './board-data.js';
import { BoardView } from './board-view.js';
import { DayList } from './day-list.js';
import './day-page.css';
import { Button } from '../ui/button.js';

const BookingDialog = lazy(() =>
  import('../booking/booking-dialog.js').then(({ BookingDialog: dialog }) => ({ default: dialog })),
);

type View = ColumnsBy | 'list';
const VIEWS = [
  { id: 'therapist', name: 'By therapist' },
  { id: 'room', name: 'By room' },
  { id: 'list', name: 'List' },
] as const satisfies { id: View; name: string }[];

/** The clinic's day, of the address: which clinic, which date, and how it is laid out. */
export function DayPage() {
  const [{ data, error }] = useQuery({ query: ClinicsDocument });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  if (data.clinics.length === 0) return <p>There is no clinic yet.</p>;
  return <ClinicDay clinics={data.clinics} />;
}

function ClinicDay({ clinics }: { clinics: ClinicsQuery['clinics'] }) {
  const [search, setSearch] = useSearchParams();
  const clinic = clinics.find(({ id }) => id === search.get('clinic')) ?? clinics[0]!;
  const today = localDateIn(clinic.timeZone, Date.now());
  const date = search.get('date') ?? today;
  const view = VIEWS.find(({ id }) => id === search.get('view'))?.id ?? 'therapist';
  const go = (to: Record<string, string>): void =>
    setSearch((before) => ({ ...Object.fromEntries(before), ...to }), { replace: true });
  const { data, error, stale } = useCalendar(clinic.id, date, 1);
  const by: ColumnsBy = view === 'room' ? 'room' : 'therapist';
  const board = useBoard(data?.calendar, by);
  const [openId, setOpenId] = useState<string | null>(null);
  const [isBooking, setIsBooking] = useState(false);
  const mayBook = useSignedIn().me.role !== 'THERAPIST';
  useShortcut('b', () => setIsBooking(true), mayBook && !isBooking && openId === null);

  return (
    <>
      <div className="day-bar">
        <h1>{dateWords(date)}</h1>
        <div className="day-steps">
          <Button aria-label="The day before" onPress={() => go({ date: addDays(date, -1) })}>
            ‹
          </Button>
          <Button onPress={() => go({ date: today })} isDisabled={date === today}>
            Today
          </Button>
          <Button aria-label="The day after" onPress={() => go({ date: addDays(date, 1) })}>
            ›
          </Button>
          <input
            type="date"
            className="react-aria-Input date"
            aria-label="Date"
            value={date}
            onChange={({ target }) => target.value && go({ date: target.value })}
          />
        </div>
        {mayBook && (
          <Button kind="primary" aria-keyshortcuts="B" onPress={() => setIsBooking(true)}>
            Book (B)
          </Button>
        )}
        {clinics.length > 1 && (
          <Choice label="Clinic" items={clinics} chosen={clinic.id} onChoose={(id) => go({ clinic: id })} />
        )}
        <Choice label="Layout" items={VIEWS} chosen={view} onChoose={(id) => go({ view: id })} />
        <span className="quiet-text">
          {clinic.timeZone}
          {stale && ' · reading'}
        </span>
      </div>
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {!board && !error && <p role="status">Loading …</p>}
      {board && view === 'list' && <DayList board={board} onOpen={setOpenId} />}
      {board && view !== 'list' && <BoardView board={board} by={by} onOpen={setOpenId} />}
      {isBooking && (
        <Suspense>
          <BookingDialog {...{ clinic }} from={date < today ? today : date} onClose={() => setIsBooking(false)} />
        </Suspense>
      )}
      {openId && <VisitDialog id={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}
