import { addDays, mondayOf } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import './day-steps.css';

interface DayStepsProps {
  readonly date: string;
  readonly today: string;
  readonly isWeek?: boolean;
  readonly onGo: (date: string) => void;
}

/** To another day or week: the one before, that of today, the one after, or any. */
export function DaySteps({ date, today, isWeek = false, onGo }: DayStepsProps) {
  const [length, name] = isWeek ? [7, 'week'] : [1, 'day'];
  const isNow = isWeek ? mondayOf(date) === mondayOf(today) : date === today;
  return (
    <div className="day-steps">
      <Button aria-label={`The ${name} before`} onPress={() => onGo(addDays(date, -length))}>
        ‹
      </Button>
      <Button onPress={() => onGo(today)} isDisabled={isNow}>
        {isWeek ? 'This week' : 'Today'}
      </Button>
      <Button aria-label={`The ${name} after`} onPress={() => onGo(addDays(date, length))}>
        ›
      </Button>
      <input
        type="date"
        className="react-aria-Input date"
        aria-label="Date"
        value={date}
        onChange={({ target }) => target.value && onGo(target.value)}
      />
    </div>
  );
}
