import type { RiskCode } from '../../api/generated/graphql.js';
import { risksWords } from './form-words.js';

/** What the API says that no question asks for. */
export function UncoveredRisks({ risks }: { risks: readonly RiskCode[] }) {
  if (risks.length === 0) return null;
  return (
    <p className="refusal">
      ! No question asks for: {risksWords(risks)}. Whoever fills the form in stays “not screened”.
    </p>
  );
}
