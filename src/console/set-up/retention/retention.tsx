import { useState } from 'react';
import { useQuery } from 'urql';
import { RetentionRulesDocument, SetRetentionRuleDocument } from '../../api/generated/graphql.js';
import type { RetentionLineFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { ActForm } from '../../ui/act-form.js';
import { useRecordDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { NumberInput } from '../../ui/number-input.js';
import { TextInput } from '../../ui/text-input.js';

/** How long clinical records are kept, by the jurisdiction of the clinic. */
export function Retention() {
  const [{ data, error }] = useQuery({ query: RetentionRulesDocument, requestPolicy: 'cache-and-network' });
  const [added, setAdded] = useState(0);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return (
    <div className="set-apart">
      <p>What is set here counts for records that are there already, too.</p>
      {data.retentionRules.map((rule) => (
        <section key={rule.jurisdiction} aria-labelledby={`rule-${rule.jurisdiction}`}>
          <h2 id={`rule-${rule.jurisdiction}`}>{rule.jurisdiction}</h2>
          <p className="quiet-text">{rule.source}</p>
          <RuleForm rule={rule} />
        </section>
      ))}
      <section aria-labelledby="rule-new">
        <h2 id="rule-new">Another jurisdiction</h2>
        <RuleForm key={added} rule={null} onSaved={() => setAdded(added + 1)} />
      </section>
    </div>
  );
}

const draftOf = (rule: RetentionLineFragment | null) => ({
  jurisdiction: rule?.jurisdiction ?? '',
  years: rule?.years ?? null,
  yearsAfterAdulthood: rule?.yearsAfterAdulthood ?? null,
});

interface RuleFormProps {
  /** Null: of a jurisdiction that has none yet. */
  readonly rule: RetentionLineFragment | null;
  readonly onSaved?: () => void;
}

function RuleForm({ rule, onSaved }: RuleFormProps) {
  const version = rule?.version ?? 0;
  const { draft, field, settle } = useRecordDraft(draftOf(rule), version);
  const [set] = useAct(SetRetentionRuleDocument);
  return (
    <ActForm
      label={rule ? `Records in ${rule.jurisdiction}` : 'Records in another jurisdiction'}
      submit="Save"
      act={async () => {
        const { years, yearsAfterAdulthood, ...rest } = draft;
        // What is not typed goes as it is: the API says that it is missing.
        const input = { ...rest, version, years: years!, yearsAfterAdulthood: yearsAfterAdulthood! };
        return answerOf(await set({ input }), (data) => data.setRetentionRule);
      }}
      onDone={({ rule: saved }) => {
        settle(draftOf(saved), saved.version);
        tell(`Saved: ${saved.jurisdiction}.`);
        onSaved?.();
      }}
    >
      {!rule && (
        <TextInput label="Jurisdiction" hint="A country, or a part of one: DE, US-CA" {...field('jurisdiction')} />
      )}
      <NumberInput label="Years after the last visit" {...field('years')} />
      <NumberInput label="Years after turning 18, of minors" {...field('yearsAfterAdulthood')} />
    </ActForm>
  );
}
