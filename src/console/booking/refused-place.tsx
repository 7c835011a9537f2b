import type { OfferedSlotFragment } from '../api/generated/graphql.js';
import { Button } from '../ui/button.js';
import { mayOverride, OverrideForm } from '../visit/override-form.js';
import type { Refused } from './place.js';
import { SlotList } from './slot-list.js';

interface RefusedPlaceProps {
  readonly refused: Refused;
  readonly zone: string;
  readonly onTake: (slot: OfferedSlotFragment) => void;
  readonly onService: (id: string) => void;
  readonly onOverride: (reason: string) => void;
  readonly onBack: () => void;
}

/** Why a place cannot be had, in the API's words, what it offers instead and, where it allows that, a way to have it all the same. */
export function RefusedPlace({ refused, zone, onTake, onService, onOverride, onBack }: RefusedPlaceProps) {
  const slots = 'nextSlots' in refused ? refused.nextSlots : [];
  const services = 'services' in refused ? refused.services : [];
  return (
    <>
      <p role="alert" className="refusal">
        {refused.message}
      </p>
      {slots.length > 0 && <SlotList {...{ slots, zone, onTake }} label="The next free times" takesFocus />}
      {mayOverride(refused) && <OverrideForm act="Hold it all the same" onOverride={onOverride} />}
      <div className="actions">
        {services.map(({ id, name }, index) => (
          <Button key={id} autoFocus={slots.length === 0 && index === 0} onPress={() => onService(id)}>
            {name} instead
          </Button>
        ))}
        <Button autoFocus={slots.length === 0 && services.length === 0} onPress={onBack}>
          All times
        </Button>
      </div>
    </>
  );
}
