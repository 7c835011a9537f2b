import { useState } from 'react';
import { Form } from 'react-aria-components';
import { CreateClientDocument } from '../api/generated/graphql.js';
import type { CreateClientMutation, DuplicateReason, FoundClientFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { Button } from '../ui/button.js';
import { TextInput } from '../ui/text-input.js';
import { draftFrom, inputOf } from './client-draft.js';
import { ClientWords } from '../clients/find-client.js';

const SAME: Readonly<Record<DuplicateReason, string>> = {
  SAME_PHONE: 'the same telephone number',
  SAME_EMAIL: 'the same e-mail address',
  SAME_BIRTH_DATE: 'the same birth date',
  SIMILAR_NAME: 'a similar name',
};

type Known = Extract<CreateClientMutation['createClient'], { __typename: 'LikelyDuplicate' }>;

interface NewClientFormProps {
  readonly typed: string;
  readonly onChoose: (client: FoundClientFragment) => void;
  readonly onBack: () => void;
}

/** Somebody new, with what is needed to book. Where somebody like them is known, they are shown first. */
export function NewClientForm({ typed, onChoose, onBack }: NewClientFormProps) {
  const [draft, setDraft] = useState(() => draftFrom(typed));
  const [problem, setProblem] = useState<string | null>(null);
  const [known, setKnown] = useState<Known | null>(null);
  const [create, busy] = useAct(CreateClientDocument);
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (value: string) => {
      setKnown(null);
      setDraft({ ...draft, [name]: value });
    },
  });
  const send = async (createAnyway: boolean): Promise<void> => {
    setProblem(null);
    const outcome = await create({ input: { ...inputOf(draft), createAnyway } });
    if (!outcome) return;
    if ('error' in outcome) return setProblem(sentenceOf(outcome.error));
    const result = outcome.data.createClient;
    if (result.__typename === 'CreateClientPayload') return onChoose(result.client);
    if (result.__typename === 'LikelyDuplicate') setKnown(result);
  };
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send(false);
      }}
    >
      <div className="pair">
        <TextInput label="Given name" {...field('givenName')} isRequired autoFocus={draft.givenName === ''} />
        <TextInput label="Family name" {...field('familyName')} isRequired autoFocus={draft.givenName !== ''} />
        <TextInput label="Telephone" type="tel" {...field('phone')} />
        <TextInput label="E-mail" type="email" {...field('email')} />
      </div>
      {problem && (
        <p role="alert" className="refusal">
          {problem}
        </p>
      )}
      {known && <Duplicates known={known} onChoose={onChoose} onCreate={() => void send(true)} />}
      <div className="actions">
        {!known && (
          <Button kind="primary" type="submit" isPending={busy}>
            Create
          </Button>
        )}
        <Button kind="quiet" onPress={onBack}>
          Find somebody else
        </Button>
      </div>
    </Form>
  );
}

function Duplicates({
  known,
  onChoose,
  onCreate,
}: Pick<NewClientFormProps, 'onChoose'> & { known: Known; onCreate: () => void }) {
  return (
    <div role="group" aria-label="Who is known already" className="stack">
      <p role="alert" className="refusal">
        {known.message}
      </p>
      {known.duplicates.map(({ client, reasons }, index) => (
        <Button key={client.id} autoFocus={index === 0} onPress={() => onChoose(client)}>
          <ClientWords client={client} />: {reasons.map((reason) => SAME[reason]).join(', ')}
        </Button>
      ))}
      <Button onPress={onCreate}>Create a new client all the same</Button>
    </div>
  );
}
