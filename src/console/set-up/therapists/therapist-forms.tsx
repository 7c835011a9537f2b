import { useQuery } from 'urql';
import {
  ClinicsDocument,
  EditTherapistDocument,
  MembersToSignInDocument,
  SetTherapistClinicsDocument,
  SetTherapistTechniquesDocument,
} from '../../api/generated/graphql.js';
import type { TechniqueExperienceInput, TherapistRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { ActForm } from '../../ui/act-form.js';
import { Checks } from '../../ui/checks.js';
import { Choice } from '../../ui/choice.js';
import { useRecordDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { DetailInputs, detailsInput, detailsOf } from './details.js';
import { experienceWords, TechniquesInput } from './techniques-input.js';
import type { Experience } from './techniques-input.js';

interface FormProps {
  readonly therapist: TherapistRecordFragment;
}

export function DetailsForm({ therapist }: FormProps) {
  const { id, version } = therapist;
  const { draft, field, checks, settle } = useRecordDraft(detailsOf(therapist), version);
  const [edit] = useAct(EditTherapistDocument);
  return (
    <ActForm
      label="The therapist"
      submit="Save"
      act={async () => {
        const { backMassageYears, ...details } = detailsInput(draft);
        const input = { id, version, ...details, backMassageYears: backMassageYears! };
        return answerOf(await edit({ input }), (data) => data.editTherapist);
      }}
      onDone={({ therapist: saved }) => {
        settle(detailsOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      <DetailInputs field={field} checks={checks} />
    </ActForm>
  );
}

const techniquesOf = ({ techniques }: TherapistRecordFragment): { techniques: Experience[] } => ({
  techniques: techniques.map(({ technique, years }) => ({ technique, years })),
});

export function TechniquesForm({ therapist }: FormProps) {
  const { id: therapistId, version } = therapist;
  const { draft, field, settle } = useRecordDraft(techniquesOf(therapist), version);
  const [set] = useAct(SetTherapistTechniquesDocument);
  return (
    <ActForm
      label="Techniques"
      submit="Save the techniques"
      act={async () => {
        const techniques = draft.techniques as TechniqueExperienceInput[];
        const outcome = await set({ input: { therapistId, version, techniques } });
        return answerOf(outcome, (data) => data.setTherapistTechniques);
      }}
      onDone={({ therapist: saved }) => {
        settle(techniquesOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      <TechniquesInput {...field('techniques', experienceWords)} />
    </ActForm>
  );
}

const clinicsOf = ({ clinics }: TherapistRecordFragment): { clinicIds: string[] } => ({
  clinicIds: clinics.map(({ id }) => id).sort(),
});

export function ClinicsForm({ therapist }: FormProps) {
  const { id: therapistId, version } = therapist;
  const { draft, checks, settle } = useRecordDraft(clinicsOf(therapist), version);
  const [set] = useAct(SetTherapistClinicsDocument);
  const [{ data }] = useQuery({ query: ClinicsDocument });
  const clinics = data?.clinics ?? [];
  const names = (ids: readonly string[]): string =>
    clinics
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ');
  return (
    <ActForm
      label="Clinics"
      submit="Save the clinics"
      act={async () => {
        const outcome = await set({ input: { therapistId, version, clinicIds: draft.clinicIds } });
        return answerOf(outcome, (answered) => answered.setTherapistClinics);
      }}
      onDone={({ therapist: saved }) => {
        settle(clinicsOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      <Checks label="Works at" items={clinics} {...checks('clinicIds', names)} />
    </ActForm>
  );
}

const NOTHING = 'nothing';
const loginOf = ({ membershipId }: TherapistRecordFragment) => ({ membershipId: membershipId ?? NOTHING });

export function LoginForm({ therapist }: FormProps) {
  const { id, version } = therapist;
  const { draft, choice, settle } = useRecordDraft(loginOf(therapist), version);
  const [edit] = useAct(EditTherapistDocument);
  const [{ data }] = useQuery({ query: MembersToSignInDocument });
  const members = data?.staff.edges.map(({ node }) => ({ id: node.id, name: `${node.name}, ${node.email}` })) ?? [];
  const items = [{ id: NOTHING, name: 'Does not sign in' }, ...members];
  const nameOf = (membershipId: string): string => items.find((item) => item.id === membershipId)?.name ?? '';
  return (
    <ActForm
      label="Sign-in"
      submit="Save the sign-in"
      act={async () => {
        const membershipId = draft.membershipId === NOTHING ? null : draft.membershipId;
        return answerOf(await edit({ input: { id, version, membershipId } }), (answered) => answered.editTherapist);
      }}
      onDone={({ therapist: saved }) => {
        settle(loginOf(saved), saved.version);
        tell('Saved.');
      }}
    >
      <Choice label="Signs in as" items={items} {...choice('membershipId', nameOf)} />
    </ActForm>
  );
}
