import { timeIn } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { wordsOf } from '../ui/words.js';
import type { DraftKeeper } from './draft-keeper.js';
import { isUnsaved } from './draft-state.js';
import type { Differences, DraftState } from './draft-state.js';
import { capital } from './note-words.js';

/** Whether what stands here is saved, in a few words. */
export function DraftStatus({ state, zone }: { state: DraftState; zone: string }) {
  return (
    <p role="status" className={state.trouble ? 'refusal' : 'quiet-text'}>
      {statusOf(state, zone)}
    </p>
  );
}

function statusOf(state: DraftState, zone: string): string {
  const { trouble, kept } = state;
  if (trouble?.kind === 'conflict') return '⚠ Not saved: choose between the two drafts.';
  if (trouble) return `⚠ Not saved: ${trouble.why}`;
  if (isUnsaved(state)) return 'Saving …';
  return kept ? `✓ Saved ${timeIn(zone, kept.savedAt)}` : 'Nothing is written yet.';
}

interface ConflictProps {
  readonly state: DraftState;
  readonly keeper: DraftKeeper;
  readonly myMembershipId: string;
  readonly zone: string;
}

/** Two have written in the draft: whoever sits here says which of the two stays. */
export function DraftConflict({ state: { trouble, aside }, keeper, myMembershipId, zone }: ConflictProps) {
  if (trouble?.kind === 'conflict') {
    const { savedAt, savedByMembershipId } = trouble.theirs;
    const who = savedByMembershipId === myMembershipId ? 'You have' : 'Somebody else has';
    return (
      <div role="alert" className="problems conflict">
        <strong>
          {who} saved this draft elsewhere at {timeIn(zone, savedAt)}, after you read it here.
        </strong>
        <DifferenceList differences={trouble.differences} />
        <p>What you do not choose is put aside, and can be brought back for as long as this page is open.</p>
        <div className="actions">
          <Button onPress={keeper.takeTheirs}>Show theirs</Button>
          <Button
            onPress={() => {
              keeper.keepMine();
              void keeper.flush();
            }}
          >
            Keep mine
          </Button>
        </div>
      </div>
    );
  }
  if (!aside) return null;
  return (
    <p className="problems">
      The other draft is put aside. <Button onPress={keeper.changePlaces}>Bring it back</Button>
    </p>
  );
}

const CHANGES = { ADDED: 'only here', REMOVED: 'only there', CHANGED: 'not the same' } as const;

function DifferenceList({ differences }: { differences: Differences }) {
  if (differences.length === 0) return null;
  return (
    <ul>
      {differences.map(({ field, change }) => (
        <li key={field}>
          {capital(fieldWords(field))}: {CHANGES[change]}
        </li>
      ))}
    </ul>
  );
}

/** `findings: neck, left, tension` of `findings.neck.left.tension`. */
function fieldWords(field: string): string {
  const [head, ...rest] = field.split('.').map((part) => wordsOf(part.replace(/[A-Z]/g, ' $&')));
  return [head, rest.join(', ')].filter(Boolean).join(': ');
}
