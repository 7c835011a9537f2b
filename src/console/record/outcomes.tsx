import { useState } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { RecordOutcomesDocument } from '../api/generated/graphql.js';
import type { Instrument, RecordOutcomesQuery } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { useNoteGuides } from '../notes/note-guides.js';
import type { NoteGuides } from '../notes/note-guides.js';
import { measuredKey, measuredWords, valueWords } from '../notes/note-words.js';
import { dateWords } from '../time/clinic-time.js';
import { Choice } from '../ui/choice.js';
import { changeWords, MOMENT } from './outcome-words.js';
import { OutcomeChart } from './outcome-chart.js';

type Series = RecordOutcomesQuery['outcomes'][number];

/** The client's scores over time, by what they are measured with: drawn, and as figures. */
export function Outcomes() {
  const { id: clientId } = useParams<{ id: string }>();
  const { instruments } = useNoteGuides();
  const [instrument, setInstrument] = useState<Instrument>('PAIN');
  const [{ data, error }] = useQuery({
    ...{ query: RecordOutcomesDocument, variables: { clientId, instrument } },
    requestPolicy: 'cache-and-network',
  });
  const items = instruments.map(({ instrument: id, name }) => ({ id, name }));
  return (
    <div className="stack">
      <Choice label="Measured with" items={items} chosen={instrument} onChoose={setInstrument} />
      {error && <p role="alert">{sentenceOf(error)}</p>}
      {data?.outcomes.length === 0 && <p>Nothing has been measured with it.</p>}
      {data?.outcomes.map((series) => (
        <OneSeries key={measuredKey(series)} {...{ clientId, series, instruments }} />
      ))}
    </div>
  );
}

interface OneSeriesProps {
  readonly clientId: string;
  readonly series: Series;
  readonly instruments: NoteGuides['instruments'];
}

function OneSeries({ clientId, series, instruments }: OneSeriesProps) {
  const { instrument, movement, points } = series;
  const name = measuredWords({ instrument, movement }, instruments);
  return (
    <section aria-label={name}>
      <OutcomeChart {...{ clientId, instrument, movement }} />
      <table className="figures">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Score</th>
            <th scope="col">Change</th>
            <th scope="col">Since the first</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ measurementId, moment, date, value, sincePrevious, sinceFirst }) => (
            <tr key={`${measurementId} ${moment}`}>
              <td>
                {dateWords(date)}, {MOMENT[moment]}
              </td>
              <td>{valueWords({ instrument, value }, instruments)}</td>
              <td>{sincePrevious && changeWords(sincePrevious)}</td>
              <td>{sinceFirst && changeWords(sinceFirst)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
