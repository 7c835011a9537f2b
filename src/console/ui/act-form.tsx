import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Answer, Refusal } from '../api/answer.js';
import { Button } from './button.js';
import { FieldErrors } from './field-errors.js';

interface ActFormProps<Given> {
  readonly label: string;
  /** What the button says. */
  readonly submit: string;
  readonly act: () => Promise<Answer<Given>>;
  readonly onDone: (given: Given) => void;
  readonly onBack?: () => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/**
 * A form that does one act. What the API finds wrong with a field stands at the field whose `name` is its path in the input; every other
 * refusal stands above the button. Which inputs are good the API alone says.
 */
export function ActForm<Given>({ label, submit, act, onDone, onBack, isDisabled, children }: ActFormProps<Given>) {
  const form = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  const send = async (): Promise<void> => {
    setBusy(true);
    setRefused(null);
    const answer = await act();
    setBusy(false);
    if (!answer) return;
    if ('given' in answer) onDone(answer.given);
    else setRefused(answer);
  };
  return (
    <Form
      ref={form}
      className="act-form"
      aria-label={label}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <FieldErrors value={refused?.fields ?? {}}>{children}</FieldErrors>
      {refused && (
        <p role="alert" className="refusal">
          {besideNoField(refused, form.current)}
        </p>
      )}
      <div className="actions">
        <Button type="submit" kind="primary" isPending={busy} isDisabled={isDisabled ?? false}>
          {submit}
        </Button>
        {onBack && <Button onPress={onBack}>Back</Button>}
      </div>
    </Form>
  );
}

/** What is to be said above the button: all of it, or of a form with the fields that are wrong what stands at none of them. */
function besideNoField({ refusal, fields }: Refusal, form: HTMLFormElement | null): string {
  const names = Object.keys(fields);
  if (names.length === 0) return refusal;
  const elsewhere = names.filter((name) => !form?.elements.namedItem(name));
  return elsewhere.length > 0 ? elsewhere.map((name) => fields[name]).join(' ') : 'Not saved: see what is marked.';
}
