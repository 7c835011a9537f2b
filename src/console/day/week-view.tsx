import { memo } from 'react';
import { Link } from 'wouter';
import type { BoardVisitFragment } from '../api/generated/graphql.js';
import { dateWords, shortDateWords, timeIn } from '../time/clinic-time.js';
import { useNow } from '../time/now.js';
import { STATUS } from '../visit/status.js';
import { goByArrow } from './arrows.js';
import type { Span } from './geometry.js';
import { HourLabels } from './hour-labels.js';
import { initialsOf, visitWords } from './visit-words.js';
import type { Week, WeekDay } from './week-data.js';
import './board-view.css';
import './week-view.css';

const HOUR = 3_600_000;
const REM_PER_HOUR = 4;
const REM_OF_HOURS = 4.5;
/** Wide enough for a time and a name, and for as many visits side by side as the day has. */
const REM_PER_DAY = 8;
const REM_PER_LANE = 4;

interface WeekViewProps {
  readonly week: Week;
  /** The address of a date's day. */
  readonly addressOf: (date: string) => string;
  readonly onOpen: (id: string) => void;
}

/** Seven days side by side, hour by hour of the clinic's clock. */
export function WeekView({ week, addressOf, onOpen }: WeekViewProps) {
  const { hours, days, therapists, therapist } = week;
  const height = `${((hours.to - hours.from) / HOUR) * REM_PER_HOUR}rem`;
  const names = new Map(therapists.map(({ id, name }) => [id, name]));
  const widths = days.map(({ visits }) =>
    Math.max(REM_PER_DAY, REM_PER_LANE * Math.max(1, ...visits.map(({ lanes }) => lanes))),
  );
  const columns = {
    gridTemplateColumns: `${REM_OF_HOURS}rem ${widths.map((rem) => `minmax(0, ${rem}fr)`).join(' ')}`,
    minWidth: `${widths.reduce((sum, rem) => sum + rem, REM_OF_HOURS)}rem`,
  };
  return (
    <div className="board week" onKeyDown={goByArrow}>
      <div className="board-grid" style={columns}>
        <HourLabels {...{ hours, height }} zone="UTC" />
        {days.map((day) => (
          <WeekColumn
            key={day.date}
            {...{ day, week, height, onOpen, address: addressOf(day.date) }}
            names={therapist ? null : names}
          />
        ))}
      </div>
    </div>
  );
}

interface WeekColumnProps extends Pick<WeekViewProps, 'week' | 'onOpen'> {
  readonly day: WeekDay;
  readonly height: string;
  readonly address: string;
  /** Null where all visits are of one therapist. */
  readonly names: ReadonlyMap<string, string> | null;
}

function WeekColumn({ day, week, height, address, names, onOpen }: WeekColumnProps) {
  const { hours, zone } = week;
  const share = (at: number): number => ((at - hours.from) / (hours.to - hours.from)) * 100;
  const heightOf = ({ from, to }: Span): number => share(to) - share(from);
  const now = day.clockAt(useNow(30_000));
  return (
    <section aria-label={dateWords(day.date)}>
      <h3 className="column-name" data-today={now !== null || undefined}>
        <Link href={address}>{shortDateWords(day.date)}</Link>
      </h3>
      <div className="column" data-column={day.date} style={{ height }}>
        {day.shaded.map((span) => (
          <div
            key={`${span.from} ${span.to} ${span.why}`}
            className="shade"
            title={span.why}
            style={{ top: `${share(span.from)}%`, height: `${heightOf(span)}%` }}
          />
        ))}
        {day.visits.map((item) => (
          <WeekCard
            key={item.visit.id}
            {...{ visit: item.visit, zone, onOpen, top: share(item.from), height: heightOf(item) }}
            {...{ left: (item.lane / item.lanes) * 100, width: 100 / item.lanes }}
            therapist={names?.get(item.visit.therapistId) ?? null}
          />
        ))}
        {now !== null && now >= hours.from && now < hours.to && (
          <div className="now" aria-hidden style={{ top: `${share(now)}%` }} />
        )}
      </div>
    </section>
  );
}

interface WeekCardProps {
  readonly visit: BoardVisitFragment;
  readonly zone: string;
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly width: number;
  readonly therapist: string | null;
  readonly onOpen: (id: string) => void;
}

const WeekCard = memo(function WeekCard(props: WeekCardProps) {
  const { visit, zone, top, height, left, width, therapist, onOpen } = props;
  return (
    <button
      type="button"
      className="visit"
      data-status={visit.status}
      data-visit={visit.id}
      style={{ top: `${top}%`, height: `${height}%`, insetInlineStart: `${left}%`, width: `${width}%` }}
      onClick={() => onOpen(visit.id)}
    >
      <span className="visually-hidden">
        {visitWords(visit, zone)}
        {therapist && `, with ${therapist}`}
      </span>
      <span className="visit-time" aria-hidden>
        <span className="status-sign">{STATUS[visit.status].sign}</span> {timeIn(zone, visit.startsAt)}
      </span>
      <span className="visit-client" aria-hidden>
        {visit.clientName ?? 'On hold'}
      </span>
      {therapist && (
        <span className="visit-service" aria-hidden>
          {initialsOf(therapist)}
        </span>
      )}
    </button>
  );
});
