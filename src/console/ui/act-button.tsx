import { useState } from 'react';
import type { Answer } from '../api/answer.js';
import { AskFirst } from './ask-first.js';
import { Button } from './button.js';
import { tell } from './notices.js';

interface ActButtonProps<Given> {
  /** What it does: "Revoke". */
  readonly children: string;
  /** What becomes of it, where it is asked first. */
  readonly asks?: string;
  /** What is asked: "Archive Room 1?". Left out: the same as the button says. */
  readonly question?: string;
  /** Where several stand on a page: which one this is. */
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly act: () => Promise<Answer<Given>>;
  readonly onDone: (given: Given) => void;
}

/** A button that does one act, after asking where it `asks`. Why it was refused stands in the corner. */
export function ActButton<Given>({
  children,
  asks,
  question,
  label,
  autoFocus = false,
  act,
  onDone,
}: ActButtonProps<Given>) {
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    const answer = await act();
    setBusy(false);
    if (!answer) return;
    if ('given' in answer) onDone(answer.given);
    else tell(answer.refusal, 'refused');
  };
  if (asks !== undefined) {
    return (
      <AskFirst
        label={`${children} …`}
        {...(label === undefined ? {} : { name: `${label} …` })}
        question={question ?? `${children}?`}
        confirm={children}
        onConfirm={() => void go()}
      >
        {asks}
      </AskFirst>
    );
  }
  return (
    <Button
      onPress={() => void go()}
      isPending={busy}
      autoFocus={autoFocus}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Button>
  );
}
