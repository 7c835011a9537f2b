import type { Answer } from '../api/answer.js';
import { ActButton } from '../ui/act-button.js';
import { tell } from '../ui/notices.js';

interface ArchivingProps {
  readonly name: string;
  readonly isArchived: boolean;
  /** What becomes of it: "Nothing more can be booked …". */
  readonly children: string;
  readonly archive: () => Promise<Answer<unknown>>;
  readonly restore: () => Promise<Answer<unknown>>;
}

/** Takes something out of use after asking, or takes it into use again. */
export function Archiving({ name, isArchived, children, archive, restore }: ArchivingProps) {
  return (
    <div className="actions">
      {isArchived ? (
        <ActButton act={restore} onDone={() => tell(`In use again: ${name}.`)}>
          Take into use again
        </ActButton>
      ) : (
        <ActButton
          question={`Archive ${name}?`}
          asks={children}
          act={archive}
          onDone={() => tell(`Archived: ${name}.`)}
        >
          Archive
        </ActButton>
      )}
    </div>
  );
}
