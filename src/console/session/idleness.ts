const IDLE_MS = 15 * 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Calls back once nobody has touched the page for a quarter of an hour. Looks at the time now and then instead of trusting a
 * timer, which sleeps with the machine. Returns what ends it.
 */
export function watchIdleness(onIdle: () => void, idleMs = IDLE_MS): () => void {
  let last = Date.now();
  const sign = (): void => {
    last = Date.now();
  };
  const look = setInterval(
    () => {
      if (Date.now() - last >= idleMs) onIdle();
    },
    Math.min(idleMs / 4, 5_000),
  );
  for (const kind of SIGNS) window.addEventListener(kind, sign, { passive: true });
  return () => {
    clearInterval(look);
    for (const kind of SIGNS) window.removeEventListener(kind, sign);
  };
}
