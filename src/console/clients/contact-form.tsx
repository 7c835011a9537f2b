import { EditClientDocument } from '../api/generated/graphql.js';
import type { ClientRecordFragment } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { ActForm } from '../ui/act-form.js';
import { useRecordDraft } from '../ui/draft.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';
import { contactDraftOf, contactsOf } from './contact-draft.js';

/** Name and contacts. Whoever saves after somebody else is told so, and sees what the other has written. */
export function ContactForm({ client }: { client: ClientRecordFragment }) {
  const { id, version } = client;
  const { draft, field, settle } = useRecordDraft(contactDraftOf(client), version);
  const [edit] = useAct(EditClientDocument);
  return (
    <ActForm
      label="Contacts"
      submit="Save"
      act={async () =>
        answerOf(await edit({ input: { id, version, ...contactsOf(draft) } }), (data) => data.editClient)
      }
      onDone={({ client: saved }) => {
        settle(contactDraftOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      <TextInput label="Given name" {...field('givenName')} />
      <TextInput label="Family name" {...field('familyName')} />
      <TextInput label="Telephone" type="tel" {...field('phone')} />
      <TextInput label="E-mail" {...field('email')} />
      <TextInput label="Address" {...field('address')} />
      <TextInput label="Birth date" type="date" {...field('birthDate')} />
      <details className="wide">
        <summary>Language, clock, whom to call</summary>
        <div className="fields">
          <TextInput label="Language" hint="Two letters: en, es" {...field('language')} />
          <TextInput
            label="Clock, if not the clinic’s"
            hint="Europe/Berlin"

            {...field('timeZone')}
          />
          <TextInput label="In an emergency" {...field('emergencyContact.name')} />
          <TextInput label="Their telephone" type="tel" {...field('emergencyContact.phone')} />
          <TextInput label="Who they are" {...field('emergencyContact.relationship')} />
          <TextInput label="Guardian" hint="Of a client under 18" {...field('guardian.name')} />
          <TextInput label="The guardian’s telephone" type="tel" {...field('guardian.phone')} />
          <TextInput label="The guardian’s e-mail" {...field('guardian.email')} />
          <TextInput label="Who the guardian is" {...field('guardian.relationship')} />
        </div>
      </details>
    </ActForm>
  );
}
