import { tell } from '../../ui/notices.js';

/** Says what was done, and how many booked visits have lost their place by it: they stay until somebody moves them. */
export function tellChanged(done: string, { affectedVisits }: { readonly affectedVisits: readonly unknown[] }): void {
  const count = affectedVisits.length;
  if (count === 0) return tell(done);
  const visits = count === 1 ? 'One booked visit no longer fits' : `${count} booked visits no longer fit`;
  tell(`${done} ${visits}: see the list “To reassign”.`, 'refused');
}
