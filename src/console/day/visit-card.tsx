import { memo } from 'react';
import type { PointerEvent as ReactPointerEvent } from 'react';
import type { BoardVisitFragment } from '../api/generated/graphql.js';
import { timeIn } from '../time/clinic-time.js';
import { marksOf, STATUS } from '../visit/status.js';
import { visitWords } from './visit-words.js';

interface VisitCardProps {
  readonly visit: BoardVisitFragment;
  readonly zone: string;
  /** Top and height in per cent of the board's hours, and the share of the column's width. */
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly width: number;
  readonly isHandled: boolean;
  readonly onOpen: (id: string) => void;
  readonly onGrab: (visit: BoardVisitFragment, event: ReactPointerEvent) => void;
  readonly onMoveKey: (visit: BoardVisitFragment) => void;
}

/** One visit on the board. Enter opens it, M begins to move it by the arrow keys. */
export const VisitCard = memo(function VisitCard(props: VisitCardProps) {
  const { visit, zone, top, height, left, width, isHandled, onOpen, onGrab, onMoveKey } = props;
  const { status, clientName, serviceName, startsAt } = visit;
  const signs = marksOf(visit).flatMap(({ sign }) => sign ?? []);
  return (
    <button
      type="button"
      className="visit"
      data-status={status}
      data-visit={visit.id}
      data-handled={isHandled || undefined}
      style={{ top: `${top}%`, height: `${height}%`, insetInlineStart: `${left}%`, width: `${width}%` }}
      aria-keyshortcuts="M"
      onClick={() => onOpen(visit.id)}
      onPointerDown={(event) => onGrab(visit, event)}
      onKeyDown={({ key, ctrlKey, metaKey }) => {
        if (key.toLowerCase() === 'm' && !ctrlKey && !metaKey) onMoveKey(visit);
      }}
    >
      <span className="visually-hidden">{visitWords(visit, zone)}</span>
      <span className="visit-time" aria-hidden>
        <span className="status-sign">{STATUS[status].sign}</span> {timeIn(zone, startsAt)}
      </span>
      <span className="visit-client" aria-hidden>
        {clientName ?? 'On hold'}
      </span>
      <span className="visit-service" aria-hidden>
        {serviceName}
      </span>
      {signs.length > 0 && (
        <span className="visit-flags" aria-hidden>
          {signs.map((sign) => (
            <span key={sign} className="flag">
              {sign}
            </span>
          ))}
        </span>
      )}
    </button>
  );
});
