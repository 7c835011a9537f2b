import { useEffect } from 'react';
import { useClient } from 'urql';
import { BoardChangedDocument } from '../api/generated/graphql.js';

/** Changes come in bursts: one reading for all of them, well within a second. */
const BURST_MS = 150;

/** Calls `onChange` when somebody has changed the day of one of the clinics, and after each gap in which that could not be heard. */
export function useClinicChanges(clinicIds: readonly string[], onChange: () => void): void {
  const client = useClient();
  const all = clinicIds.join(' ');
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout>;
    const heard = (): void => {
      clearTimeout(soon);
      soon = setTimeout(onChange, BURST_MS);
    };
    const listening = all
      .split(' ')
      .filter(Boolean)
      .map((clinicId) =>
        client.subscription(BoardChangedDocument, { clinicId }).subscribe(({ data }) => data && heard()),
      );
    return () => {
      clearTimeout(soon);
      for (const { unsubscribe } of listening) unsubscribe();
    };
  }, [client, all, onChange]);
}
