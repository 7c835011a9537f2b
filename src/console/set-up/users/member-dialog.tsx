import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import {
  ChangeStaffRoleDocument,
  EndMembershipDocument,
  IssuePasswordResetDocument,
  ResetSecondFactorDocument,
} from '../../api/generated/graphql.js';
import type { StaffMemberLineFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { ActButton } from '../../ui/act-button.js';
import { ActForm } from '../../ui/act-form.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/choice.js';
import { tell } from '../../ui/notices.js';
import { OneTimeLink } from './one-time-link.js';
import type { HandedLink } from './one-time-link.js';
import { ROLES } from './role-words.js';

interface MemberProps {
  readonly member: StaffMemberLineFragment;
}

/** What can be done about a member of staff. */
export function MemberDialog({ member, onClose }: MemberProps & { onClose: () => void }) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal>
        <Dialog>
          <Heading slot="title">
            <bdi>{member.name}</bdi>
          </Heading>
          <div className="stack">
            <p className="quiet-text">{member.email}</p>
            <RoleForm key={member.role} member={member} />
            <SignInHelp member={member} />
            <End member={member} onEnded={onClose} />
          </div>
          <div className="actions">
            <Button slot="close">Close</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function RoleForm({ member: { id, version, ...member } }: MemberProps) {
  const [role, setRole] = useState(member.role);
  const [change] = useAct(ChangeStaffRoleDocument);
  return (
    <ActForm
      label="Role"
      submit="Change the role"
      isDisabled={role === member.role}
      act={async () =>
        answerOf(await change({ input: { membershipId: id, version, role } }), (data) => data.changeStaffRole)
      }
      onDone={() => tell('The role is changed, and counts at once.')}
    >
      <Choice label="Role" name="role" items={ROLES} chosen={role} onChoose={setRole} />
    </ActForm>
  );
}

function SignInHelp({ member: { id, name, hasSecondFactor } }: MemberProps) {
  const [link, setLink] = useState<HandedLink | null>(null);
  const [issue] = useAct(IssuePasswordResetDocument);
  const [reset] = useAct(ResetSecondFactorDocument);
  return (
    <section aria-labelledby="sign-in-help">
      <h3 id="sign-in-help">When they cannot sign in</h3>
      {link && <OneTimeLink {...link} />}
      <div className="actions">
        <ActButton
          act={async () => answerOf(await issue({ membershipId: id }), (data) => data.issuePasswordReset)}
          onDone={({ token, expiresAt }) => setLink({ page: 'reset-password', token, expiresAt, name })}
        >
          Link for a new password
        </ActButton>
        {hasSecondFactor && (
          <ActButton
            asks="Make sure that it is them who ask. Until they turn it on again, their password alone opens the account; their sessions end."
            act={async () => answerOf(await reset({ membershipId: id }), (data) => data.resetSecondFactor)}
            onDone={() => tell('Their second factor is off.')}
          >
            Turn their second factor off
          </ActButton>
        )}
      </div>
    </section>
  );
}

function End({ member: { id }, onEnded }: MemberProps & { onEnded: () => void }) {
  const [end] = useAct(EndMembershipDocument);
  return (
    <div className="actions">
      <ActButton
        asks="They are signed out everywhere at once, and cannot sign in here any more. What they did stays."
        act={async () => answerOf(await end({ membershipId: id }), (data) => data.endMembership)}
        onDone={() => {
          tell('They have left the practice.');
          onEnded();
        }}
      >
        End the membership
      </ActButton>
    </div>
  );
}
