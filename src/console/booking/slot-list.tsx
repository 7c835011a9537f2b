import { useState } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { useQuery } from 'urql';
import { OpenSlotsDocument } from '../api/generated/graphql.js';
import type { OfferedSlotFragment, OpenSlotsQueryVariables } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { dateWords, timeIn } from '../time/clinic-time.js';
import { Button } from '../ui/button.js';
import { byDate, reasonWords, therapistWords } from './slot-words.js';

const AT_FIRST = 8;
const MORE = 12;
/** As many as the API gives at once. */
const MOST = 100;

interface SlotListProps {
  readonly slots: readonly OfferedSlotFragment[];
  readonly zone: string;
  readonly label: string;
  readonly takesFocus: boolean;
  readonly onTake: (slot: OfferedSlotFragment) => void;
}

/** Times that can be booked, by date, each with its therapist and why it is a good one. Enter holds it. */
export function SlotList({ slots, zone, label, takesFocus, onTake }: SlotListProps) {
  return (
    <ListBox
      aria-label={label}
      className="react-aria-ListBox slots"
      autoFocus={takesFocus && 'first'}
      onAction={(key) => onTake(slots.find(({ startsAt }) => startsAt === key)!)}
    >
      {byDate(slots).map(({ date, slots: ofDay }) => (
        <ListBoxSection key={date} id={date}>
          <Header>{dateWords(date)}</Header>
          {ofDay.map((slot) => (
            <SlotItem key={slot.startsAt} {...{ slot, zone }} />
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}

function SlotItem({ slot, zone }: { slot: OfferedSlotFragment; zone: string }) {
  const time = `${timeIn(zone, slot.startsAt)}–${timeIn(zone, slot.endsAt)}`;
  const reasons = reasonWords(slot);
  return (
    <ListBoxItem id={slot.startsAt} textValue={`${time} ${therapistWords(slot)} ${reasons}`}>
      <strong>{time}</strong> {therapistWords(slot)}
      {reasons && <span className="why"> · {reasons}</span>}
    </ListBoxItem>
  );
}

interface OpenSlotsProps extends Pick<SlotListProps, 'zone' | 'takesFocus' | 'onTake'> {
  readonly wish: Omit<OpenSlotsQueryVariables, 'first'>;
}

/** The best of what is open, and more when asked. Give it the wish as its key: times for another one are not to be taken. */
export function OpenSlots({ wish, ...list }: OpenSlotsProps) {
  const [first, setFirst] = useState(AT_FIRST);
  const [{ data, error, fetching }] = useQuery({
    query: OpenSlotsDocument,
    variables: { ...wish, first },
    requestPolicy: 'cache-and-network',
  });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Looking for times …</p>;
  const slots = data.openSlots.edges.map(({ node }) => node);
  if (slots.length === 0) return <p role="status">Nothing is free in the four weeks from this date.</p>;
  return (
    <>
      <SlotList {...list} slots={slots} label="Free times, the best first" />
      {data.openSlots.pageInfo.hasNextPage && first < MOST && (
        <Button kind="quiet" isPending={fetching} onPress={() => setFirst(Math.min(first + MORE, MOST))}>
          More times
        </Button>
      )}
    </>
  );
}
