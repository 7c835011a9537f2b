import { AddServiceDocument, EditServiceDocument } from '../../api/generated/graphql.js';
import type {
  AddServiceInput,
  Consultation,
  ServiceChoicesQuery,
  ServiceRecordFragment,
  Technique,
} from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import type { Answer } from '../../api/answer.js';
import { ActForm } from '../../ui/act-form.js';
import { Checks } from '../../ui/checks.js';
import { Choice } from '../../ui/choice.js';
import { useRecordDraft } from '../../ui/draft.js';
import { NumberInput } from '../../ui/number-input.js';
import { TextInput } from '../../ui/text-input.js';
import { given } from '../given.js';
import { featureWords, FEATURES, TECHNIQUE } from '../words.js';
import { draftOf, inputOf, NO_SERVICE, usualOf } from './service-draft.js';
import type { ServiceInput } from './service-draft.js';

const CONSULTATION: Readonly<Record<Consultation, string>> = {
  NONE: 'None in it',
  INCLUDED: 'Begins with one',
  ONLY: 'Is one, and nothing else',
};

interface ServiceFormProps {
  /** Null: a new one. */
  readonly service: ServiceRecordFragment | null;
  readonly choices: ServiceChoicesQuery;
  readonly onSaved: (service: ServiceRecordFragment) => void;
  readonly onBack?: () => void;
}

export function ServiceForm({ service, choices: { practice, techniques }, onSaved, ...rest }: ServiceFormProps) {
  const { draft, field, choice, checks, settle, version } = useRecordDraft(
    service ? draftOf(service) : NO_SERVICE,
    service?.version ?? 0,
  );
  const save = useSave(service?.id ?? null, version);
  const guideOf = (id: Technique | null) => techniques.find(({ technique }) => technique === id);
  const guide = guideOf(draft.technique);
  const choose = (id: Technique): void => {
    const usual = usualOf(guideOf(id)!);
    choice('technique').onChoose(id);
    field('pressure.min').onChange(usual['pressure.min']);
    field('pressure.max').onChange(usual['pressure.max']);
    checks('requiredFeatures').onChange(usual.requiredFeatures);
  };
  const act = async () => {
    const made = inputOf(draft, practice.currency);
    return 'refusal' in made ? made : save(made);
  };
  return (
    <ActForm
      label={service ? 'The service' : 'A new service'}
      submit={service ? 'Save' : 'Add'}
      act={act}
      onDone={({ service: saved }) => {
        settle(draftOf(saved), saved.version);
        onSaved(saved);
      }}
      {...rest}
    >
      <TextInput label="Name" {...field('name')} />
      {service ? (
        <TextInput label="Technique" hint="It stays for good." value={TECHNIQUE[service.technique]} isReadOnly />
      ) : (
        <Choice
          label="Technique"
          hint="It stays for good."
          items={techniques.map(({ technique: id }) => ({ id, name: TECHNIQUE[id] }))}
          {...choice('technique')}
          onChoose={choose}
        />
      )}
      {guide && <p className="wide quiet-text">{guide.character}</p>}
      <NumberInput label="Minutes" {...field('durationMinutes')} />
      <TextInput label={`Price (${practice.currency})`} inputMode="decimal" {...field('priceMinor')} />
      <NumberInput label="Minutes kept free before" {...field('bufferBeforeMinutes')} />
      <NumberInput label="Minutes kept free after" {...field('bufferAfterMinutes')} />
      {guide?.pressure && (
        <>
          <NumberInput label="Lightest pressure" hint="From 1, the lightest, to 5" {...field('pressure.min')} />
          <NumberInput label="Deepest pressure" {...field('pressure.max')} />
        </>
      )}
      <Choice label="Consultation" items={CONSULTATIONS} {...choice('consultation', consultationWords)} />
      <Checks label="What the room must have" items={FEATURES} {...checks('requiredFeatures', featureWords)} />
    </ActForm>
  );
}

const CONSULTATIONS = (Object.keys(CONSULTATION) as Consultation[]).map((id) => ({ id, name: CONSULTATION[id] }));

const consultationWords = (consultation: Consultation | null): string =>
  consultation ? CONSULTATION[consultation] : '';

function useSave(id: string | null, version: number) {
  const [add] = useAct(AddServiceDocument);
  const [edit] = useAct(EditServiceDocument);
  return async ({ technique, changes }: ServiceInput): Promise<Answer<{ service: ServiceRecordFragment }>> => {
    if (id === null) {
      const input = given({ ...changes, technique }) as AddServiceInput;
      return answerOf(await add({ input }), (data) => data.addService);
    }
    return answerOf(await edit({ input: { id, version, ...changes } }), (data) => data.editService);
  };
}
