import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { useSignedIn } from '../session/session-gate.js';
import { tell } from '../ui/notices.js';
import { DraftKeeper } from './draft-keeper.js';
import { begun, isUnsaved } from './draft-state.js';
import type { DraftState } from './draft-state.js';
import type { KeptDraft } from './note.js';
import { saveBy } from './save-draft.js';

/**
 * What could not be saved before its page was left or its session ended, by who wrote it and of which visit: so that it stands there
 * when they come back. In this page's memory and nowhere else.
 */
const LEFT_UNSAVED = new Map<string, DraftState>();

/** The draft of a visit, saved by itself for as long as it is shown, and once more when it is left. */
export function useNoteDraft(appointmentId: string, kept: KeptDraft | null): [DraftState, DraftKeeper] {
  const client = useClient();
  const { me } = useSignedIn();
  const place = `${me.membershipId} ${appointmentId}`;
  const [keeper] = useState(
    () => new DraftKeeper(LEFT_UNSAVED.get(place) ?? begun(kept), saveBy(client, appointmentId)),
  );
  useEffect(() => {
    LEFT_UNSAVED.delete(place);
    return () => void leave(keeper, place);
  }, [keeper, place]);
  useEffect(() => watchLeaving(keeper), [keeper]);
  return [useSyncExternalStore(keeper.listen, keeper.now), keeper];
}

async function leave(keeper: DraftKeeper, place: string): Promise<void> {
  if (!isUnsaved(keeper.now())) return;
  const left = { ...keeper.now(), isSending: false };
  LEFT_UNSAVED.set(place, left);
  const isSaved = await keeper.close();
  if (LEFT_UNSAVED.get(place) !== left) return; // they have come back, and go on with it
  if (isSaved) LEFT_UNSAVED.delete(place);
  else tell('Your last words in the session note are not saved. Open it again: they still stand there.', 'refused');
}

/** Saves when the network is back or the page goes out of sight, and asks before the page is closed over unsaved words. */
function watchLeaving(keeper: DraftKeeper): () => void {
  const save = (): void => void keeper.flush();
  const hide = (): void => {
    if (document.visibilityState === 'hidden') save();
  };
  const ask = (event: BeforeUnloadEvent): void => {
    if (!isUnsaved(keeper.now())) return;
    save();
    event.preventDefault();
  };
  window.addEventListener('online', save);
  document.addEventListener('visibilitychange', hide);
  window.addEventListener('beforeunload', ask);
  return () => {
    window.removeEventListener('online', save);
    document.removeEventListener('visibilitychange', hide);
    window.removeEventListener('beforeunload', ask);
  };
}
