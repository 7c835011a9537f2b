import { useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import type { Wished } from '../booking/place.js';
import { dateTimeIn, timeIn } from '../time/clinic-time.js';
import type { Board, Column, ColumnsBy } from './board-data.js';
import { SLACK_PX } from './drag.js';
import { freeStart, snap } from './geometry.js';
import type { Place } from './moves.js';
import { blockedBy } from './moves.js';

const MINUTE = 60_000;

type OnBook = ((wished: Wished) => void) | undefined;

/**
 * Free places can be booked: a click takes the step that it is in; on a column's name the arrow keys choose a place, and Enter takes it.
 * Whether it can be had is for the server to say.
 */
export function useFreePlaces(board: Board, by: ColumnsBy, onBook: OnBook) {
  const [chosen, setChosen] = useState<Place | null>(null);
  const firstFree = ({ visits, shaded }: Column): number =>
    freeStart(board, [...visits.map((visit) => blockedBy(visit, by)), ...shaded], Date.now());
  const onNameKey = (column: Column, event: KeyboardEvent): void => {
    const own = chosen?.columnId === column.id ? chosen.start : null;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === 'Escape') setChosen(null);
    if (!step) return;
    event.preventDefault();
    const latest = board.hours.to - board.stepMinutes * MINUTE;
    const next = own === null ? firstFree(column) : own + step * board.stepMinutes * MINUTE;
    setChosen({ columnId: column.id, start: Math.max(board.hours.from, Math.min(next, latest)) });
  };
  const words = chosen
    ? `${timeIn(board.zone, chosen.start)}, ${board.columns.find(({ id }) => id === chosen.columnId)?.name}. Enter books there, the arrow keys choose another time, Escape lets it be.`
    : '';
  const names = onBook && {
    onKeyDown: onNameKey,
    onPress: (column: Column) => {
      const own = chosen?.columnId === column.id ? chosen.start : null;
      // Times are looked for with a therapist, and not in a room.
      onBook(wishOf(board, by, column.id, by === 'room' ? (own ?? firstFree(column)) : own));
    },
    onLeave: () => setChosen(null),
  };
  return {
    chosen,
    words,
    names,
    ofBoard: useClicks(board, onBook && ((columnId, start) => onBook(wishOf(board, by, columnId, start)))),
  };
}

/** A click where no visit lies; not the end of a drag that began elsewhere. */
function useClicks(
  { hours, day, stepMinutes }: Board,
  onBook: ((columnId: string, start: number) => void) | undefined,
) {
  const pressed = useRef<{ x: number; y: number } | null>(null);
  const onPointerDown = ({ target, button, clientX, clientY }: PointerEvent): void => {
    pressed.current = button === 0 && placeUnder(target) ? { x: clientX, y: clientY } : null;
  };
  const onClick = ({ target, clientX, clientY }: MouseEvent): void => {
    const [column, from] = [placeUnder(target), pressed.current];
    if (!onBook || !column || !from || Math.hypot(clientX - from.x, clientY - from.y) >= SLACK_PX) return;
    const { top, height } = column.getBoundingClientRect();
    const at = hours.from + ((clientY - top) / height) * (hours.to - hours.from);
    onBook(column.dataset['column']!, snap(at, day, stepMinutes, Math.floor));
  };
  return { onPointerDown, onClick };
}

/** Without a start: whenever it can be. */
function wishOf({ zone, columns }: Board, by: ColumnsBy, columnId: string, start: number | null): Wished {
  const name = columns.find(({ id }) => id === columnId)?.name ?? '';
  const startsAt = start === null ? null : new Date(start).toISOString();
  return {
    ...(by === 'therapist' ? { therapistId: columnId } : { roomId: columnId }),
    ...(startsAt ? { startsAt } : {}),
    words: startsAt ? `${dateTimeIn(zone, startsAt)}, ${name}` : name,
  };
}

/** The column under a pointer where no visit lies. */
function placeUnder(target: EventTarget): HTMLElement | null {
  const element = target as Element;
  return element.closest('[data-visit]') ? null : element.closest<HTMLElement>('[data-column]');
}
