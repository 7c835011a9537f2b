/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {number[]} values @param {number} share 0 to 1 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Milliseconds that `work` takes. */
export async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/**
 * Ours and the floor in turn, so that both meet the same machine. After a warm-up, `rounds` of each; medians in
 * milliseconds.
 */
export async function inTurn({ ours, floor, rounds, warmUp = 5 }) {
  for (let n = 0; n < warmUp; n += 1) {
    await ours();
    await floor();
  }
  const times = { ours: [], floor: [] };
  for (let n = 0; n < rounds; n += 1) {
    times.ours.push(await timed(ours));
    times.floor.push(await timed(floor));
  }
  return { ours: median(times.ours), floor: median(times.floor), n: rounds };
}

/** One figure as a line of JSON. `target` says what was promised. */
export function printFigure({ bench, ours, floor, n, target }) {
  const round = (value) => (value === undefined ? undefined : Number(value.toFixed(3)));
  const ratio = floor === undefined ? undefined : round(ours / floor);
  console.log(JSON.stringify({ bench, ours: round(ours), floor: round(floor), ratio, n, target }));
}
