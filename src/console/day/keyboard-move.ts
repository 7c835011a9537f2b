import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { BoardVisitFragment } from '../api/generated/graphql.js';
import { timeIn } from '../time/clinic-time.js';
import type { Board, ColumnsBy } from './board-data.js';
import { placeOf } from './moves.js';
import type { Place } from './moves.js';

const MINUTE = 60_000;

interface KeyboardMove {
  readonly visit: BoardVisitFragment;
  readonly to: Place;
}

/** Moves a visit by the arrow keys: up and down by the clinic's step, left and right by a column; Enter drops it, Escape lets it be. */
export function useKeyboardMove(board: Board, by: ColumnsBy, onDrop: (visit: BoardVisitFragment, to: Place) => void) {
  const [moving, setMoving] = useState<KeyboardMove | null>(null);

  const step = (key: string, { visit, to }: KeyboardMove): KeyboardMove | null => {
    const at = board.columns.findIndex(({ id }) => id === to.columnId);
    const column = (index: number): string => board.columns[Math.max(0, Math.min(index, board.columns.length - 1))]!.id;
    if (key === 'ArrowUp') return { visit, to: { ...to, start: to.start - board.stepMinutes * MINUTE } };
    if (key === 'ArrowDown') return { visit, to: { ...to, start: to.start + board.stepMinutes * MINUTE } };
    if (key === 'ArrowLeft') return { visit, to: { ...to, columnId: column(at - 1) } };
    if (key === 'ArrowRight') return { visit, to: { ...to, columnId: column(at + 1) } };
    return null;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!moving) return;
    const next = step(event.key, moving);
    const isEnd = event.key === 'Enter' || event.key === 'Escape';
    if (!next && !isEnd) return;
    event.preventDefault();
    event.stopPropagation();
    setMoving(next);
    if (event.key === 'Enter') onDrop(moving.visit, moving.to);
  };
  const words = moving
    ? `Moving: ${timeIn(board.zone, moving.to.start)}, ${board.columns.find(({ id }) => id === moving.to.columnId)!.name}. Arrow keys move it, Enter drops it, Escape lets it be.`
    : '';
  const begin = (visit: BoardVisitFragment): void => setMoving({ visit, to: placeOf(visit, by) });
  return { moving, begin, onKeyDownCapture: onKeyDown, words };
}
