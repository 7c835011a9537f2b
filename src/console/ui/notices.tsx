import { useSyncExternalStore } from 'react';
import { Button } from './button.js';

interface Notice {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'refused';
}

const SHOWN_MS = { done: 4_000, refused: 12_000 };
let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<() => void>();

function show(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number): void => show(notices.filter((notice) => notice.id !== id));

/** Says in a corner what was done, or why it was not; screen readers read it out. It goes by itself after a while. */
export function tell(text: string, kind: Notice['kind'] = 'done'): void {
  const id = ++last;
  show([...notices.slice(-3), { id, text, kind }]);
  setTimeout(() => dismiss(id), SHOWN_MS[kind]);
}

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function Notices() {
  const shown = useSyncExternalStore(listen, () => notices);
  return (
    <div className="notices" role="log" aria-label="What happened">
      {shown.map(({ id, text, kind }) => (
        <p key={id} className={`notice ${kind}`}>
          <span>{text}</span>
          <Button kind="quiet" aria-label="Dismiss" onPress={() => dismiss(id)}>
            ×
          </Button>
        </p>
      ))}
    </div>
  );
}
