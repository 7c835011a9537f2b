import { useState } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { ClinicsDocument } from '../api/generated/graphql.js';
import type { BoardQuery, ClinicsQuery } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { BookingDialog } from '../booking/booking-dialog.js';
import type { Wished } from '../booking/place.js';
import { useSignedIn } from '../session/session-gate.js';
import { dateFrom, localDateIn, mondayOf } from '../time/clinic-time.js';
import { useShortcut } from '../ui/shortcut.js';
import { VisitDialog } from '../visit/visit-dialog.js';
import { useBoard, useCalendar } from './board-data.js';
import { BoardView } from './board-view.js';
import { DayBar, VIEWS } from './day-bar.js';
import { DayList } from './day-list.js';
import { useWeek } from './week-data.js';
import { WeekView } from './week-view.js';
import './day-page.css';

/** The clinic's day or week, of the address: which clinic, which date, and how it is laid out. */
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
  const date = dateFrom(search.get('date')) ?? today;
  const view = VIEWS.find(({ id }) => id === search.get('view'))?.id ?? 'therapist';
  const shown = {
    clinicId: clinic.id,
    ...(view === 'week' ? { from: mondayOf(date), days: 7 } : { from: date, days: 1 }),
  };
  const { data, error, stale } = useCalendar(shown);
  const calendar = data && isOf(data.calendar, shown) ? data.calendar : undefined;
  const board = useBoard(view === 'week' ? undefined : calendar, view === 'room' ? 'room' : 'therapist');
  const week = useWeek(view === 'week' ? calendar : undefined, search.get('therapist'));
  const [openId, setOpenId] = useState<string | null>(null);
  const [wished, setWished] = useState<Wished | 'anything' | null>(null);
  const mayBook = useSignedIn().me.role !== 'THERAPIST';
  const book = (): void => setWished('anything');
  useShortcut('b', book, mayBook && wished === null && openId === null);
  const addressOf = (to: Record<string, string>): string =>
    `/day?${new URLSearchParams({ ...Object.fromEntries(search), ...to })}`;

  return (
    <>
      <DayBar
        {...{ clinics, clinic, date, today, view, isReading: stale }}
        therapists={week?.therapists ?? []}
        therapistId={week?.therapist?.id ?? null}
        onGo={(to) => setSearch((before) => ({ ...Object.fromEntries(before), ...to }), { replace: true })}
        onBook={mayBook ? book : undefined}
      />
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {!calendar && !error && <p role="status">Loading …</p>}
      {board && view === 'list' && <DayList board={board} onOpen={setOpenId} />}
      {board && (view === 'therapist' || view === 'room') && (
        <BoardView {...{ board, by: view, onOpen: setOpenId }} onBook={mayBook ? setWished : undefined} />
      )}
      {week && (
        <WeekView week={week} addressOf={(to) => addressOf({ date: to, view: 'therapist' })} onOpen={setOpenId} />
      )}
      {wished && (
        <BookingDialog
          {...{ clinic }}
          from={date < today ? today : date}
          wished={wished === 'anything' ? null : wished}
          onClose={() => setWished(null)}
        />
      )}
      {openId && <VisitDialog id={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}

/** Until a step has been read, what was there before it stays; but a day is no week, and no clinic another. */
const isOf = ({ clinic, days }: BoardQuery['calendar'], asked: { clinicId: string; days: number }): boolean =>
  clinic.id === asked.clinicId && days.length === asked.days;
