import { useState } from 'react';
import { useQuery } from 'urql';
import { InviteStaffDocument, TherapistsWithoutLoginDocument } from '../../api/generated/graphql.js';
import type { Role } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { ActForm } from '../../ui/act-form.js';
import { Choice } from '../../ui/choice.js';
import { useDraft } from '../../ui/draft.js';
import { TextInput } from '../../ui/text-input.js';
import { OneTimeLink } from './one-time-link.js';
import type { HandedLink } from './one-time-link.js';
import { ROLES } from './role-words.js';

const NOBODY = 'nobody';

/** Makes an invitation, whose link is handed over by whoever invites. */
export function InviteForm() {
  const [link, setLink] = useState<HandedLink | null>(null);
  const [count, setCount] = useState(0);
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      {link && <OneTimeLink {...link} />}
      <InviteeForm
        key={count}
        onInvited={(invited) => {
          setLink(invited);
          setCount(count + 1);
        }}
      />
    </section>
  );
}

function InviteeForm({ onInvited }: { onInvited: (link: HandedLink) => void }) {
  const { draft, field, choice } = useDraft({ name: '', email: '', role: null as Role | null, therapistId: NOBODY });
  const [invite] = useAct(InviteStaffDocument);
  const [{ data }] = useQuery({ query: TherapistsWithoutLoginDocument });
  const therapists = data?.therapists.edges.map(({ node }) => node).filter(({ membershipId }) => !membershipId) ?? [];
  const { name, email, role } = draft;
  const therapistId = draft.therapistId === NOBODY ? null : draft.therapistId;
  return (
    <ActForm
      label="Invite somebody"
      submit="Make an invitation"
      isDisabled={role === null}
      act={async () =>
        answerOf(await invite({ input: { name, email, role: role!, therapistId } }), (data) => data.inviteStaff)
      }
      onDone={({ token, invitation }) =>
        onInvited({ page: 'accept-invitation', token, expiresAt: invitation.expiresAt, name: invitation.name })
      }
    >
      <TextInput label="Name" {...field('name')} />
      <TextInput label="E-mail" {...field('email')} />
      <Choice label="Role" items={ROLES} {...choice('role')} />
      <Choice
        label="Treats clients as"
        items={[{ id: NOBODY, name: 'Does not treat clients' }, ...therapists]}
        {...choice('therapistId')}
      />
    </ActForm>
  );
}
