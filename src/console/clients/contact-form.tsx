import { useState } from 'react';
import { Form } from 'react-aria-components';
import { EditClientDocument } from '../api/generated/graphql.js';
import type { ClientRecordFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';

type Contacts = Record<(typeof FIELDS)[number]['name'], string>;

const FIELDS = [
  { name: 'givenName', label: 'Given name', isRequired: true },
  { name: 'familyName', label: 'Family name', isRequired: true },
  { name: 'phone', label: 'Telephone', isRequired: false },
  { name: 'email', label: 'E-mail', isRequired: false },
  { name: 'address', label: 'Address', isRequired: false },
] as const;

/** Name and contacts. Whoever saves after somebody else is told so, and sees what the other has written. */
export function ContactForm({ client }: { client: ClientRecordFragment }) {
  const [draft, setDraft] = useState<Contacts>(() => contactsOf(client));
  const [edit, busy] = useAct(EditClientDocument);
  const isChanged = FIELDS.some(({ name }) => draft[name] !== contactsOf(client)[name]);
  const save = async (): Promise<void> => {
    const { id, version } = client;
    const { givenName, familyName, phone, email, address } = draft;
    const contacts = { phone: phone.trim() || null, email: email.trim() || null, address: address.trim() || null };
    const outcome = await edit({ input: { id, version, givenName, familyName, ...contacts } });
    if (!outcome) return;
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    const result = outcome.data.editClient;
    if (result.__typename === 'ClientPayload') tell('Saved.');
    else tell(result.message, 'refused');
  };
  return (
    <Form
      aria-label="Contacts"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {FIELDS.map(({ name, label, isRequired }) => (
        <TextInput
          key={name}
          label={label}
          value={draft[name]}
          onChange={(text) => setDraft((before) => ({ ...before, [name]: text }))}
          isRequired={isRequired}
          autoComplete="off"
        />
      ))}
      <div className="actions">
        <Button type="submit" isDisabled={!isChanged} isPending={busy}>
          Save
        </Button>
      </div>
    </Form>
  );
}

const contactsOf = ({ givenName, familyName, phone, email, address }: ClientRecordFragment): Contacts => ({
  ...{ givenName, familyName },
  ...{ phone: phone ?? '', email: email ?? '', address: address ?? '' },
});
