import { useEffect } from 'react';
import { useClient } from 'urql';
import { ClinicChangedDocument } from './generated/graphql.js';

/** Changes come in bursts: one reading for all of them, well within a second. */
const BURST_MS = 150;

/**
 * Calls `onChange` when somebody has changed the day of one of the clinics, and after each gap in which that could not be heard. With a visit
 * only where that one is changed.
 */
export function useClinicChanges(clinicIds: readonly string[], onChange: () => void, visitId?: string): void {
  const client = useClient();
  const all = clinicIds.join(' ');
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout>;
    const heard = (changedId: string | null): void => {
      if (visitId !== undefined && changedId !== null && changedId !== visitId) return;
      clearTimeout(soon);
      soon = setTimeout(onChange, BURST_MS);
    };
    const listening = all
      .split(' ')
      .filter(Boolean)
      .map((clinicId) =>
        client
          .subscription(ClinicChangedDocument, { clinicId })
          .subscribe(({ data }) => data && heard(data.clinicDayChanged.appointmentId)),
      );
    return () => {
      clearTimeout(soon);
      for (const { unsubscribe } of listening) unsubscribe();
    };
  }, [client, all, onChange, visitId]);
}
