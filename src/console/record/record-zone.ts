import { useQuery } from 'urql';
import { ClinicsDocument } from '../api/generated/graphql.js';
import { HERE } from '../time/clinic-time.js';

/** The clock by which the record is read: that of the practice's first clinic, as the record itself belongs to none. */
export function useRecordZone(): string {
  const [{ data }] = useQuery({ query: ClinicsDocument });
  return data?.clinics[0]?.timeZone ?? HERE;
}
