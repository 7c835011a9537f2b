import { timeIn } from '../time/clinic-time.js';
import { marksOf, STATUS } from '../visit/status.js';
import type { Board } from './board-data.js';
import { Button } from '../ui/button.js';

/** The day as a table, by start: for print, for small screens, and for whoever reads better so. */
export function DayList({ board: { columns, zone }, onOpen }: { board: Board; onOpen: (id: string) => void }) {
  const rows = columns
    .flatMap(({ name, visits }) => visits.map((visit) => ({ name, visit })))
    .sort((a, b) => a.visit.startsAt.localeCompare(b.visit.startsAt));
  if (rows.length === 0) return <p>Nothing is booked.</p>;
  return (
    <table className="day-list">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Client</th>
          <th scope="col">Service</th>
          <th scope="col">Therapist</th>
          <th scope="col">Status</th>
          <th scope="col">To note</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, visit }) => (
          <tr key={visit.id}>
            <td>
              {timeIn(zone, visit.startsAt)}–{timeIn(zone, visit.endsAt)}
            </td>
            <td>
              <Button kind="quiet" onPress={() => onOpen(visit.id)}>
                {visit.clientName ?? 'On hold'}
              </Button>
            </td>
            <td>{visit.serviceName}</td>
            <td>{name}</td>
            <td>
              {STATUS[visit.status].sign} {STATUS[visit.status].word}
            </td>
            <td>
              {marksOf(visit)
                .map(({ word }) => word)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
