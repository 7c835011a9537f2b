import { FieldError, Input, TextField } from 'react-aria-components';
import type { WeeklyHoursInput } from '../api/generated/graphql.js';
import { Button } from '../ui/button.js';
import { useFieldError } from '../ui/field-errors.js';
import { nextSpan, WEEKDAYS } from './hours.js';
import type { Span } from './hours.js';
import './hours-input.css';

interface SpanRowProps {
  /** Whose times they are: "Monday". */
  readonly of: string;
  /** Their path in the API's input. */
  readonly name: string;
  readonly span: Span;
  readonly onChange: (span: Span) => void;
  readonly onRemove: () => void;
}

function SpanRow({ of, name, span, onChange, onRemove }: SpanRowProps) {
  const part = (key: keyof Span) => ({
    name: `${name}.${key}`,
    value: span[key],
    onChange: (typed: string) => onChange({ ...span, [key]: typed }),
  });
  return (
    <div className="span">
      <TimeInput label={`${of}, from`} {...part('starts')} />
      <span aria-hidden>–</span>
      <TimeInput label={`${of}, to`} {...part('ends')} />
      <Button kind="quiet" aria-label={`Take ${span.starts}–${span.ends} off ${of}`} onPress={onRemove}>
        ×
      </Button>
    </div>
  );
}

interface TimeInputProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TimeInput({ label, ...field }: TimeInputProps) {
  const { error, wrong } = useFieldError(field.name);
  return (
    <TextField type="time" aria-label={label} {...field} {...wrong}>
      <Input />
      <FieldError>{error}</FieldError>
    </TextField>
  );
}

interface WeekProps {
  readonly label: string;
  readonly hours: readonly WeeklyHoursInput[];
  readonly onChange: (hours: WeeklyHoursInput[]) => void;
}

/** The hours of a week, several a day where there is a break. In an input they are its `hours`. */
export function WeekInput({ label, hours, onChange }: WeekProps) {
  const ofDay = (weekday: number) => hours.filter((each) => each.weekday === weekday);
  const copyMonday = (): void =>
    onChange([
      ...hours.filter(({ weekday }) => weekday === 1 || weekday > 5),
      ...[2, 3, 4, 5].flatMap((weekday) => ofDay(1).map((span) => ({ ...span, weekday }))),
    ]);
  return (
    <fieldset className="wide week">
      <legend>{label}</legend>
      {WEEKDAYS.map((day, before) => (
        <div key={day} className="day" role="group" aria-label={day}>
          <span>{day}</span>
          <div>
            {hours.map((span, index) =>
              span.weekday === before + 1 ? (
                <SpanRow
                  key={index}
                  {...{ of: day, name: `hours.${index}`, span }}
                  onChange={(changed) => onChange(hours.with(index, { ...span, ...changed }))}
                  onRemove={() => onChange(hours.toSpliced(index, 1))}
                />
              ) : null,
            )}
          </div>
          <Button
            aria-label={`Add hours on ${day}`}
            onPress={() => onChange([...hours, { weekday: before + 1, ...nextSpan(ofDay(before + 1)) }])}
          >
            +
          </Button>
        </div>
      ))}
      {ofDay(1).length > 0 && <Button onPress={copyMonday}>Tuesday to Friday as on Monday</Button>}
    </fieldset>
  );
}

interface DayProps {
  readonly label: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: Span[]) => void;
}

/** The hours of one date. In an input they are its `spans`. */
export function DayInput({ label, spans, onChange }: DayProps) {
  return (
    <fieldset className="wide week">
      <legend>{label}</legend>
      {spans.length === 0 && <p>A day off.</p>}
      {spans.map((span, index) => (
        <SpanRow
          key={index}
          {...{ of: 'the day', name: `spans.${index}`, span }}
          onChange={(changed) => onChange(spans.with(index, changed))}
          onRemove={() => onChange(spans.toSpliced(index, 1))}
        />
      ))}
      <Button onPress={() => onChange([...spans, nextSpan(spans)])}>Add hours</Button>
    </fieldset>
  );
}
