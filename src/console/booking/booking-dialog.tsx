import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { FoundClientFragment } from '../api/generated/graphql.js';
import { dateTimeIn } from '../time/clinic-time.js';
import { tell } from '../ui/notices.js';
import { Button } from '../ui/button.js';
import { BookFor } from './book-for.js';
import { fullName } from '../clients/person.js';
import { FindClient } from '../clients/find-client.js';
import { NewClientForm } from './new-client-form.js';
import { usePlace } from './place.js';
import type { BookingClinic, Wished } from './place.js';
import './booking.css';

interface BookingDialogProps {
  readonly clinic: BookingClinic;
  /** The first date to look at, in the clinic's calendar. */
  readonly from: string;
  /** A place that somebody has pointed at. */
  readonly wished?: Wished | null;
  readonly onClose: () => void;
}

/** Books: first who, then what and when. What is held is let go when it is closed without booking. */
export function BookingDialog({ clinic, from, wished = null, onClose }: BookingDialogProps) {
  const [typed, setTyped] = useState('');
  const [isNew, setIsNew] = useState(false);
  const [client, setClient] = useState<FoundClientFragment | null>(null);
  const place = usePlace(({ startsAt, therapist }) => {
    tell(`Booked: ${dateTimeIn(clinic.timeZone, startsAt)}, ${therapist.name}.`);
    onClose();
  });
  const choose = (found: FoundClientFragment): void => {
    setIsNew(false);
    setClient(found);
  };
  const another = (): void => {
    setClient(null);
    void place.letGo();
  };
  const close = (): void => {
    place.isOver.current = true;
    void place.letGo();
    onClose();
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal className="react-aria-Modal booking">
        <Dialog>
          <Heading slot="title">{client ? `Book for ${fullName(client)}` : 'Book'}</Heading>
          {!client && wished && <p className="quiet-text">{wished.words}</p>}
          {!client && !isNew && (
            <FindClient {...{ typed }} onType={setTyped} onChoose={choose} onNew={() => setIsNew(true)} />
          )}
          {!client && isNew && <NewClientForm {...{ typed }} onChoose={choose} onBack={() => setIsNew(false)} />}
          {client && <BookFor key={client.id} {...{ clinic, from, wished, place }} clientId={client.id} />}
          <div className="actions">
            {client && <Button onPress={another}>Another client</Button>}
            <Button slot="close">Close</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
