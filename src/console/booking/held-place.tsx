import { SCREENING } from '../visit/status.js';
import { dateTimeIn, timeIn } from '../time/clinic-time.js';
import { useNow } from '../time/now.js';
import { Button } from '../ui/button.js';
import type { Held } from './place.js';
import { timeLeft } from './slot-words.js';

interface HeldPlaceProps {
  readonly held: Held;
  readonly zone: string;
  readonly busy: boolean;
  readonly onBook: () => void;
  readonly onAnother: () => void;
}

/** The place that is kept while somebody talks to the client, and for how long. */
export function HeldPlace({ held, zone, busy, onBook, onAnother }: HeldPlaceProps) {
  const { startsAt, endsAt, service, therapist, room, screeningLabel, holdExpiresAt } = held;
  return (
    <section aria-label="Held" className="held stack">
      <p>
        <strong>
          {dateTimeIn(zone, startsAt)}–{timeIn(zone, endsAt)}
        </strong>
        <br />
        {service.name} · {therapist.name} · {room.name}
      </p>
      {screeningLabel && <p>Screening: {SCREENING[screeningLabel].word}</p>}
      {holdExpiresAt && <Countdown zone={zone} endsAt={holdExpiresAt} />}
      <div className="actions">
        <Button kind="primary" autoFocus isPending={busy} onPress={onBook}>
          Book
        </Button>
        <Button onPress={onAnother}>Another time</Button>
      </div>
    </section>
  );
}

function Countdown({ zone, endsAt }: { zone: string; endsAt: string }) {
  const left = timeLeft(endsAt, useNow(1_000));
  if (left === null)
    return <p role="status">The hold is over. The place can be booked as long as nobody else takes it.</p>;
  return (
    <p>
      Held until {timeIn(zone, endsAt)}: <span role="timer">{left}</span> left
    </p>
  );
}
