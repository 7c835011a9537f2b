import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import { AddTherapistDocument, ClinicsDocument } from '../../api/generated/graphql.js';
import type { AddTherapistInput } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { ActForm } from '../../ui/act-form.js';
import { Checks } from '../../ui/checks.js';
import { useRecordDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { DetailInputs, detailsInput, NO_DETAILS } from './details.js';
import { TechniquesInput } from './techniques-input.js';
import type { Experience } from './techniques-input.js';

/** Hours and licences follow on the page of whoever was added. */
export function NewTherapist() {
  const { draft, field, checks } = useRecordDraft(NO_DETAILS, 0);
  const [techniques, setTechniques] = useState<Experience[]>([]);
  const [clinicIds, setClinicIds] = useState<string[]>([]);
  const [{ data }] = useQuery({ query: ClinicsDocument });
  const [add] = useAct(AddTherapistDocument);
  const [, go] = useLocation();
  return (
    <>
      <p>
        <Link href="/set-up/therapists">All therapists</Link>
      </p>
      <h2>Add a therapist</h2>
      <ActForm
        label="A new therapist"
        submit="Add"
        act={async () => {
          const input = { ...detailsInput(draft), techniques, clinicIds } as AddTherapistInput;
          return answerOf(await add({ input }), (answered) => answered.addTherapist);
        }}
        onDone={({ therapist }) => {
          tell(`Added: ${therapist.name}.`);
          go(`/set-up/therapists/${therapist.id}`);
        }}
      >
        <DetailInputs field={field} checks={checks} />
        <Checks
          label="Works at"
          name="clinicIds"
          items={data?.clinics ?? []}
          chosen={clinicIds}
          onChange={setClinicIds}
        />
        <TechniquesInput value={techniques} onChange={setTechniques} />
      </ActForm>
    </>
  );
}
