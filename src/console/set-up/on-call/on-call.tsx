import { useQuery } from 'urql';
import { OnCallPageDocument, SetOnCallDocument } from '../../api/generated/graphql.js';
import type { OnCallPageQuery } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { ActForm } from '../../ui/act-form.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/choice.js';
import { useDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { TextInput } from '../../ui/text-input.js';

/** Who is called at a clinic when something cannot wait, one after the other. */
export function OnCall({ clinicId }: { clinicId: string }) {
  const [{ data, error }] = useQuery({
    query: OnCallPageDocument,
    variables: { clinicId },
    requestPolicy: 'network-only',
  });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return <OnCallForm {...{ clinicId }} {...data} />;
}

function OnCallForm({ clinicId, onCall, staff }: OnCallPageQuery & { clinicId: string }) {
  const { draft, field } = useDraft(() => ({
    members: onCall.map(({ membershipId, name, phone }) => ({ membershipId, name, phone: phone ?? '' })),
  }));
  const [set] = useAct(SetOnCallDocument);
  const { value: members, onChange } = field('members');
  const others = staff.edges
    .map(({ node }) => node)
    .filter(({ id }) => !members.some((each) => each.membershipId === id));
  const act = async () => {
    const wished = draft.members.map(({ membershipId, phone }) => ({ membershipId, phone: phone || null }));
    return answerOf(await set({ input: { clinicId, members: wished } }), (data) => data.setOnCall);
  };
  return (
    <ActForm label="Who is called" submit="Save" act={act} onDone={() => tell('Saved.')}>
      {members.length === 0 && <p className="wide">Nobody is named: the management is called.</p>}
      {members.length > 0 && (
        <ol className="wide on-call">
          {members.map((member, index) => (
            <li key={member.membershipId}>
              <TextInput
                label={member.name}
                type="tel"
                hint="Telephone; left empty: by e-mail alone."
                name={`members.${index}.phone`}
                value={member.phone}
                onChange={(phone) => onChange(members.with(index, { ...member, phone }))}
              />
              <div className="actions">
                {index > 0 && (
                  <Button
                    aria-label={`Call ${member.name} earlier`}
                    onPress={() => onChange(members.toSpliced(index, 1).toSpliced(index - 1, 0, member))}
                  >
                    ↑
                  </Button>
                )}
                <Button aria-label={`Do not call ${member.name}`} onPress={() => onChange(members.toSpliced(index, 1))}>
                  ×
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      {others.length > 0 && (
        <Choice
          label="Add somebody"
          items={others}
          chosen={null}
          onChoose={(id) => {
            const { name } = others.find((each) => each.id === id)!;
            onChange([...members, { membershipId: id, name, phone: '' }]);
          }}
        />
      )}
    </ActForm>
  );
}
