import type { OfferedSlotFragment } from '../api/generated/graphql.js';
import { Button } from '../ui/button.js';
import type { Refused } from './place.js';
import { SlotList } from './slot-list.js';

interface RefusedPlaceProps {
  readonly refused: Refused;
  readonly zone: string;
  readonly onTake: (slot: OfferedSlotFragment) => void;
  readonly onService: (id: string) => void;
  readonly onBack: () => void;
}

/** Why a place cannot be had, in the API's words, and what it offers instead. */
export function RefusedPlace({ refused, zone, onTake, onService, onBack }: RefusedPlaceProps) {
  const slots = 'nextSlots' in refused ? refused.nextSlots : [];
  const services = 'services' in refused ? refused.services : [];
  return (
    <>
      <p role="alert" className="refusal">
        {refused.message}
      </p>
      {slots.length > 0 && <SlotList {...{ slots, zone, onTake }} label="The next free times" takesFocus />}
      <div className="actions">
        {services.map(({ id, name }) => (
          <Button key={id} onPress={() => onService(id)}>
            {name} instead
          </Button>
        ))}
        <Button autoFocus={slots.length === 0} onPress={onBack}>
          All times
        </Button>
      </div>
    </>
  );
}
