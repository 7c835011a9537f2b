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

/** How often to measure: as a bench says, or once where only whether it runs is asked. */
export const rounds = (usual) => (process.argv.includes('--smoke') ? 1 : usual);

/**
 * Ours and the floor in turn, so that both meet the same machine. After a warm-up, `times` of each; medians in
 * milliseconds.
 */
export async function inTurn({ ours, floor, times, warmUp = 5 }) {
  const n = rounds(times);
  for (let nth = 0; nth < rounds(warmUp); nth += 1) {
    await ours();
    await floor();
  }
  const took = { ours: [], floor: [] };
  for (let nth = 0; nth < n; nth += 1) {
    took.ours.push(await timed(ours));
    took.floor.push(await timed(floor));
  }
  return { ours: median(took.ours), floor: median(took.floor), n };
}

/** One figure as a line of JSON. `target` says what was promised. */
export function printFigure({ bench, ours, floor, n, target }) {
  const round = (value) => (value === undefined ? undefined : Number(value.toFixed(3)));
  const ratio = floor === undefined ? undefined : round(ours / floor);
  console.log(JSON.stringify({ bench, ours: round(ours), floor: round(floor), ratio, n, target }));
}
