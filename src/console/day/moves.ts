import { useCallback, useEffect, useState } from 'react';
import { MoveVisitDocument } from '../api/generated/graphql.js';
import type { BoardVisitFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { tell } from '../ui/notices.js';
import { mayOverride } from '../visit/override-form.js';
import type { Board, ColumnsBy } from './board-data.js';
import type { Span } from './geometry.js';

/** Where a visit is to go: a column, and when it is to begin (epoch ms). */
export interface Place {
  readonly columnId: string;
  readonly start: number;
}

/** Where visits are shown that have just been moved: until the board has them there, or the server has refused. */
export type Moved = ReadonlyMap<string, Place & { readonly version: number }>;

export const placeOf = (visit: BoardVisitFragment, by: ColumnsBy): Place => ({
  columnId: by === 'therapist' ? visit.therapistId : visit.roomId,
  start: Date.parse(visit.startsAt),
});

/** A move that rules stood in the way of which may be set aside. */
interface RefusedMove {
  readonly visit: BoardVisitFragment;
  readonly to: Place;
  readonly message: string;
}

/** The visit with its buffers or the room's turnover. */
export function blockedBy(visit: BoardVisitFragment, by: ColumnsBy): Span {
  return by === 'therapist'
    ? { from: Date.parse(visit.therapistBlockedFrom), to: Date.parse(visit.therapistBlockedTo) }
    : { from: Date.parse(visit.roomBlockedFrom), to: Date.parse(visit.roomBlockedTo) };
}

/** Moves visits. Whether one may stand there is for the server to say; where it may not, the visit goes back, and the reason is told. */
export function useMoves(board: Board | null, by: ColumnsBy) {
  const [moved, setMoved] = useState<Moved>(new Map());
  const [refused, setRefused] = useState<RefusedMove | null>(null);
  const [act] = useAct(MoveVisitDocument);
  const drop = useCallback((id: string) => setMoved((all) => new Map([...all].filter(([other]) => other !== id))), []);

  useEffect(() => {
    const versions = new Map(
      board?.columns.flatMap(({ visits }) => visits.map(({ id, version }) => [id, version] as const)),
    );
    setMoved((all) => {
      const left = [...all].filter(([id, { version }]) => versions.get(id) === version);
      return left.length === all.size ? all : new Map(left);
    });
  }, [board]);

  /** `reason`: why rules are set aside for it. */
  const move = async (visit: BoardVisitFragment, to: Place, reason?: string): Promise<void> => {
    setRefused(null);
    const { id, version, startsAt } = visit;
    const from = placeOf(visit, by);
    if (from.columnId === to.columnId && from.start === to.start) return;
    setMoved((all) => new Map(all).set(id, { ...to, version }));
    const resource =
      from.columnId === to.columnId ? {} : by === 'therapist' ? { therapistId: to.columnId } : { roomId: to.columnId };
    const time = from.start === to.start ? { startsAt } : { startsAt: new Date(to.start).toISOString() };
    const override = reason === undefined ? {} : { override: { reason } };
    const outcome = await act({ input: { id, version, ...time, ...resource, ...override } });
    if (outcome && 'data' in outcome && outcome.data.rescheduleAppointment.__typename === 'AppointmentPayload')
      return tell('Moved.');
    drop(id);
    if (!outcome) return tell('One visit is on its way already.', 'refused');
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    const result = outcome.data.rescheduleAppointment;
    if (result.__typename === 'AppointmentPayload') return;
    if (mayOverride(result)) setRefused({ visit, to, message: result.message });
    else tell(result.message, 'refused');
  };
  return { moved, move, refused, letBe: () => setRefused(null) };
}
