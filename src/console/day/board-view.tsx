import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import type { ComponentProps, KeyboardEvent, RefObject } from 'react';
import type { BoardVisitFragment } from '../api/generated/graphql.js';
import type { Wished } from '../booking/place.js';
import { timeIn } from '../time/clinic-time.js';
import { goByArrow } from './arrows.js';
import type { Board, Column, ColumnsBy } from './board-data.js';
import { useFreePlaces } from './free-places.js';
import { lanesOf, minutesBetween, spanOf } from './geometry.js';
import type { Span } from './geometry.js';
import { useDrag } from './drag.js';
import { useKeyboardMove } from './keyboard-move.js';
import { blockedBy, placeOf, useMoves } from './moves.js';
import type { Moved } from './moves.js';
import { HourLabels, NowLine } from './hour-labels.js';
import { RefusedMove } from './refused-move.js';
import { VisitCard } from './visit-card.js';
import './board-view.css';

const REM_PER_HOUR = 5;
/** A card of a quarter of an hour can still be read. */
const LEAST_MINUTES = 15;

interface BoardViewProps {
  readonly board: Board;
  readonly by: ColumnsBy;
  readonly onOpen: (id: string) => void;
  /** Left out: nothing can be booked or moved here. */
  readonly onBook?: ((wished: Wished) => void) | undefined;
}

/** The day as columns side by side, with a line for now. */
export function BoardView({ board, by, onOpen, onBook }: BoardViewProps) {
  const grid = useRef<HTMLDivElement>(null);
  const { moved, move, refused, letBe } = useMoves(board, by);
  const free = useFreePlaces(board, by, onBook);
  const drop = (visit: BoardVisitFragment, to: Parameters<typeof move>[1]): void => void move(visit, to);
  const { grab, justDragged } = useDrag(board, grid, drop);
  const keyboard = useKeyboardMove(board, by, drop);
  const shown = useMemo(() => columnsWith(board, by, moved, keyboard.moving), [board, by, moved, keyboard.moving]);
  const mayMove = onBook !== undefined;
  const handlers = useRef({ mayMove, onOpen, grab, begin: keyboard.begin, names: free.names });
  handlers.current = { mayMove, onOpen, grab, begin: keyboard.begin, names: free.names };
  // The same functions for good, so that a card is drawn again only when its visit changes.
  const steady = useMemo(
    () => ({
      onOpen: (id: string) => justDragged.current || handlers.current.onOpen(id),
      onGrab: (...grabbed: Parameters<typeof grab>) => handlers.current.mayMove && handlers.current.grab(...grabbed),
      onMoveKey: (visit: BoardVisitFragment) => handlers.current.mayMove && handlers.current.begin(visit),
      onNamePress: (column: Column) => handlers.current.names?.onPress(column),
      onNameKey: (column: Column, event: KeyboardEvent) => handlers.current.names?.onKeyDown(column, event),
      onNameLeave: () => handlers.current.names?.onLeave(),
    }),
    [justDragged],
  );
  const focus = useKeptFocus(grid);
  const height = `${(minutesBetween(board.hours.from, board.hours.to) / 60) * REM_PER_HOUR}rem`;
  return (
    <>
      <div
        className="board"
        ref={grid}
        data-bookable={mayMove || undefined}
        onKeyDownCapture={keyboard.onKeyDownCapture}
        onKeyDown={goByArrow}
        {...free.ofBoard}
        {...focus}
      >
        <p className="visually-hidden" role="status">
          {keyboard.words || free.words}
        </p>
        <div
          className="board-grid"
          style={{ gridTemplateColumns: `4.5rem repeat(${shown.length}, minmax(8.5rem, 1fr))` }}
        >
          <HourLabels {...{ hours: board.hours, zone: board.zone, height }} />
          {shown.map((column) => (
            <BoardColumn
              key={column.id}
              {...{ column, board, by, height, ...steady }}
              handledId={keyboard.moving?.visit.id}
              isBookable={mayMove}
              wanted={free.chosen?.columnId === column.id ? free.chosen.start : null}
            />
          ))}
          <NowLine hours={board.hours} zone={board.zone} />
        </div>
      </div>
      {refused && (
        <RefusedMove
          message={refused.message}
          onOverride={(reason) => void move(refused.visit, refused.to, reason)}
          onClose={letBe}
        />
      )}
    </>
  );
}

