import { AddLicenceDocument, EditLicenceDocument } from '../../api/generated/graphql.js';
import type {
  LicenceKind,
  LicenceLineFragment,
  LicenceStatus,
  TherapistRecordFragment,
} from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import type { Answer } from '../../api/answer.js';
import { ActForm } from '../../ui/act-form.js';
import { Choice } from '../../ui/choice.js';
import { useRecordDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { TextInput } from '../../ui/text-input.js';

const KIND: Readonly<Record<LicenceKind, string>> = {
  LICENCE: 'Licence, by which they may practise',
  CERTIFICATION: 'Certification of what they have learnt',
};
const KINDS = (Object.keys(KIND) as LicenceKind[]).map((id) => ({ id, name: KIND[id] }));

export const LICENCE_STATUS: Readonly<Record<LicenceStatus, string>> = {
  ACTIVE: 'in force',
  SUSPENDED: 'suspended',
  REVOKED: 'revoked',
};
const STATUSES = (Object.keys(LICENCE_STATUS) as LicenceStatus[]).map((id) => ({ id, name: LICENCE_STATUS[id] }));

const draftOf = (licence: LicenceLineFragment | null) => ({
  kind: licence?.kind ?? ('LICENCE' satisfies LicenceKind as LicenceKind),
  status: licence?.status ?? ('ACTIVE' satisfies LicenceStatus as LicenceStatus),
  type: licence?.type ?? '',
  number: licence?.number ?? '',
  jurisdiction: licence?.jurisdiction ?? '',
  issuedOn: licence?.issuedOn ?? '',
  expiresOn: licence?.expiresOn ?? '',
});

interface LicenceFormProps {
  readonly therapistId: TherapistRecordFragment['id'];
  /** Null: a new one. */
  readonly licence: LicenceLineFragment | null;
  readonly onDone: () => void;
}

export function LicenceForm({ therapistId, licence, onDone }: LicenceFormProps) {
  const { draft, field, choice } = useRecordDraft(draftOf(licence), licence?.version ?? 0);
  const [add] = useAct(AddLicenceDocument);
  const [edit] = useAct(EditLicenceDocument);
  const save = async (): Promise<Answer<unknown>> => {
    const { status, ...rest } = draft;
    const said = { ...rest, expiresOn: draft.expiresOn || null };
    if (!licence) return answerOf(await add({ input: { therapistId, ...said } }), (data) => data.addLicence);
    const { id, version } = licence;
    return answerOf(await edit({ input: { id, version, status, ...said } }), (data) => data.editLicence);
  };
  return (
    <ActForm
      label={licence ? 'The licence' : 'A new licence'}
      submit={licence ? 'Save the licence' : 'Add the licence'}
      act={save}
      onDone={() => {
        tell('Saved. It counts once somebody has compared it with the document or the register.');
        onDone();
      }}
      onBack={onDone}
    >
      <Choice label="Kind" items={KINDS} {...choice('kind')} />
      <TextInput label="Type" hint="As the jurisdiction calls it" {...field('type')} />
      <TextInput label="Number" {...field('number')} />
      <TextInput label="Counts in" hint="A country, or a part of one: DE, US-CA" {...field('jurisdiction')} />
      <TextInput label="First valid day" type="date" {...field('issuedOn')} />
      <TextInput label="Last valid day" hint="Empty: it does not end" type="date" {...field('expiresOn')} />
      {licence && <Choice label="State" items={STATUSES} {...choice('status')} />}
    </ActForm>
  );
}
