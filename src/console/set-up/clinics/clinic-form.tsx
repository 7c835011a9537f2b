import { Checkbox } from 'react-aria-components';
import { AddClinicDocument, EditClinicDocument } from '../../api/generated/graphql.js';
import type { AddClinicInput, ClinicRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import type { Answer } from '../../api/answer.js';
import { HERE } from '../../time/clinic-time.js';
import { ActForm } from '../../ui/act-form.js';
import { useRecordDraft } from '../../ui/draft.js';
import { NumberInput } from '../../ui/number-input.js';
import { TextInput } from '../../ui/text-input.js';
import { given } from '../given.js';

interface ClinicDraft {
  readonly name: string;
  readonly timeZone: string;
  readonly jurisdiction: string;
  readonly licenceRequired: boolean;
  readonly address: string;
  readonly phone: string;
  readonly emergencyNumber: string;
  readonly slotStepMinutes: number | null;
  readonly minimumNoticeMinutes: number | null;
  readonly horizonDays: number | null;
  readonly holdMinutes: number | null;
}

const NO_CLINIC: ClinicDraft = {
  ...{ name: '', timeZone: HERE, jurisdiction: '', licenceRequired: true, address: '', phone: '', emergencyNumber: '' },
  ...{ slotStepMinutes: null, minimumNoticeMinutes: null, horizonDays: null, holdMinutes: null },
};

function draftOf({ address, phone, emergencyNumber, ...clinic }: ClinicRecordFragment): ClinicDraft {
  const { name, timeZone, jurisdiction, licenceRequired } = clinic;
  const { slotStepMinutes, minimumNoticeMinutes, horizonDays, holdMinutes } = clinic;
  return {
    ...{ name, timeZone, jurisdiction, licenceRequired },
    ...{ slotStepMinutes, minimumNoticeMinutes, horizonDays, holdMinutes },
    ...{ address: address ?? '', phone: phone ?? '', emergencyNumber: emergencyNumber ?? '' },
  };
}

interface ClinicFormProps {
  /** Null: a new one. */
  readonly clinic: ClinicRecordFragment | null;
  readonly onSaved: (clinic: ClinicRecordFragment) => void;
  readonly onBack?: () => void;
}

export function ClinicForm({ clinic, onSaved, ...rest }: ClinicFormProps) {
  const { draft, field, settle, version } = useRecordDraft(clinic ? draftOf(clinic) : NO_CLINIC, clinic?.version ?? 0);
  const save = useSave(clinic, version);
  const asUsual = clinic ? {} : { hint: 'Left empty: as usual.' };
  const licence = field('licenceRequired', (isRequired) => (isRequired ? 'yes' : 'no'));
  return (
    <ActForm
      label={clinic ? 'The clinic' : 'A new clinic'}
      submit={clinic ? 'Save' : 'Add'}
      act={() => save(draft)}
      onDone={({ clinic: saved }) => {
        settle(draftOf(saved), saved.version);
        onSaved(saved);
      }}
      {...rest}
    >
      <TextInput label="Name" {...field('name')} />
      <TextInput label="Address" {...field('address')} />
      <TextInput label="Telephone" type="tel" {...field('phone')} />
      <TextInput
        label="Time zone"
        hint={clinic ? 'It stays for good.' : 'Europe/Berlin. It stays for good.'}
        isReadOnly={clinic !== null}
        {...field('timeZone')}
      />
      <TextInput label="Whose licences count" hint="Country or state: DE, US-CA" {...field('jurisdiction')} />
      <TextInput
        label="Emergency number"
        hint="What clients are told to call. Left empty: the country’s."
        type="tel"
        {...field('emergencyNumber')}
      />
      <div className="wide">
        <Checkbox name={licence.name} isSelected={licence.value} onChange={licence.onChange}>
          Therapists need a licence here
        </Checkbox>
        {licence.hint && <span className="quiet-text">{licence.hint}</span>}
      </div>
      <NumberInput label="Visits start every … minutes" {...asUsual} {...field('slotStepMinutes')} />
      <NumberInput label="Minutes of notice for a booking" {...asUsual} {...field('minimumNoticeMinutes')} />
      <NumberInput label="Days that can be booked ahead" {...asUsual} {...field('horizonDays')} />
      <NumberInput label="Minutes for which a time is held" {...asUsual} {...field('holdMinutes')} />
    </ActForm>
  );
}

function useSave(clinic: ClinicRecordFragment | null, version: number) {
  const [add] = useAct(AddClinicDocument);
  const [edit] = useAct(EditClinicDocument);
  return async (draft: ClinicDraft): Promise<Answer<{ clinic: ClinicRecordFragment }>> => {
    if (!clinic) return answerOf(await add({ input: given(draft) as AddClinicInput }), (data) => data.addClinic);
    const { id } = clinic;
    const { timeZone: _, emergencyNumber, address, phone, ...rest } = draft;
    const changes = { ...rest, address: address || null, phone: phone || null };
    // What is read may be the country's, which is not to become the clinic's own.
    const own = emergencyNumber === (clinic.emergencyNumber ?? '') ? {} : { emergencyNumber: emergencyNumber || null };
    return answerOf(await edit({ input: { id, version, ...changes, ...own } }), (data) => data.editClinic);
  };
}
