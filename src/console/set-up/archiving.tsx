import type { Answer } from '../api/answer.js';
import { AskFirst } from '../ui/ask-first.js';
import { Button } from '../ui/button.js';
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
  const act = async (how: () => Promise<Answer<unknown>>, done: string): Promise<void> => {
    const answer = await how();
    if (!answer) return;
    if ('refusal' in answer) tell(answer.refusal, 'refused');
    else tell(done);
  };
  return (
    <div className="actions">
      {isArchived ? (
        <Button onPress={() => void act(restore, `In use again: ${name}.`)}>Take into use again</Button>
      ) : (
        <AskFirst
          label="Archive …"
          question={`Archive ${name}?`}
          confirm="Archive"
          onConfirm={() => void act(archive, `Archived: ${name}.`)}
        >
          {children}
        </AskFirst>
      )}
    </div>
  );
}