/** A card that goes to another column is made anew there: whoever has it in hand keeps it. */
function useKeptFocus(grid: RefObject<HTMLElement | null>) {
  const focused = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (focused.current === undefined || document.activeElement !== document.body) return;
    grid.current?.querySelector<HTMLElement>(`[data-visit="${focused.current}"]`)?.focus();
  });
  return {
    onFocus: ({ target }: { target: Element }) => (focused.current = (target as HTMLElement).dataset['visit']),
    // Not told of a card that is taken away, only of one that is left.
    onBlur: () => (focused.current = undefined),
  };
}

/** The columns with what is being moved where it is to go. */
function columnsWith(
  board: Board,
  by: ColumnsBy,
  moved: Moved,
  moving: { visit: BoardVisitFragment; to: { columnId: string; start: number } } | null,
): Column[] {
  const places = new Map<string, { columnId: string; start: number }>(moved);
  if (moving) places.set(moving.visit.id, moving.to);
  if (places.size === 0) return [...board.columns];
  const placed = board.columns
    .flatMap(({ visits }) => visits)
    .map((visit) => {
      const to = places.get(visit.id) ?? placeOf(visit, by);
      const length = Date.parse(visit.endsAt) - Date.parse(visit.startsAt);
      const times = { startsAt: new Date(to.start).toISOString(), endsAt: new Date(to.start + length).toISOString() };
      return { columnId: to.columnId, visit: places.has(visit.id) ? { ...visit, ...times } : visit };
    });
  return board.columns.map((column) => ({
    ...column,
    visits: placed.filter(({ columnId }) => columnId === column.id).map(({ visit }) => visit),
  }));
}

type ColumnProps = Pick<ComponentProps<typeof VisitCard>, 'onOpen' | 'onGrab' | 'onMoveKey'> & {
  readonly column: Column;
  readonly board: Board;
  readonly by: ColumnsBy;
  readonly height: string;
  readonly handledId: string | undefined;
  readonly isBookable: boolean;
  /** When somebody would like to book. */
  readonly wanted: number | null;
  readonly onNamePress: (column: Column) => void;
  readonly onNameKey: (column: Column, event: KeyboardEvent) => void;
  readonly onNameLeave: () => void;
};

const BoardColumn = memo(function BoardColumn(props: ColumnProps) {
  const { column, board, by, height, handledId, wanted, onOpen, onGrab, onMoveKey } = props;
  const { hours, zone } = board;
  const whole = hours.to - hours.from;
  const share = ({ from, to }: Span) => ({
    top: ((from - hours.from) / whole) * 100,
    height: ((to - from) / whole) * 100,
  });
  const percent = (span: Span) => ({ top: `${share(span).top}%`, height: `${share(span).height}%` });
  const items = column.visits.map((visit) => ({ ...spanOf(visit), visit }));
  const lanes = lanesOf(items);
  const isSmall = (span: Span): boolean => minutesBetween(span.from, span.to) < LEAST_MINUTES;
  return (
    <section aria-label={column.name}>
      <ColumnName {...props} />
      <div className="column" data-column={column.id} style={{ height }}>
        {column.shaded.map((span) => (
          <div key={`${span.from} ${span.to} ${span.why}`} className="shade" title={span.why} style={percent(span)} />
        ))}
        {items.map((item) => (
          <div key={`blocked ${item.visit.id}`} className="blocked" style={percent(blockedBy(item.visit, by))} />
        ))}
        {items.map((item) => {
          const { lane, lanes: count } = lanes.get(item)!;
          const span = isSmall(item) ? { ...item, to: item.from + LEAST_MINUTES * 60_000 } : item;
          return (
            <VisitCard
              key={item.visit.id}
              {...{ visit: item.visit, zone, ...share(span), left: (lane / count) * 100, width: 100 / count }}
              isHandled={item.visit.id === handledId}
              {...{ onOpen, onGrab, onMoveKey }}
            />
          );
        })}
        {wanted !== null && (
          <div
            className="wanted"
            aria-hidden
            style={percent({ from: wanted, to: wanted + board.stepMinutes * 60_000 })}
          >
            {timeIn(zone, wanted)}
          </div>
        )}
      </div>
    </section>
  );
});

/** Enter books here; the arrow keys choose a time before. */
function ColumnName({ column, isBookable, onNamePress, onNameKey, onNameLeave }: ColumnProps) {
  return (
    <h3 className="column-name">
      {isBookable ? (
        <button
          type="button"
          title="Enter books here, the arrow keys choose a time"
          onClick={() => onNamePress(column)}
          onKeyDown={(event) => onNameKey(column, event)}
          onBlur={onNameLeave}
        >
          {column.name}
        </button>
      ) : (
        column.name
      )}
    </h3>
  );
}
