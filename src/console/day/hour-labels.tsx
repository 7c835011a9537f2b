import { minuteOfHourIn, timeIn } from '../time/clinic-time.js';
import { useNow } from '../time/now.js';
import type { Span } from './geometry.js';

const HOUR = 3_600_000;

/** What of a day is shown, on the clock of a zone. */
interface Shown {
  readonly hours: Span;
  readonly zone: string;
}

/** The full hours of the clock, down the side. */
export function HourLabels({ hours, zone, height }: Shown & { height: string }) {
  // On the hour of the clinic's clock, which may begin within an elapsed hour of the day.
  const first = hours.from + ((60 - minuteOfHourIn(zone, hours.from)) % 60) * 60_000;
  const labels = Array.from({ length: Math.floor((hours.to - first) / HOUR) + 1 }, (_, n) => first + n * HOUR);
  return (
    <div className="hours" aria-hidden>
      <h3 className="column-name">&nbsp;</h3>
      <div className="hour-labels" style={{ height }}>
        {labels
          .filter((at) => at < hours.to)
          .map((at) => (
            <span key={at} className="hour" style={{ top: `${((at - hours.from) / (hours.to - hours.from)) * 100}%` }}>
              {timeIn(zone, at)}
            </span>
          ))}
      </div>
    </div>
  );
}

/** Where it is now, as long as that is shown. */
export function NowLine({ hours, zone }: Shown) {
  const now = useNow(30_000);
  if (now < hours.from || now >= hours.to) return null;
  const share = (now - hours.from) / (hours.to - hours.from);
  return (
    <div className="now-track" aria-hidden>
      <div className="now" style={{ top: `${share * 100}%` }}>
        <span>{timeIn(zone, now)}</span>
      </div>
    </div>
  );
}
