import { useRef } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import type { BoardVisitFragment } from '../api/generated/graphql.js';
import { timeIn } from '../time/clinic-time.js';
import type { Board } from './board-data.js';
import { snap } from './geometry.js';
import type { Place } from './moves.js';

/** A press that moves less than this is a click. */
export const SLACK_PX = 5;

type Drop = (visit: BoardVisitFragment, to: Place) => void;

/**
 * Drags a card with the pointer. While it is under way only the card's own style changes, so that a board of hundreds of visits follows the
 * hand; where it is dropped is said once, at the end.
 */
export function useDrag(board: Board, grid: RefObject<HTMLElement | null>, onDrop: Drop) {
  const justDragged = useRef(false);

  const grab = (visit: BoardVisitFragment, event: ReactPointerEvent): void => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const card = event.currentTarget as HTMLElement;
    const placeAt = placesUnder(visit, { board, grid: grid.current!, card });
    let to: Place | null = null;
    const follow = ({ clientX, clientY }: PointerEvent): void => {
      const [dx, dy] = [clientX - event.clientX, clientY - event.clientY];
      if (!to && Math.hypot(dx, dy) < SLACK_PX) return;
      to = placeAt(clientX, dy);
      card.style.transform = `translate(${dx}px, ${dy}px)`;
      card.dataset['dragged'] = timeIn(board.zone, to.start);
    };
    const end = (drop: boolean): void => {
      controller.abort();
      card.style.transform = '';
      delete card.dataset['dragged'];
      justDragged.current = to !== null;
      // The click that the browser makes of the release comes right after it.
      setTimeout(() => (justDragged.current = false));
      if (drop && to) onDrop(visit, to);
    };
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('pointermove', follow, { signal });
    window.addEventListener('pointerup', () => end(true), { signal });
    window.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal });
  };
  return { grab, justDragged };
}

interface Grabbed {
  readonly board: Board;
  readonly grid: HTMLElement;
  readonly card: HTMLElement;
}

/** Says where the visit would stand: by the column under the pointer, and by how far it has been dragged down (pixels). */
function placesUnder(visit: BoardVisitFragment, { board, grid, card }: Grabbed): (x: number, dy: number) => Place {
  const columns = [...grid.querySelectorAll<HTMLElement>('[data-column]')].map((column) => {
    return { id: column.dataset['column']!, box: column.getBoundingClientRect() };
  });
  const own = card.closest<HTMLElement>('[data-column]')!.dataset['column']!;
  const perPixel = (board.hours.to - board.hours.from) / columns[0]!.box.height;
  const scrolled = { left: grid.scrollLeft, top: grid.scrollTop };
  return (x, dy) => {
    const at = x + grid.scrollLeft - scrolled.left;
    const column = columns.find(({ box }) => at >= box.left && at < box.right);
    const down = dy + grid.scrollTop - scrolled.top;
    const start = snap(Date.parse(visit.startsAt) + down * perPixel, board.day, board.stepMinutes);
    return { columnId: column?.id ?? own, start };
  };
}
