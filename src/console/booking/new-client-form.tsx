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
import { fullName } from '../clients/person.js';

const SAME: Readonly<Record<DuplicateReason, string>> = {
  SAME_PHONE: 'the same telephone number',
  SAME_EMAIL: 'the same e-mail address',
  SAME_BIRTH_DATE: 'the same birth date',
  SIMILAR_NAME: 'a similar name',
};

type Known = Extract<CreateClientMutation['createClient'], { __typename: 'LikelyDuplicate' }>;
type Created = Extract<CreateClientMutation['createClient'], { __typename: 'CreateClientPayload' }>;

interface NewClientFormProps {
  readonly typed: string;
  readonly onChoose: (client: FoundClientFragment) => void;
  readonly onBack: () => void;
}

/** Somebody new, with what is needed to book. Where somebody like them is known, they are shown: before, or after where it is less likely. */
export function NewClientForm({ typed, onChoose, onBack }: NewClientFormProps) {
  const [draft, setDraft] = useState(() => draftFrom(typed));
  const [problem, setProblem] = useState<string | null>(null);
  const [known, setKnown] = useState<Known | null>(null);
  const [created, setCreated] = useState<Created | null>(null);
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
    if (result.__typename === 'CreateClientPayload') {
      const seen = known?.duplicates.map(({ client }) => client.id) ?? [];
      const likelyDuplicates = result.likelyDuplicates.filter(({ client }) => !seen.includes(client.id));
      if (likelyDuplicates.length > 0) return setCreated({ ...result, likelyDuplicates });
      return onChoose(result.client);
    }
    if (result.__typename === 'LikelyDuplicate') setKnown(result);
  };
  if (created) {
    const { client, likelyDuplicates } = created;
    return (
      <Duplicates
        message={`${fullName(client)} has been written down. Somebody who may be the same was known before: with them, the new record stays until the two are merged.`}
        duplicates={likelyDuplicates}
        onChoose={onChoose}
        newOne={{ name: 'Go on with the new record', take: () => onChoose(client), isLikelier: true }}
      />
    );
  }
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
      {known && (
        <Duplicates
          {...known}
          onChoose={onChoose}
          newOne={{ name: 'Create a new client all the same', take: () => void send(true), isLikelier: false }}
        />
      )}
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

interface DuplicatesProps extends Pick<NewClientFormProps, 'onChoose'> {
  readonly message: string;
  readonly duplicates: Known['duplicates'];
  readonly newOne: { readonly name: string; readonly take: () => void; readonly isLikelier: boolean };
}

function Duplicates({ message, duplicates, onChoose, newOne }: DuplicatesProps) {
  return (
    <div role="group" aria-label="Who is known already" className="stack">
      <p role="alert" className="refusal">
        {message}
      </p>
      {duplicates.map(({ client, reasons }, index) => (
        <Button key={client.id} autoFocus={index === 0 && !newOne.isLikelier} onPress={() => onChoose(client)}>
          <ClientWords client={client} />: {reasons.map((reason) => SAME[reason]).join(', ')}
        </Button>
      ))}
      <Button autoFocus={newOne.isLikelier} onPress={newOne.take}>
        {newOne.name}
      </Button>
    </div>
  );
}
