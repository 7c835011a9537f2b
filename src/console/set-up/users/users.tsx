import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { OpenInvitationsDocument, RevokeInvitationDocument, StaffPageDocument } from '../../api/generated/graphql.js';
import type { StaffMemberLineFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { dateTimeIn, HERE } from '../../time/clinic-time.js';
import { ActButton } from '../../ui/act-button.js';
import { Button } from '../../ui/button.js';
import { LongTable } from '../../ui/long-table.js';
import { tell } from '../../ui/notices.js';
import { InviteForm } from './invite-form.js';
import { MemberDialog } from './member-dialog.js';
import { ROLE } from './role-words.js';
import './users.css';

const NONE = {};

/** Who works here, who is invited, and what helps them to sign in. */
export function Users() {
  const [includeEnded, setIncludeEnded] = useState(false);
  return (
    <div className="set-apart">
      <Checkbox isSelected={includeEnded} onChange={setIncludeEnded}>
        Also those who have left
      </Checkbox>
      <LongTable
        query={StaffPageDocument}
        variables={{ includeEnded }}
        of={({ staff }) => staff}
        columns={['Name', 'E-mail', 'Role', 'Second factor', '']}
        none="Nobody works here."
        cells={(member) => <MemberCells member={member} />}
        keyOf={({ id }) => id}
      />
      <Invitations />
      <InviteForm />
    </div>
  );
}

function MemberCells({ member }: { member: StaffMemberLineFragment }) {
  const { name, email, role, active, hasSecondFactor, endedAt } = member;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <td>
        <bdi>{name}</bdi>
      </td>
      <td>{email}</td>
      <td>{ROLE[role]}</td>
      <td>{active && (hasSecondFactor ? '✓ on' : 'off')}</td>
      <td>
        {active ? (
          <Button onPress={() => setIsOpen(true)} aria-label={`Change ${name}`}>
            Change …
          </Button>
        ) : (
          endedAt && `left ${dateTimeIn(HERE, endedAt)}`
        )}
        {isOpen && active && <MemberDialog member={member} onClose={() => setIsOpen(false)} />}
      </td>
    </>
  );
}

function Invitations() {
  const [revoke] = useAct(RevokeInvitationDocument);
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">Invitations that wait</h2>
      <LongTable
        query={OpenInvitationsDocument}
        variables={NONE}
        of={({ invitations }) => invitations}
        columns={['Name', 'E-mail', 'Role', 'Good until', '']}
        none="Nobody is invited."
        keyOf={({ id }) => id}
        cells={({ id, name, email, role, expiresAt }) => (
          <>
            <td>
              <bdi>{name}</bdi>
            </td>
            <td>{email}</td>
            <td>{ROLE[role]}</td>
            <td className={Date.parse(expiresAt) < Date.now() ? 'overdue' : ''}>
              {dateTimeIn(HERE, expiresAt)}
              {Date.parse(expiresAt) < Date.now() && ' (expired)'}
            </td>
            <td>
              <ActButton
                label={`Revoke the invitation of ${name}`}
                act={async () => answerOf(await revoke({ id }), (data) => data.revokeInvitation)}
                onDone={() => tell('The invitation is revoked.')}
              >
                Revoke
              </ActButton>
            </td>
          </>
        )}
      />
    </section>
  );
}
