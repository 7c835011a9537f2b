import type { KeyboardEvent } from 'react';

const ACROSS: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 };
const ALONG: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1 };

/** The arrow keys go from visit to visit: up and down in a column, left and right to the nearest of the next column that has any. */
export function goByArrow(event: KeyboardEvent<HTMLElement>): void {
  const card = (event.target as HTMLElement).closest<HTMLElement>('[data-visit]');
  const next = card && neighbourOf(card, event.key, event.currentTarget);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function neighbourOf(card: HTMLElement, key: string, board: HTMLElement): HTMLElement | undefined {
  const columns = [...board.querySelectorAll<HTMLElement>('[data-column]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>('[data-visit]')])
    .filter((cards) => cards.length > 0);
  const own = columns.findIndex((cards) => cards.includes(card));
  const [along, across] = [ALONG[key], ACROSS[key]];
  if (along) return columns[own]![columns[own]!.indexOf(card) + along];
  const { top } = card.getBoundingClientRect();
  const distance = (other: HTMLElement): number => Math.abs(other.getBoundingClientRect().top - top);
  return across && columns[own + across]?.toSorted((a, b) => distance(a) - distance(b))[0];
}
