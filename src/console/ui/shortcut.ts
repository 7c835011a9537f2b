import { useEffect } from 'react';

/** A key that does something wherever the focus is, but not while somebody types or chooses. */
export function useShortcut(key: string, act: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent): void => {
      const { target, ctrlKey, metaKey, altKey, defaultPrevented } = event;
      const isElsewhere =
        target instanceof Element && target.closest('input, textarea, select, [role="dialog"], [role="listbox"]');
      if (event.key.toLowerCase() !== key || ctrlKey || metaKey || altKey || defaultPrevented || isElsewhere) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
