import { Link } from 'wouter';

/** Says after a change how many booked visits it leaves without a place, and leads to them. */
export function AffectedVisits({ count, clinicId }: { count: number; clinicId: string }) {
  if (count === 0) return null;
  return (
    <p role="status">
      {count === 1 ? 'A booked visit' : `${count} booked visits`} cannot stay so:{' '}
      <Link href={`/lists/reassign?clinic=${clinicId}`}>To reassign</Link>
    </p>
  );
}
